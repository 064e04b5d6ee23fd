// @ts-check
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { readJson, writeJson } from './files.mjs';
import { PlainError } from './plain-error.mjs';

/**
 * What an installation keeps to itself, made once. `admin`, `owner`, `app` and `sandbox` are passwords
 * of roles in our own PostgreSQL.
 */
const NAMES = /** @type {const} */ ([
  'authSecret',
  'sandboxKey',
  'admin',
  'owner',
  'app',
  'sandbox',
]);

/** @typedef {Record<(typeof NAMES)[number], string>} Secrets */

/**
 * The secrets of an installation. They are made at its first start and never again: without them its
 * database does not open.
 * @param {string} folder such as `.data/main`
 * @param {boolean} isFirstStart
 * @returns {Secrets}
 */
export function readOrMakeSecrets(folder, isFirstStart) {
  const file = path.join(folder, 'secrets.json');
  if (!existsSync(file) && isFirstStart) {
    writeJson(
      file,
      Object.fromEntries(NAMES.map((name) => [name, randomBytes(32).toString('hex')])),
    );
  }
  const found = /** @type {Partial<Secrets> | undefined} */ (readJson(file));
  if (NAMES.every((name) => typeof found?.[name] === 'string'))
    return /** @type {Secrets} */ (found);
  throw new PlainError(
    `${file} is missing or damaged, and without it the database of this installation does not open. Nothing was changed. Bring the file back from a backup, or run "npm run reset" to begin anew.`,
  );
}
