import 'server-only';
import { assertPermission } from '@/lib/auth/permissions';
import { type Actor } from '@/lib/base/actor';
import { type Money } from '@/lib/base/money';
import { filterBalances } from '@/lib/core/endpoints/balances';
import { filterTransactions } from '@/lib/core/endpoints/transactions';
import { nullUnlessAborted } from '@/lib/core/errors';
import { reading } from '@/lib/core/explain';
import { type ReadOptions } from '@/lib/core/request';
import { toMoney } from '@/lib/core/schemas/money';
import { type Transaction } from '@/lib/core/schemas/transaction';

/** A line among the latest transactions of a balance, from that balance's side. */
export type BalanceTransaction = {
  transactionId: string;
  /** ISO, to the microsecond. */
  createdAt: string;
  reference: string;
  description: string | null;
  /** Where the money came from or went; `indicator` is `null` for a balance without a name. */
  otherSide: { balanceId: string; indicator: string | null } | null;
  direction: 'in' | 'out';
  /** Signed from this balance's side; `null` on rows of very old Cores. */
  amount: Money | null;
  /** APPLIED, INFLIGHT, QUEUED, SCHEDULED, VOID or REJECTED. */
  status: string;
  /** Providers: of a credit its tag, of a debit what Core took it from. */
  providers: string[];
};

const LATEST = 25;

/**
 * The latest transactions of a balance, newest first, 25 at most: one question for them and one for
 * the names of the other sides. A queued row is left out once the row that moved the money is there
 * (contract trap 40).
 * Permission: `transactions:read`.
 * @throws DomainError
 */
export async function listBalanceTransactions(
  actor: Actor,
  params: { balanceId: string },
  options: ReadOptions = {},
): Promise<BalanceTransaction[]> {
  assertPermission(actor, 'transactions:read');
  const { balanceId } = params;
  return reading('the transactions of this balance', async () => {
    const rows = await filterTransactions(
      {
        conditions: [{ field: 'balance_id', operator: 'eq', value: balanceId }],
        sort: { by: 'created_at', order: 'desc' },
        // Queued money has two rows.
        limit: 2 * LATEST,
      },
      options,
    );
    const latest = withoutSuperseded(rows).slice(0, LATEST);
    const indicators = await indicatorsOf(
      latest.map((row) => otherSideOf(row, balanceId)),
      options,
    );
    return latest.map((row) => lineOf(row, balanceId, indicators));
  });
}

function withoutSuperseded(rows: readonly Transaction[]): Transaction[] {
  const parents = new Set(rows.map(({ parentTransaction }) => parentTransaction));
  return rows.filter((row) => row.status !== 'QUEUED' || !parents.has(row.transactionId));
}

function otherSideOf(row: Transaction, balanceId: string): string | null {
  return row.source === balanceId ? row.destination : row.source;
}

function lineOf(
  row: Transaction,
  balanceId: string,
  indicators: ReadonlyMap<string, string | null>,
): BalanceTransaction {
  const isOut = row.source === balanceId;
  const other = otherSideOf(row, balanceId);
  const taken = row.fundAllocation?.map(({ provider }) => provider) ?? [];
  return {
    transactionId: row.transactionId,
    createdAt: row.createdAt,
    reference: row.reference,
    description: row.description,
    otherSide:
      other === null ? null : { balanceId: other, indicator: indicators.get(other) ?? null },
    direction: isOut ? 'out' : 'in',
    amount:
      row.preciseAmount === null
        ? null
        : toMoney(isOut ? -row.preciseAmount : row.preciseAmount, row.currency),
    status: row.status,
    providers: isOut || row.provider === null ? taken : [row.provider],
  };
}

/** `@world` says more than an id; when it cannot be read, the id is shown. */
async function indicatorsOf(
  ids: readonly (string | null)[],
  options: ReadOptions,
): Promise<Map<string, string | null>> {
  const values = [...new Set(ids)].filter((id) => id !== null);
  const rows = await filterBalances(
    { conditions: [{ field: 'balance_id', operator: 'in', values }], limit: 100 },
    options,
  ).catch(nullUnlessAborted);
  return new Map(rows?.map((row) => [row.balanceId, row.indicator]));
}
