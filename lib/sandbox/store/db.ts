import pg from 'pg';

/**
 * What reads and writes go through: the pool itself, or the one connection of a transaction.
 * `name` makes PostgreSQL keep the statement prepared on that connection; use it for text that is always the same.
 */
export interface Db {
  query<Row extends object = Record<string, unknown>>(statement: Statement): Promise<Result<Row>>;
}

export interface Statement {
  readonly text: string;
  readonly values?: readonly unknown[];
  readonly name?: string;
}

export interface Result<Row> {
  readonly rows: Row[];
  readonly rowCount: number;
}

export interface Store extends Db {
  /** Runs `work` in one transaction; whatever it throws rolls back and is thrown on. */
  transaction<T>(work: (tx: Db) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const { types } = pg;

/** PostgreSQL's spelling of a time, as Go prints it: `2026-01-02T03:04:05.678901Z`. All sessions run in UTC. */
function goSpelling(text: string): string {
  return `${text.replace(' ', 'T').replace(/[+-]\d\d$/, '')}Z`;
}

const PARSERS: ReadonlyMap<number, (text: string) => unknown> = new Map<
  number,
  (text: string) => unknown
>([
  [types.builtins.TIMESTAMP, goSpelling],
  [types.builtins.TIMESTAMPTZ, goSpelling],
  [types.builtins.DATE, (text) => `${text}T00:00:00Z`],
  [types.builtins.JSON, (text) => text],
  [types.builtins.JSONB, (text) => text],
]);

const customTypes = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    PARSERS.get(oid) ?? types.getTypeParser(oid, format)) as typeof types.getTypeParser,
};

function on(client: Pick<pg.Pool | pg.PoolClient, 'query'>): Db['query'] {
  return async <Row extends object>({ text, values, name }: Statement) => {
    const result = await client.query<Row>({ text, values: values ? [...values] : [], name });
    return { rows: result.rows, rowCount: result.rowCount ?? 0 };
  };
}

/**
 * Opens the sandbox's database. Columns arrive as follows: numeric and bigint as digit strings, times and dates in
 * Go's spelling, json as text (decode it with `decodeStored`), integers and booleans as such.
 *
 * @param url a `postgres://` address; the database must exist, its tables need not (see `migrate`).
 */
export function openStore(url: string, { maxConnections = 20 } = {}): Store {
  const pool = new pg.Pool({
    connectionString: url,
    max: maxConnections,
    types: customTypes,
    options: '-c TimeZone=UTC -c DateStyle=ISO',
    application_name: 'sandbox-core',
  });
  // An idle connection that breaks is replaced at the next query; without a listener it would end the process.
  pool.on('error', () => undefined);
  return {
    query: on(pool),
    transaction: (work) => inTransaction(pool, work),
    close: () => pool.end(),
  };
}

async function inTransaction<T>(pool: pg.Pool, work: (tx: Db) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    const result = await work({ query: on(client) });
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
