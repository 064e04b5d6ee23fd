import { GoTime, now, parseRfc3339 } from '../clock/go-time';
import { noRows, Refusal, TypedError } from '../errors/core-error';
import type { Context } from '../http/context';
import { json, type Reply } from '../http/reply';
import { queryOr } from '../store/failures';
import { route, type Route } from '../router';
import type { Db } from '../store/db';

interface Totals {
  credit: bigint;
  debit: bigint;
}

/**
 * A balance as it was at a moment: what was applied by then, counted by effective date. Starts from
 * the last snapshot before, unless `from_source`, so money dated back behind a snapshot is missed
 * (contract 3.2). Nothing inflight counts.
 */
async function getBalanceAt(c: Context): Promise<Reply> {
  const moment = momentOf(c.query.get('timestamp') ?? '');
  const source = c.query.get('from_source');
  const fromSource = source === 'true' || source === '1';
  const id = c.params.id ?? '';
  if (id === '') throw new TypedError('GEN_BAD_REQUEST', 'Balance ID cannot be empty');
  if (moment.isZero) throw new TypedError('GEN_BAD_REQUEST', 'Target time cannot be zero');
  const { store } = c.services;
  const currency = await currencyOf(store, id);
  const { credit, debit } = await totalsAt(store, { id, moment, fromSource });
  const balance = new Map<string, string | bigint>([
    ['balance', credit - debit],
    ['credit_balance', credit],
    ['currency', currency],
    ['debit_balance', debit],
    ['balance_id', id],
  ]);
  return json(
    200,
    new Map<string, typeof balance | string | boolean>([
      ['balance', balance],
      ['timestamp', moment.secondsText],
      ['from_source', fromSource],
    ]),
  );
}

function momentOf(text: string): GoTime {
  if (text === '') return now();
  const moment = parseRfc3339(text);
  if (moment instanceof GoTime) return moment;
  throw new Refusal(
    'BAL_INVALID_TIMESTAMP',
    'invalid timestamp format. Please use ISO 8601 format (e.g., 2024-01-01T15:04:05Z)',
  );
}

async function currencyOf(db: Db, id: string): Promise<string> {
  const { rows } = await queryOr<{ currency: string }>(db, 'Failed to get balance information', {
    name: 'balance-at-currency',
    text: 'SELECT currency FROM blnk.balances WHERE balance_id = $1',
    values: [id],
  });
  if (rows[0]) return rows[0].currency;
  throw new TypedError('GEN_NOT_FOUND', `Balance '${id}' not found`, noRows());
}

/**
 * Rows are dated in UTC without a zone, and PostgreSQL drops the offset of a moment it compares with
 * them: 11:30+02:00 means 11:30 here. Snapshots carry a zone and are compared as instants. So does Core.
 */
async function totalsAt(
  db: Db,
  of: { id: string; moment: GoTime; fromSource: boolean },
): Promise<Totals> {
  const { rows } = await queryOr<{ credit: string; debit: string }>(
    db,
    'Failed to get transactions',
    {
      name: 'balance-at-totals',
      text: `WITH start AS (
        SELECT credit_balance, debit_balance, snapshot_time FROM blnk.balance_snapshots
        WHERE NOT $3 AND balance_id = $1 AND snapshot_time <= $2::text::timestamptz
        ORDER BY snapshot_time DESC LIMIT 1),
      since AS (SELECT coalesce((SELECT snapshot_time FROM start), '-infinity')::timestamp AS moment),
      moved AS (
        SELECT source, destination, precise_amount FROM blnk.transactions, since
        WHERE (source = $1 OR destination = $1) AND status = 'APPLIED'
          AND coalesce(effective_date, created_at) > since.moment
          AND coalesce(effective_date, created_at) <= $2::text::timestamp)
      SELECT
        coalesce((SELECT credit_balance FROM start), 0)
          + coalesce((SELECT sum(precise_amount) FROM moved WHERE destination = $1), 0) AS credit,
        coalesce((SELECT debit_balance FROM start), 0)
          + coalesce((SELECT sum(precise_amount) FROM moved WHERE source = $1), 0) AS debit`,
      values: [of.id, of.moment.sql, of.fromSource],
    },
  );
  return { credit: BigInt(rows[0]?.credit ?? 0), debit: BigInt(rows[0]?.debit ?? 0) };
}

export const balanceAtRoutes: readonly Route[] = [
  route(['GET', '/balances/:id/at'], getBalanceAt, {
    upgrades: { GEN_NOT_FOUND: 'BAL_NOT_FOUND' },
  }),
];
