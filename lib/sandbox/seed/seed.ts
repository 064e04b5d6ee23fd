import { now } from '../clock/go-time';
import type { GoTime } from '../clock/go-time';
import type { Store } from '../store/db';
import { buildSeed } from './build';
import { writeSeed } from './write';

export interface SeedOptions {
  /** The present, before which everything is dated; by default the moment of the call. */
  readonly end?: GoTime;
  /** Told what is being done, in plain words. */
  readonly onProgress?: (line: string) => void;
}

/**
 * Fills an empty sandbox with a house worth looking at: 8 ledgers, 300 identities and 5,000 balances
 * with two years of movements, the same every time but for the dates. Does nothing when there are
 * balances already.
 *
 * @returns whether anything was written.
 */
export async function seedSandbox(
  store: Store,
  { end = now(), onProgress = () => undefined }: SeedOptions = {},
): Promise<boolean> {
  const { rows } = await store.query({ text: 'SELECT 1 FROM blnk.balances LIMIT 1' });
  if (rows.length > 0) return false;
  onProgress('Making 8 ledgers, 300 identities and 5,000 balances with two years of movements…');
  const { world } = await buildSeed(end);
  const count = world.books.transactions.size.toLocaleString('en');
  onProgress(`Writing ${count} transactions…`);
  await store.transaction((tx) => writeSeed(tx, world));
  await store.query({ text: 'ANALYZE blnk.balances, blnk.transactions, blnk.identity' });
  onProgress('The sandbox is filled.');
  return true;
}
