// @ts-check
import { accessSync, constants, mkdirSync } from 'node:fs';
import { errorCode, PlainError } from './plain-error.mjs';

const REASONS = /** @type {Record<string, string>} */ ({
  EROFS: 'the folder is read-only',
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EEXIST: 'there is a file of that name',
  ENOTDIR: 'there is a file of that name',
  ENOSPC: 'the disk is full',
});

/**
 * Does what writes into `folder`; where that is not possible, says so in one plain sentence.
 * @template T
 * @param {string} what happens in that folder: "Counterfoil stores everything"
 * @param {string} folder
 * @param {() => T} work
 * @returns {T}
 */
export function writing(what, folder, work) {
  try {
    return work();
  } catch (error) {
    const reason = REASONS[errorCode(error) ?? ''];
    if (!reason) throw error;
    throw new PlainError(
      `${what} in ${folder}, and that is not possible: ${reason}. Nothing was started or changed.`,
    );
  }
}

/**
 * Makes a folder if need be, and makes sure that something can be written into it.
 * @param {string} what as of `writing`
 * @param {string} folder
 */
export function makeWritable(what, folder) {
  writing(what, folder, () => {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  });
}
