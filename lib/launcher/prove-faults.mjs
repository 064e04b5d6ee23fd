// @ts-check
import { controlPostgres } from './postgres-control.mjs';
import { runBesideSandbox } from './run-beside-sandbox.mjs';
import { whyNoSmallDisk } from './small-disk.mjs';
import { lendPostgres } from './throwaway-postgres.mjs';

/** Room for an empty cluster and what a campaign writes, and not much more. */
const DISK_MB = 200;

/**
 * Runs the campaign of faults: beside a sandbox Core or the one that `--core` names, on a PostgreSQL that it may stop
 * and start, and with another one on a small disk, where the machine has such.
 * @param {string[]} options
 * @returns {Promise<number>} its exit code
 */
export function proveFaults(options) {
  const prove = (/** @type {string[]} */ small) =>
    lend({ name: 'prove-ours' }, ({ url, control }) => {
      const where = ['--postgres', url, '--postgres-control', control];
      return runBesideSandbox('lib/testing/prove/faults/main.ts', [...where, ...small, ...options]);
    });
  const reason = whyNoSmallDisk();
  if (reason) return prove(['--no-small', reason]);
  return lend({ name: 'prove-full', diskMb: DISK_MB }, ({ url, control, folder }) =>
    prove(['--small-postgres', url, '--small-control', control, '--small-folder', folder]),
  );
}

/**
 * @param {Parameters<typeof lendPostgres>[0]} wanted
 * @param {(lent: { url: string, control: string, folder: string }) => Promise<number>} use
 * @returns {Promise<number>}
 */
function lend(wanted, use) {
  return lendPostgres(wanted, async (lent) => {
    const control = await controlPostgres(lent);
    try {
      return await use({ url: lent.url, control: control.url, folder: lent.folder });
    } finally {
      control.close();
    }
  });
}
