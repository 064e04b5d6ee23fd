import 'server-only';
import { assertPermission } from '@/lib/auth/permissions';
import { type Actor } from '@/lib/base/actor';
import { type Money } from '@/lib/base/money';
import { linksOf, placeOf, type PageLinks } from '@/lib/core/endpoints/cursor';
import { filterBalances, type BalanceField, type BalanceSort } from '@/lib/core/endpoints/balances';
import { keysetPage } from '@/lib/core/endpoints/keyset';
import {
  identityNames,
  ledgerNames,
  type NamedIdentity,
  type NamedLedger,
} from '@/lib/core/endpoints/names';
import { reading } from '@/lib/core/explain';
import { type ReadOptions } from '@/lib/core/request';
import { GENERAL_LEDGER_ID, type BalanceRow } from '@/lib/core/schemas/balance';
import { toMoney } from '@/lib/core/schemas/money';
import { balanceConditions } from './balance-conditions';
import { type BalanceSearchParams, searchOf, type BalanceSearch } from './search-params';
import { rememberedTraits, type LineageTrait } from './lineage-trait';

/** A line of the balances table. */
export type BalanceLine = {
  balanceId: string;
  /** `null`: nobody's. */
  identity: NamedIdentity | null;
  ledger: NamedLedger;
  indicator: string | null;
  currency: string;
  balance: Money;
  /** Inflight in − inflight out. */
  inflight: Money;
  /** `null` until it is read: Core's lists do not say (contract trap 2). */
  lineage: LineageTrait | null;
  /** In the general ledger: a system, aggregate or shadow balance. */
  isSystem: boolean;
  /** ISO, to the microsecond. */
  createdAt: string;
};

export type BalancePage = {
  rows: BalanceLine[];
  /** Where the pager leads, as parts of the address. */
  links: PageLinks;
  search: BalanceSearch;
  /** False with a key that may only read: newest and older only, and the page says so. */
  bothWays: boolean;
  /** False when a read-only key met more rows of one time than Core gives at once. */
  complete: boolean;
  /** How many different identities and ledgers are named here, and how many names could not be read. */
  names: { asked: number; missing: number };
  /** What the address filters by, with the names that its chips show. */
  named: { identity: NamedIdentity | null; ledger: NamedLedger | null };
  /** When Core was read, ISO. */
  readAt: string;
};

const PAGE_SIZE = 50;

/**
 * One page of balances, newest first, 50 at most; fewer where a crowd of balances with one time
 * begins. Three questions to Core: the rows, the names of their identities, the names of their ledgers.
 * Permission: `balances:read`.
 * @throws DomainError
 */
export async function listBalances(
  actor: Actor,
  params: BalanceSearchParams,
  options: ReadOptions = {},
): Promise<BalancePage> {
  assertPermission(actor, 'balances:read');
  const search = searchOf(params.q);
  const readAt = new Date().toISOString();
  const narrowed = balanceConditions(params);
  if (narrowed === null) return { ...NOTHING, search, readAt };
  return reading('the balances', async () => {
    const place = placeOf(params);
    const page = await keysetPage<BalanceRow, BalanceField, BalanceSort>({
      resource: 'balances',
      idField: 'balance_id',
      idOf: (row) => row.balanceId,
      ...narrowed,
      place,
      size: PAGE_SIZE,
      ask: (filter) => filterBalances(filter, options),
    });
    return {
      ...(await linesOf(page.rows, params, options)),
      links: linksOf(place, page),
      search,
      bothWays: page.bothWays,
      complete: page.complete,
      readAt,
    };
  });
}

const NOTHING = {
  rows: [],
  links: { newest: null, newer: null, older: null, oldest: null },
  bothWays: true,
  complete: true,
  names: { asked: 0, missing: 0 },
  named: { identity: null, ledger: null },
};

/** The rows with their names; those of the filters come along in the same two questions. */
async function linesOf(
  rows: readonly BalanceRow[],
  filters: BalanceSearchParams,
  options: ReadOptions,
): Promise<Pick<BalancePage, 'rows' | 'names' | 'named'>> {
  const identityIds = [...rows.map((row) => row.identityId), filters.identity ?? null];
  const ledgerIds = [
    ...rows.map((row) => row.ledgerId),
    ...(filters.ledger ? [filters.ledger] : []),
  ];
  const [identityOf, ledgerOf, traits] = await Promise.all([
    identityNames(identityIds, options),
    ledgerNames(ledgerIds, options),
    rememberedTraits(rows.map((row) => row.balanceId)),
  ]);
  const named = [
    ...[...new Set(identityIds)].map(identityOf).filter((each) => each !== null),
    ...[...new Set(ledgerIds)].map(ledgerOf),
  ];
  return {
    rows: rows.map((row) => ({
      balanceId: row.balanceId,
      identity: identityOf(row.identityId),
      ledger: ledgerOf(row.ledgerId),
      indicator: row.indicator,
      currency: row.currency,
      balance: toMoney(row.balance, row.currency),
      inflight: toMoney(row.inflightBalance, row.currency),
      lineage: traits.get(row.balanceId) ?? null,
      isSystem: row.ledgerId === GENERAL_LEDGER_ID,
      createdAt: row.createdAt,
    })),
    names: {
      asked: named.length,
      missing: named.filter(({ name, isGone }) => name === null && !isGone).length,
    },
    named: {
      identity: identityOf(filters.identity ?? null),
      ledger: filters.ledger ? ledgerOf(filters.ledger) : null,
    },
  };
}
