import 'server-only';
import { assertPermission } from '@/lib/auth/permissions';
import { type Actor } from '@/lib/base/actor';
import { type Money } from '@/lib/base/money';
import { filterBalances } from '@/lib/core/endpoints/balances';
import { getLedger as readLedger } from '@/lib/core/endpoints/ledgers';
import { identityNames, type NamedIdentity } from '@/lib/core/endpoints/names';
import { reading } from '@/lib/core/explain';
import { metaDataLines } from '@/lib/core/json';
import { type ReadOptions } from '@/lib/core/request';
import { toMoney } from '@/lib/core/schemas/money';
import { ledgerLine, type LedgerLine } from './ledger-line';

export type LedgerBalance = {
  balanceId: string;
  identity: NamedIdentity | null;
  indicator: string | null;
  currency: string;
  balance: Money;
  inflight: Money;
  createdAt: string;
};

/** What the page of a ledger shows. */
export type LedgerDetail = LedgerLine & {
  metaData: { key: string; value: string }[];
  /** The newest balances in it. */
  balances: LedgerBalance[];
  moreBalances: boolean;
  readAt: string;
};

const NEWEST = 20;

/**
 * One ledger with its newest 20 balances. Three questions to Core.
 * Permission: `ledgers:read`.
 * @throws DomainError `notFound` when Core does not know it.
 */
export async function getLedger(
  actor: Actor,
  params: { ledgerId: string },
  options: ReadOptions = {},
): Promise<LedgerDetail> {
  assertPermission(actor, 'ledgers:read');
  const readAt = new Date().toISOString();
  return reading('this ledger', async () => {
    const [ledger, balances] = await Promise.all([
      readLedger(params.ledgerId, options),
      newestIn(params.ledgerId, options),
    ]);
    return {
      ...ledgerLine(ledger),
      metaData: metaDataLines(ledger.metaData),
      balances: balances.slice(0, NEWEST),
      moreBalances: balances.length > NEWEST,
      readAt,
    };
  });
}

async function newestIn(ledgerId: string, options: ReadOptions): Promise<LedgerBalance[]> {
  const rows = await filterBalances(
    {
      conditions: [{ field: 'ledger_id', operator: 'eq', value: ledgerId }],
      sort: { by: 'created_at', order: 'desc' },
      limit: NEWEST + 1,
    },
    options,
  );
  const identityOf = await identityNames(
    rows.map((row) => row.identityId),
    options,
  );
  return rows.map((row) => ({
    balanceId: row.balanceId,
    identity: identityOf(row.identityId),
    indicator: row.indicator,
    currency: row.currency,
    balance: toMoney(row.balance, row.currency),
    inflight: toMoney(row.inflightBalance, row.currency),
    createdAt: row.createdAt,
  }));
}
