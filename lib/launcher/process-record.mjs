// @ts-check
import { rmSync } from 'node:fs';
import path from 'node:path';
import { readJson, writeJson } from './files.mjs';
import { isIdentity, isRunning, signalGroup } from './process-identity.mjs';

/**
 * What runs for an installation, written down so that someone else can end it when the launcher can
 * no longer do so: the watchdog at once, the next start at the latest.
 * @typedef {import('./process-identity.mjs').ProcessIdentity} ProcessIdentity
 * @typedef {ProcessIdentity & { name: string, stopSignal: NodeJS.Signals, graceMs: number }} RunningPart
 * @typedef {{ launcher: ProcessIdentity, parts: RunningPart[] }} ProcessRecord
 */

const LOOK_EVERY_MS = 25;

/** @param {string} folder such as `.data/main` */
const recordFile = (folder) => path.join(folder, 'processes.json');

/**
 * @param {string} folder
 * @param {ProcessRecord} record
 */
export function writeRecord(folder, record) {
  writeJson(recordFile(folder), record);
}

/** @param {string} folder */
export function removeRecord(folder) {
  rmSync(recordFile(folder), { force: true });
}

/**
 * The record in this folder, if there is one that can be understood.
 * @param {string} folder
 * @returns {ProcessRecord | undefined}
 */
export function readRecord(folder) {
  const record = /** @type {Partial<ProcessRecord> | undefined} */ (readJson(recordFile(folder)));
  if (!isIdentity(record?.launcher) || !Array.isArray(record.parts)) return undefined;
  return { launcher: record.launcher, parts: record.parts.filter(isIdentity) };
}

/**
 * Ends one part: first as it likes to be ended, and when that takes too long, at once. Whatever it
 * started itself goes with it.
 * @param {RunningPart} part
 */
export async function endPart(part) {
  if (isRunning(part)) {
    // PostgreSQL's own children must not be told anything; the others have none that matter.
    process.kill(part.pid, part.stopSignal);
    const untilMs = performance.now() + part.graceMs;
    while (isRunning(part) && performance.now() < untilMs) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  }
  signalGroup(part.pid, 'SIGKILL');
}

/**
 * Ends everything that a launcher which is gone has left running, the last started first.
 * @param {ProcessRecord} record
 */
export async function endRecorded(record) {
  for (const part of record.parts.toReversed()) if (isRunning(part)) await endPart(part);
}
