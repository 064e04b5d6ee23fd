import type { Db } from '../store/db';
import { sentinelsIn, type Fault, type When } from './kinds';

type Known = ReadonlyMap<string, Partial<Record<When, Fault>>>;

/**
 * The things whose names or metadata hold a sentinel for later requests. They are read from the
 * database once, and again after a request that may have changed one; in between a request costs a
 * look at a map.
 */
export class Marks {
  #reading: Promise<Known> | undefined;
  /** What was read last, when that is over. */
  #known: Known | undefined;

  constructor(private readonly db: Db) {}

  /** Forgets what is known, because it may have changed. */
  forget(): void {
    this.#reading = undefined;
    this.#known = undefined;
  }

  /**
   * The fault that strikes a request about any of these ids, or null. A database that cannot be read
   * marks nothing: the request itself will tell of it, in Core's words.
   */
  async find(when: When, idsIn: () => readonly string[]): Promise<Fault | null> {
    const known = await this.#read();
    if (!known || known.size === 0) return null;
    for (const id of idsIn()) {
      const fault = known.get(id)?.[when];
      if (fault) return fault;
    }
    return null;
  }

  /** Whether one of these is marked, or may be. */
  mayHold(idsIn: () => readonly string[]): boolean {
    const known = this.#known;
    if (known === undefined) return true;
    return known.size > 0 && idsIn().some((id) => known.has(id));
  }

  async #read(): Promise<Known | undefined> {
    const reading = (this.#reading ??= readMarks(this.db));
    try {
      const known = await reading;
      if (this.#reading === reading) this.#known = known;
      return known;
    } catch {
      if (this.#reading === reading) this.#reading = undefined;
      return undefined;
    }
  }
}

const SOURCES = [
  `SELECT ledger_id AS id, concat_ws(' ', name, meta_data::text) AS text FROM blnk.ledgers`,
  `SELECT balance_id, meta_data::text FROM blnk.balances`,
  `SELECT identity_id, concat_ws(' ', first_name, last_name, organization_name, meta_data::text)
     FROM blnk.identity`,
];

async function readMarks(db: Db): Promise<Known> {
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
