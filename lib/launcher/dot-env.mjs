// @ts-check
import { readFileSync } from 'node:fs';
import { inRoot } from './paths.mjs';
import { errorCode } from './plain-error.mjs';

/**
 * Reads lines of the form `NAME=value`; quotes around a value are taken off, and what follows ` #`
 * outside quotes is a comment.
 * @param {string} text
 * @returns {Record<string, string>}
 */
export function parseDotEnv(text) {
  /** @type {Record<string, string>} */
  const found = {};
  for (const line of text.split(/\r?\n/)) {
    const match = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*?)\s*$/.exec(line);
    if (!match) continue;
    const [, name = '', raw = ''] = match;
    const quoted = /^(['"])(.*)\1\s*(?:#.*)?$/.exec(raw);
    found[name] = quoted ? (quoted[2] ?? '') : raw.replace(/(^|\s+)#.*$/, '');
  }
  return found;
}

/**
 * The variables of this process together with those of the file `.env`, which never wins against
 * what is set already. An empty variable counts as unset.
 * @returns {Record<string, string>}
 */
export function readVariables() {
  /** @type {Record<string, string>} */
  let file = {};
  try {
    file = parseDotEnv(readFileSync(inRoot('.env'), 'utf8'));
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
  const all = Object.entries({ ...file, ...process.env });
  return Object.fromEntries(all.flatMap(([name, value]) => (value ? [[name, value]] : [])));
}
