// @ts-check
import { spawnSync } from 'node:child_process';
import { chownSync, mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PlainError } from './plain-error.mjs';

/** @typedef {import('./postgres-home.mjs').PostgresHome} PostgresHome */

/**
 * Puts a disk in memory of so many megabytes where a cluster is going to be, so that it can be filled up without
 * harm to the machine's own.
 * @param {PostgresHome} home
 * @param {number} megabytes
 * @returns {{ unmount: () => void }}
 * @throws PlainError with the reason when this machine does not allow it.
 */
export function mountSmallDisk({ data, user }, megabytes) {
  const place = path.dirname(data);
  const reason = mount(place, megabytes);
  if (reason) throw new PlainError(`A small disk cannot be mounted here: ${reason}`);
  if (user) chownSync(place, user.uid, user.gid);
  return { unmount: () => unmount(place) };
}

/**
 * Why this machine has no small disks, found out by mounting one; `null` when it has.
 * @returns {string | null}
 */
export function whyNoSmallDisk() {
  const place = mkdtempSync(path.join(tmpdir(), 'counterfoil-disk-'));
  const reason = mount(place, 1);
  if (!reason) unmount(place);
  rmdirSync(place);
  return reason;
}

/**
 * @param {string} place
 * @param {number} megabytes
 * @returns {string | null} why not
 */
function mount(place, megabytes) {
  const args = ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', place];
  const { status, error, stderr } = spawnSync('mount', args, { encoding: 'utf8' });
  return status === 0 ? null : (error?.message ?? stderr).trim();
}

/** @param {string} place */
function unmount(place) {
  spawnSync('umount', [place]);
}
