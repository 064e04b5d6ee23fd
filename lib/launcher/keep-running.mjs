// @ts-check
/*
 * keep-running.mjs PID_FILE PROGRAM ARGS…: runs a program, writes its process id into a file, and
 * starts it again whenever it dies. Tests kill the worker through it, as an operator's service manager
 * would bring it back.
 */
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';

const [pidFile, program, ...args] = process.argv.slice(2);
if (!pidFile || !program) throw new Error('keep-running.mjs PID_FILE PROGRAM ARGS…');
let isStopping = false;
/** @type {import('node:child_process').ChildProcess} */
let child;

function run() {
  child = spawn(/** @type {string} */ (program), args, { stdio: 'inherit' });
  writeFileSync(/** @type {string} */ (pidFile), String(child.pid));
  child.on('exit', (code) => {
    if (isStopping) process.exit(code ?? 0);
    run();
  });
}

process.on('SIGTERM', () => {
  isStopping = true;
  child.kill('SIGTERM');
});
run();
