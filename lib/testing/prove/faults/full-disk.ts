import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SeededRandom } from '@/lib/base/seeded-random';
import { type Stage } from './run-case';
import { tell } from './weather';

/** A disk of its own, on which a PostgreSQL is. */
export type SmallDisk = { folder: string; control: string };

/** Of different length, or whatever happens every few seconds could meet a full disk each time. */
const BETWEEN_MS = [1_500, 5_000] as const;
const FULL_MS = 3_000;
/** A server that does not answer by then has not outlived the full disk. */
const BACK_MS = 1_000;
const CHUNK = Buffer.alloc(64 * 1024, 1);

/**
 * Fills the disk of the database to the last byte, and frees it again, over and over. A PostgreSQL that has died of
 * it is started again, as an operator does.
 * @returns what ends it, and says what happened, in words
 */
export function fillDisk({ folder, control }: SmallDisk, { records }: Stage) {
  let isOver = false;
  let [filled, refused, died] = [0, 0, 0];
  const random = new SeededRandom('full disk');
  const ballast = path.join(folder, 'ballast');
  const work = (async () => {
    while (!isOver) {
      await sleep(random.between(...BETWEEN_MS));
      fill(ballast);
      filled += 1;
      for (let ms = 0; ms < FULL_MS; ms += BACK_MS) {
        if (!(await takesWrites(records))) refused += 1;
        await sleep(BACK_MS);
      }
      rmSync(ballast);
      if (await isBack(records)) continue;
      died += 1;
      await tell(control, 'start');
    }
  })();
  return async (): Promise<string> => {
    isOver = true;
    await work;
    return [
      `the disk was full ${filled} times`,
      `${refused} of ${filled * (FULL_MS / BACK_MS)} tries to write were refused`,
      `PostgreSQL had died ${died} times`,
    ].join(', ');
  };
}

function fill(file: string): void {
  const opened = openSync(file, 'w');
  try {
    for (;;) writeSync(opened, CHUNK);
  } catch (error) {
    if ((error as { code?: string }).code !== 'ENOSPC') throw error;
  } finally {
    closeSync(opened);
  }
}

const isBack = (records: Stage['records']) => answers(records, 'select 1');

/** Writes more than fits into the files that are there already, and takes it back. */
const takesWrites = (records: Stage['records']) =>
  answers(
    records,
    `create temp table ballast as select gen_random_uuid() from generate_series(1, 20000);
    drop table ballast`,
  );

function answers(records: Stage['records'], sql: string): Promise<boolean> {
  const asked = records.once(sql).then(
    () => true,
    () => false,
  );
  return Promise.race([asked, sleep(BACK_MS, false, { ref: false })]);
}
