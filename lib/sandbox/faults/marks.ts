import type { Db } from '../store/db';
import { sentinelsIn, type Fault, type When } from './kinds';

/**
 * The things whose names or metadata hold a sentinel for later requests. They are read from the
 * database once, and again after a request that may have changed one; in between a request costs a
 * look at an empty map.
 */
export class Marks {
  #known: ReadonlyMap<string, Partial<Record<When, Fault>>> | undefined;

  constructor(private readonly db: Db) {}

  /** Forgets what is known, because it may have changed. */
  forget(): void {
    this.#known = undefined;
  }

  /** The fault that strikes a request about any of these ids, or null. */
  async find(when: When, idsIn: () => readonly string[]): Promise<Fault | null> {
    this.#known ??= await readMarks(this.db);
    if (this.#known.size === 0) return null;
    for (const id of idsIn()) {
      const fault = this.#known.get(id)?.[when];
      if (fault) return fault;
    }
    return null;
  }

  /** Whether anything is marked, as far as it is known. */
  get isAny(): boolean {
    return this.#known === undefined || this.#known.size > 0;
  }
}

const SOURCES = [
  `SELECT ledger_id AS id, concat_ws(' ', name, meta_data::text) AS text FROM blnk.ledgers`,
  `SELECT balance_id, meta_data::text FROM blnk.balances`,
  `SELECT identity_id, concat_ws(' ', first_name, last_name, organization_name, meta_data::text)
     FROM blnk.identity`,
];

async function readMarks(db: Db): Promise<ReadonlyMap<string, Partial<Record<When, Fault>>>> {
  const { rows } = await db.query<{ id: string; text: string }>({
    text: `SELECT id, text FROM (${SOURCES.join(' UNION ALL ')}) AS all_of_them
      WHERE text LIKE '%sandbox:write:%' OR text LIKE '%sandbox:read:%'`,
  });
  return new Map(
    rows.map(({ id, text }) => [
      id,
      Object.fromEntries(sentinelsIn(text).map(({ when, fault }) => [when, fault])),
    ]),
  );
}
