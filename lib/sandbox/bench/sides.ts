import { fillBulk } from '../bulk/fill';
import type { BulkSize } from '../bulk/books';
import { send, type Answer } from '../recordings/talk';
import { openStore, type Store } from '../store/db';
import type { Request } from './questions';

/** A Core that is measured. */
export interface Side {
  readonly name: string;
  readonly base: string;
  readonly masterKey: string;
}

export function askSide({ base, masterKey }: Side, request: Request): Promise<Answer> {
  const headers = { 'X-Blnk-Key': masterKey, 'Content-Type': 'application/json' };
  return send(base, { ...request, headers });
}

/** Fills a database that has no balances; what another has must be the same rows, as `requireAlike` finds out. */
export async function fillIfEmpty(databaseUrl: string, size: BulkSize): Promise<void> {
  await withStore(databaseUrl, async (store) => {
    const { rows } = await store.query({ text: 'SELECT 1 FROM blnk.balances LIMIT 1' });
    if (rows.length === 0) await fillBulk(store, size, (line) => console.log(line));
  });
}

export async function withStore<T>(url: string, use: (store: Store) => Promise<T>): Promise<T> {
  const store = openStore(url, { maxConnections: 1 });
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}

/**
 * Asks both sides one question, without measuring, and looks whether they say the same.
 * @throws when they do not, because then the two do different work.
 */
export async function requireAlike(sides: readonly [Side, Side], request: Request): Promise<void> {
  const [one, two] = await Promise.all(sides.map((side) => askSide(side, request)));
  // Rows of one moment stand in no order that Core promises, so lists are compared by their moments.
  if (one!.status === 200 && gist(one!) === gist(two!)) return;
  const { method, path, body } = request;
  throw new Error(
    `The two do not answer alike, so their databases are not: ${method} ${path} ${body ?? ''} gave ${one!.status} and ${two!.status}, ${one!.text.length} and ${two!.text.length} characters.`,
  );
}

function gist({ status, text }: Answer): string {
  if (!text.startsWith('[')) return `${status} ${text}`;
  return `${status} ${[...text.matchAll(/"created_at":"([^"]*)"/g)].map(([, at]) => at).join(' ')}`;
}
