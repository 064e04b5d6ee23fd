// @ts-check
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { writeText } from './files.mjs';

/**
 * Where the key that signs the log is kept, unless the settings say otherwise.
 * @param {string} folder such as `.data/main`
 */
export const evidenceKeyFile = (folder) => path.join(folder, 'evidence-key.pem');

const newKey = () =>
  generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();

/**
 * Makes the key at the first start. One that is lost is replaced: the log then says that its key changed
 * and that no earlier key vouched for the new one, which a verifier reports.
 * @param {string} folder
 */
export function makeEvidenceKey(folder) {
  const file = evidenceKeyFile(folder);
  if (!existsSync(file)) writeText(file, newKey());
}

/**
 * Puts a new key in front of those in a file; they stay behind it to vouch for it.
 * @param {string} file
 */
export function rotateEvidenceKey(file) {
  writeText(file, `${newKey()}${readFileSync(file, 'utf8')}`);
}
