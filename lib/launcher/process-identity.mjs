// @ts-check
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { errorCode } from './plain-error.mjs';

/**
 * A process and when it began: numbers of processes are used again, both together are not.
 * @typedef {{ pid: number, began: string }} ProcessIdentity
 */

/**
 * When a process began, in whatever unit the system counts; empty when there is no such process.
 * @param {number} pid
 */
function beganAt(pid) {
  if (process.platform !== 'linux') {
    return spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
      encoding: 'utf8',
    }).stdout.trim();
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name, in brackets, may hold anything; the start is the 20th field after it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? '' : (fields[19] ?? '');
  } catch {
    return '';
  }
}

/**
 * @param {number} pid
 * @returns {ProcessIdentity}
 */
export function identify(pid) {
  return { pid, began: beganAt(pid) };
}

/**
 * Whether exactly this process still runs.
 * @param {ProcessIdentity} identity
 */
export function isRunning({ pid, began }) {
  return began !== '' && beganAt(pid) === began;
}

/**
 * Whether this is the description of a process, in a file that may hold anything.
 * @param {unknown} value
 * @returns {value is ProcessIdentity}
 */
export function isIdentity(value) {
  if (typeof value !== 'object' || value === null) return false;
  const { pid, began } = /** @type {Partial<ProcessIdentity>} */ (value);
  return Number.isInteger(pid) && Number(pid) > 0 && typeof began === 'string';
}

/**
 * Sends a signal to a whole process group. That it is gone already is no error.
 * @param {number} pid the leader's
 * @param {NodeJS.Signals} signal
 */
export function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}

/**
 * The command line of a process, empty when there is none.
 * @param {number} pid
 */
export function commandOf(pid) {
  if (process.platform === 'linux') {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    } catch {
      return '';
    }
  }
  return spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();
}
