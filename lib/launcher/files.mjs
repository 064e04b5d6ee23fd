// @ts-check
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';

/**
 * Writes a file so that it is there completely or not at all, readable by its owner only.
 * @param {string} file
 * @param {unknown} value anything that JSON can hold
 */
export function writeJson(file, value) {
  writeText(file, `${JSON.stringify(value, null, 2)}\n`);
}

/**
 * As `writeJson`, with any text.
 * @param {string} file
 * @param {string} text
 */
export function writeText(file, text) {
  const draft = `${file}.${process.pid}.new`;
  const handle = openSync(draft, 'w', 0o600);
  writeSync(handle, text);
  fsyncSync(handle);
  closeSync(handle);
  renameSync(draft, file);
}

/**
 * What a JSON file holds; `undefined` when it is missing or is not JSON.
 * @param {string} file
 * @returns {unknown}
 */
export function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
