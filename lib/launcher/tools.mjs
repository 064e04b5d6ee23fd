// @ts-check
import { spawn } from 'node:child_process';
import path from 'node:path';
import { appNode, inRoot, root } from './paths.mjs';

/**
 * @typedef {{ code: number, output: string }} ToolResult
 * @typedef {Record<string, string | undefined>} Variables environment variables
 */

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/** Ends whatever tools are running, because nobody waits for them any more. */
export function stopTools() {
  for (const child of running) child.kill('SIGTERM');
}

/**
 * Runs a program to its end and gives back its exit code and all that it printed.
 * @param {string} program
 * @param {string[]} args
 * @param {{ env?: Variables, cwd?: string, user?: { uid: number, gid: number }, show?: boolean }}
 *   [options] `show` also passes the output on as it comes
 * @returns {Promise<ToolResult>}
 */
export function runProgram(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...options.user,
      cwd: options.cwd ?? root,
      env: /** @type {NodeJS.ProcessEnv} */ (options.env ?? process.env),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output += chunk;
        if (options.show) process.stdout.write(chunk);
      });
    }
    child.on('error', reject);
    child.on('close', (code, signal) => {
      running.delete(child);
      resolve({ code: code ?? 1, output: signal ? `${output}\nended by ${signal}` : output });
    });
  });
}

/**
 * The environment in which the project's own tools run: their Node first, no telemetry.
 * @param {Variables} [extra]
 * @returns {Variables}
 */
export function toolEnv(extra = {}) {
  const PATH = [inRoot('node_modules', '.bin'), process.env.PATH].join(path.delimiter);
  return { ...process.env, PATH, NEXT_TELEMETRY_DISABLED: '1', ...extra };
}

/**
 * Runs the JavaScript program of an installed package with the app's Node.
 * @param {string} script path inside `node_modules`, such as `next/dist/bin/next`
 * @param {string[]} args
 * @param {{ env?: Variables, show?: boolean }} [options] `env` is added to the environment
 */
export function runTool(script, args, options = {}) {
  return runProgram(appNode(), [inRoot('node_modules', script), ...args], {
    env: toolEnv(options.env),
    show: options.show,
  });
}
