import 'server-only';
import { assertPermission } from '@/lib/auth/permissions';
import { type Actor } from '@/lib/base/actor';
import { type Money } from '@/lib/base/money';
import { getBalance } from '@/lib/core/endpoints/balances';
import { identityNames, type NamedIdentity } from '@/lib/core/endpoints/names';
import {
  filterTransactions,
  getTransaction as readTransaction,
  getTransactionLineageAt,
} from '@/lib/core/endpoints/transactions';
import { nullUnlessAborted } from '@/lib/core/errors';
import { reading } from '@/lib/core/explain';
import { metaDataLines } from '@/lib/core/json';
import { type ReadOptions } from '@/lib/core/request';
import { type Balance } from '@/lib/core/schemas/balance';
import { toMoney } from '@/lib/core/schemas/money';
import { type Transaction } from '@/lib/core/schemas/transaction';
import { describeBooking, type TransactionLineageDto } from './describe-booking';

/** One side of a transaction as it is now. */
export type TransactionSide = {
  balanceId: string;
  indicator: string | null;
  identity: NamedIdentity | null;
  /** `null` when the balance could not be read, or Core no longer has it. */
  tracked: boolean | null;
};

/** Another row of Core's that belongs to it. */
export type RelatedTransaction = {
  transactionId: string;
  createdAt: string;
  reference: string;
  amount: Money | null;
  status: string;
};

/** What the page of a transaction shows. */
export type TransactionDetail = {
  transactionId: string;
  description: string | null;
  reference: string;
  /** APPLIED, INFLIGHT, QUEUED, SCHEDULED, VOID or REJECTED. The row never changes it (trap 40). */
  status: string;
  currency: string;
  /** `null` on rows of very old Cores. */
  amount: Money | null;
  createdAt: string;
  /** When it counts in Core's historical balances, if that is another time. */
  effectiveDate: string | null;
  source: TransactionSide | null;
  destination: TransactionSide | null;
  provider: string | null;
  parent: RelatedTransaction | null;
  /** Rows made from it, oldest first: what was applied, committed, voided, refunded. */
  children: { rows: RelatedTransaction[]; hasMore: boolean } | null;
  lineage: TransactionLineageDto;
  metaData: { key: string; value: string }[];
  readAt: string;
};

const MAX_CHILDREN = 50;

/**
 * One transaction, both of its sides, the rows that belong to it, and what Core's lineage did with it:
 * seven questions to Core at most. What is only beside it may fail.
 * Permission: `transactions:read`.
 * @throws DomainError `notFound` when Core does not know it.
 */
export async function getTransaction(
  actor: Actor,
  params: { transactionId: string },
  options: ReadOptions = {},
): Promise<TransactionDetail> {
  assertPermission(actor, 'transactions:read');
  const { transactionId } = params;
  const readAt = new Date().toISOString();
  const row = await reading('this transaction', () => readTransaction(transactionId, options));
  const maybe = <T>(read: Promise<T>) => read.catch(nullUnlessAborted);
  const [source, destination, parent, children, lineage] = await Promise.all([
    row.source === null ? null : maybe(getBalance(row.source, options)),
    row.destination === null ? null : maybe(getBalance(row.destination, options)),
    row.parentTransaction === null ? null : maybe(readTransaction(row.parentTransaction, options)),
    maybe(childrenOf(transactionId, options)),
    maybe(getTransactionLineageAt(transactionId, options)),
  ]);
  const identityOf = await reading('this transaction', () =>
    identityNames([source?.identityId ?? null, destination?.identityId ?? null], options),
  );
  const side = (id: string | null, balance: Balance | null): TransactionSide | null =>
    id === null
      ? null
      : {
          balanceId: id,
          indicator: balance?.indicator ?? null,
          identity: balance ? identityOf(balance.identityId) : null,
          tracked: balance?.trackFundLineage ?? null,
        };
  return {
    transactionId,
    description: row.description,
    reference: row.reference,
    status: row.status,
    currency: row.currency,
    amount: moneyOf(row),
    createdAt: row.createdAt,
    effectiveDate: row.effectiveDate === row.createdAt ? null : row.effectiveDate,
    source: side(row.source, source),
    destination: side(row.destination, destination),
    provider: row.provider,
    parent: parent && relatedOf(parent),
    children,
    lineage: describeBooking({ row, parent, source, destination, lineage }),
    metaData: metaDataLines(row.metaData),
    readAt,
  };
}

const moneyOf = ({ preciseAmount, currency }: Transaction): Money | null =>
  preciseAmount === null ? null : toMoney(preciseAmount, currency);

function relatedOf(row: Transaction): RelatedTransaction {
  const { transactionId, createdAt, reference, status } = row;
  return { transactionId, createdAt, reference, status, amount: moneyOf(row) };
}

async function childrenOf(
  transactionId: string,
  options: ReadOptions,
): Promise<NonNullable<TransactionDetail['children']>> {
  const rows = await filterTransactions(
    {
      conditions: [{ field: 'parent_transaction', operator: 'eq', value: transactionId }],
      sort: { by: 'created_at', order: 'asc' },
      limit: MAX_CHILDREN + 1,
    },
    options,
  );
  return {
    rows: rows.slice(0, MAX_CHILDREN).map(relatedOf),
    hasMore: rows.length > MAX_CHILDREN,
  };
}
