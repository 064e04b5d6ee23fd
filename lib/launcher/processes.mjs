// @ts-check
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './paths.mjs';
import { errorCode, PlainError } from './plain-error.mjs';
import { identify } from './process-identity.mjs';
import { endPart, removeRecord, writeRecord } from './process-record.mjs';

/**
 * @typedef {import('./process-record.mjs').RunningPart} RunningPart
 * @typedef {{
 *   name: string,
 *   program: string,
 *   args: string[],
 *   env: Record<string, string | undefined>,
 *   cwd?: string,
 *   user?: { uid: number, gid: number },
 *   stopSignal?: NodeJS.Signals,
 *   graceMs?: number,
 *   show?: boolean,
 * }} PartCommand `show`: what it prints goes to the terminal instead of its log
 */

const GRACE_MS = 10_000;
const LAST_WORDS = 20;

/**
 * The parts of one running installation. Each is a process group of its own, so that Ctrl-C reaches
 * the launcher alone, which ends them in order.
 */
export class Processes {
  /** @type {RunningPart[]} */
  #parts = [];
  #launcher = identify(process.pid);
  #stopping = false;
  /** @type {Set<string>} */
  #mayEnd = new Set();
  /** @type {import('node:child_process').ChildProcess} */
  #watchdog;
  /** @type {(reason: Error) => void} */
  #crash = () => {};
  /** Rejects with the reason when a part ends although nobody asked it to. */
  crashed = new Promise((_, reject) => (this.#crash = reject));

  /** @param {string} folder of the installation, such as `.data/main` */
  constructor(folder) {
    this.folder = folder;
    this.logs = path.join(folder, 'logs');
    mkdirSync(this.logs, { recursive: true, mode: 0o700 });
    this.crashed.catch(() => {});
    this.#record();
    this.#watchdog = this.#startWatchdog();
  }

  #startWatchdog() {
    const script = fileURLToPath(new URL('watchdog.mjs', import.meta.url));
    const watchdog = spawn(process.execPath, [script, this.folder, String(process.pid)], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
      cwd: '/',
    });
    watchdog.on('exit', () => {
      if (!this.#stopping) this.#watchdog = this.#startWatchdog();
    });
    watchdog.stdin.on('error', () => {});
    return watchdog;
  }

  #record() {
    writeRecord(this.folder, { launcher: this.#launcher, parts: this.#parts });
  }

  /** @param {string} name */
  logFile(name) {
    return path.join(this.logs, `${name}.log`);
  }

  /**
   * Starts one part. Its output goes to its log; the log of the last time is kept beside it.
   * @param {PartCommand} command
   */
  start({ name, program, args, env, cwd = root, user, ...rest }) {
    if (this.#stopping) throw new PlainError('Stopped.');
    this.#mayEnd.delete(name);
    const log = this.logFile(name);
    try {
      renameSync(log, `${log}.old`);
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') throw error;
    }
    const output = openSync(log, 'a', 0o600);
    const child = spawn(program, args, {
      ...user,
      cwd,
      env: /** @type {NodeJS.ProcessEnv} */ (env),
      detached: true,
      stdio: rest.show ? ['ignore', 'inherit', 'inherit'] : ['ignore', output, output],
    });
    closeSync(output);
    child.on('error', (error) => this.#ended(name, `could not be started: ${error.message}`));
    child.on('exit', (code, signal) => this.#ended(name, signal ?? `exit code ${code}`));
    if (!child.pid) return;
    const { stopSignal = 'SIGTERM', graceMs = GRACE_MS } = rest;
    this.#parts.push({ ...identify(child.pid), name, stopSignal, graceMs });
    this.#record();
  }

  /**
   * @param {string} name
   * @param {string} how
   */
  #ended(name, how) {
    if (this.#stopping || this.#mayEnd.has(name)) return;
    const words = readFileSync(this.logFile(name), 'utf8').trim().split('\n').slice(-LAST_WORDS);
    this.#crash(
      new PlainError(
        `${name} ended unexpectedly (${how}), so everything else was stopped too. Nothing was deleted. Its last words, from ${path.relative(root, this.logFile(name))}:\n\n${words.join('\n')}`,
      ),
    );
  }

  /**
   * Waits for `work`, but not longer than all parts live.
   * @template T
   * @param {Promise<T>} work
   * @returns {Promise<T>}
   */
  whileAlive(work) {
    return Promise.race([work, /** @type {Promise<never>} */ (this.crashed)]);
  }

  /**
   * From now on the end of this part is nobody's failure, because a test brings it down.
   * @param {string} name
   */
  mayEnd(name) {
    this.#mayEnd.add(name);
  }

  /**
   * Ends one part that may end, if it still runs. It can be started again.
   * @param {string} name
   */
  async end(name) {
    const at = this.#parts.findIndex((part) => part.name === name);
    if (at < 0) return;
    await endPart(/** @type {RunningPart} */ (this.#parts[at]));
    this.#parts.splice(at, 1);
    this.#record();
  }

  /** Ends all parts, the last started first, and then the watchdog. */
  async stop() {
    if (this.#stopping) return;
    this.#stopping = true;
    while (this.#parts.length > 0) {
      await endPart(/** @type {RunningPart} */ (this.#parts.at(-1)));
      this.#parts.pop();
      this.#record();
    }
    removeRecord(this.folder);
    this.#watchdog.stdin?.end();
  }
}
