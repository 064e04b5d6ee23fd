import 'server-only';
import { readCore, type ReadOptions } from '../request';
import { GENERAL_LEDGER_ID, type Balance, type BalanceRow } from '../schemas/balance';
import { type Identity } from '../schemas/identity';
import { balanceLineage, type BalanceLineage } from '../schemas/lineage';
import { type LineageFacts } from '../schemas/lineage-facts';
import { aggregateIndicator, identifierOf, shadowIndicator } from '../schemas/lineage-names';
import { expectsShadow, shadowReference, type Transaction } from '../schemas/transaction';
import { filterBalances, getBalance, type BalanceCondition } from './balances';
import { MAX_ROWS } from './filter';
import { filterIdentities } from './identities';
import { filterTransactions, filterTransactionsAt, type TransactionFilter } from './transactions';

/**
 * Core's own view of the lineage of a balance (contract 5.6).
 * @throws CoreError `invalid` for a balance that does not track lineage, `not_found`.
 */
export function getBalanceLineage(
  balanceId: string,
  options?: ReadOptions,
): Promise<BalanceLineage> {
  return readCore(
    { method: 'GET', path: `/balances/${encodeURIComponent(balanceId)}/lineage` },
    balanceLineage,
    options,
  );
}

export type LineageQuestion = {
  /** As just read by its id; must track lineage. */
  balance: Balance;
  /** Its identity as just read; `null` when it has none or that one does not exist. */
  identity: Identity | null;
  /** Who is to own it next, when that is the question. */
  target?: Identity;
  /** Which of these balances track lineage. Core's lists do not say (contract trap 2). */
  trackedAmong: (balanceIds: readonly string[]) => Promise<ReadonlySet<string>>;
};

/** Rows are read back to here and no further when the own part of a shared shadow is worked out. */
const MAX_HISTORY = 1_000;
/** Sources looked up to tell a lost credit from a tag that Core rightly ignored. */
const MAX_SOURCES = 4;

/**
 * Reads all that `lib/lineage` judges by, in a bounded number of questions: 8 for most balances, one
 * more for each set of balances that turns up, and at most 10 for the history of a shared shadow.
 * @throws CoreError
 */
export async function gatherLineageFacts(
  question: LineageQuestion,
  options: ReadOptions = {},
): Promise<LineageFacts> {
  const { balance } = question;
  const newest = historyFilter(balance.balanceId);
  const [lineage, { data: rows, coreTimeMs }, sharing] = await Promise.all([
    getBalanceLineage(balance.balanceId, options),
    filterTransactionsAt(newest, options),
    sharingBalances(question, options),
  ]);
  const shadowRows = await shadowRowsOf(balance.balanceId, rows, options);
  const [lineageBalances, formerShadows, trackedSources, history] = await Promise.all([
    lineageBalancesOf(question, lineage, options),
    formerShadowsOf(lineage, shadowRows, options),
    trackedSourcesOf(balance.balanceId, { rows, shadowRows }, options),
    sharing.siblings.length > 0
      ? wholeHistory(newest, rows, options)
      : { rows, rowsComplete: rows.length < MAX_ROWS },
  ]);
  return {
    balance,
    identity: question.identity,
    lineage,
    lineageBalances,
    ...sharing,
    ...history,
    shadowRows,
    formerShadows,
    trackedSources,
    readAtMs: coreTimeMs ?? Date.now(),
  };
}

function historyFilter(balanceId: string): TransactionFilter {
  return {
    conditions: [
      { field: 'balance_id', operator: 'eq', value: balanceId },
      // QUEUED rows only announce, REJECTED ones did nothing (contract trap 40).
      { field: 'status', operator: 'in', values: ['APPLIED', 'INFLIGHT', 'VOID'] },
    ],
    sort: { by: 'created_at', order: 'desc' },
    limit: MAX_ROWS,
  };
}

/**
 * The newest rows with all older ones, if there are at most 1,000. Offsets are safe here: a row that
 * arrives meanwhile only repeats one, and what is missing shows in the sums that the replay checks.
 */
async function wholeHistory(
  newest: TransactionFilter,
  rows: Transaction[],
  options: ReadOptions,
): Promise<Pick<LineageFacts, 'rows' | 'rowsComplete'>> {
  if (rows.length < MAX_ROWS) return { rows, rowsComplete: true };
  const beyond = await filterTransactions({ ...newest, offset: MAX_HISTORY, limit: 1 }, options);
  if (beyond.length > 0) return { rows, rowsComplete: false };
  const all = new Map(rows.map((row) => [row.transactionId, row]));
  for (let offset = MAX_ROWS; offset < MAX_HISTORY; offset += MAX_ROWS) {
    const page = await filterTransactions({ ...newest, offset }, options);
    for (const row of page) all.set(row.transactionId, row);
    if (page.length < MAX_ROWS) break;
  }
  return { rows: [...all.values()], rowsComplete: true };
}

/** The postings by which Core followed the newest tagged credits, found by their references. */
async function shadowRowsOf(
  balanceId: string,
  rows: readonly Transaction[],
  options: ReadOptions,
): Promise<Transaction[]> {
  const references = rows
    .filter((row) => expectsShadow(row, balanceId))
    .map((row) => shadowReference(row));
  return filterTransactions(
    { conditions: [{ field: 'reference', operator: 'in', values: references }], limit: MAX_ROWS },
    options,
  );
}

async function balancesByIds(ids: readonly string[], options: ReadOptions): Promise<BalanceRow[]> {
  return inHundreds(ids, (values) =>
    filterBalances(
      { conditions: [{ field: 'balance_id', operator: 'in', values }], limit: MAX_ROWS },
      options,
    ),
  );
}

async function inHundreds<T>(
  values: readonly string[],
  ask: (values: string[]) => Promise<T[]>,
): Promise<T[]> {
  const chunks: Promise<T[]>[] = [];
  for (let i = 0; i < values.length; i += MAX_ROWS) chunks.push(ask(values.slice(i, i + MAX_ROWS)));
  return (await Promise.all(chunks)).flat();
}

/** What the mappings point to, and what the present and the next owner's names stand for. */
async function lineageBalancesOf(
  { balance, identity, target }: LineageQuestion,
  lineage: BalanceLineage,
  options: ReadOptions,
): Promise<BalanceRow[]> {
  const pointedAt = lineage.providers.map((provider) => provider.shadowBalanceId);
  if (lineage.aggregateBalanceId) pointedAt.push(lineage.aggregateBalanceId);
  const names = [identity, target ?? null]
    .filter((owner) => owner !== null)
    .map(identifierOf)
    .flatMap((identifier) => [
      aggregateIndicator(identifier),
      ...lineage.providers.map(({ provider }) => shadowIndicator(provider, identifier)),
    ]);
  const [byId, byName] = await Promise.all([
    balancesByIds([...new Set(pointedAt)], options),
    inHundreds([...new Set(names)], (values) =>
      filterBalances(
        {
          conditions: [
            { field: 'ledger_id', operator: 'eq', value: GENERAL_LEDGER_ID },
            { field: 'currency', operator: 'eq', value: balance.currency },
            { field: 'indicator', operator: 'in', values },
          ],
          limit: MAX_ROWS,
        },
        options,
      ),
    ),
  ]);
  return [...new Map([...byId, ...byName].map((row) => [row.balanceId, row])).values()];
}

/** Shadows that credits of this balance once came from and that no mapping points to any more. */
async function formerShadowsOf(
  lineage: BalanceLineage,
  shadowRows: readonly Transaction[],
  options: ReadOptions,
): Promise<BalanceRow[]> {
  const mapped = new Set(lineage.providers.map(({ shadowBalanceId }) => shadowBalanceId));
  const former = new Set(
    shadowRows.flatMap(({ source }) => (source !== null && !mapped.has(source) ? [source] : [])),
  );
  return balancesByIds([...former], options);
}

/**
 * Core ignores the tag of a credit whose source tracks lineage without knowing that provider
 * (contract 5.4), so such a credit has no shadow posting and yet nothing is lost.
 */
async function trackedSourcesOf(
  balanceId: string,
  read: { rows: readonly Transaction[]; shadowRows: readonly Transaction[] },
  options: ReadOptions,
): Promise<Set<string>> {
  const found = new Set(read.shadowRows.map(({ reference }) => reference));
  const sources = new Set(
    read.rows
      .filter((row) => expectsShadow(row, balanceId) && !found.has(shadowReference(row)))
      .flatMap(({ source }) => (source ? [source] : [])),
  );
  const balances = await Promise.all(
    [...sources].slice(0, MAX_SOURCES).map((source) => getBalance(source, options)),
  );
  return new Set(balances.filter((b) => b.trackFundLineage).map((b) => b.balanceId));
}

/**
 * The other tracked balances of whoever shares the owner's identifier, in this currency: Core keeps
 * one set of shadows for all of them (contract 5.1).
 */
async function sharingBalances(
  { balance, identity, trackedAmong }: LineageQuestion,
  options: ReadOptions,
): Promise<Pick<LineageFacts, 'siblings' | 'siblingsComplete'>> {
  if (identity === null) return { siblings: [], siblingsComplete: true };
  const owners = await sameIdentifier(identity, options);
  const owned: BalanceCondition =
    owners.length === 1
      ? { field: 'identity_id', operator: 'eq', value: identity.identityId }
      : { field: 'identity_id', operator: 'in', values: owners };
  const rows = await filterBalances(
    {
      conditions: [owned, { field: 'currency', operator: 'eq', value: balance.currency }],
      limit: MAX_ROWS,
    },
    options,
  );
  const others = rows.filter(({ balanceId }) => balanceId !== balance.balanceId);
  const tracked = await trackedAmong(others.map(({ balanceId }) => balanceId));
  return {
    siblings: others.filter(({ balanceId }) => tracked.has(balanceId)),
    siblingsComplete: rows.length < MAX_ROWS,
  };
}

/**
 * Ids of all identities that Core keeps under the same lineage name: the same name and the same
 * first four hex digits. One in 65,536 pairs of namesakes.
 */
async function sameIdentifier(identity: Identity, options: ReadOptions): Promise<string[]> {
  const identifier = identifierOf(identity);
  if (identifier === identity.identityId) return [identity.identityId];
  const prefix = identity.identityId.slice(0, 8).replaceAll('_', '\\_');
  const alike = await filterIdentities(
    {
      conditions: [{ field: 'identity_id', operator: 'like', value: `${prefix}%` }],
      limit: MAX_ROWS,
    },
    options,
  );
  const same = alike.filter((other) => identifierOf(other) === identifier);
  return [...new Set([identity.identityId, ...same.map(({ identityId }) => identityId)])];
}
