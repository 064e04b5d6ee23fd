import 'server-only';
import { CoreError } from '../errors';
import { readCore, type ReadOptions } from '../request';
import { GENERAL_LEDGER_ID, type Balance, type BalanceRow } from '../schemas/balance';
import { type Identity } from '../schemas/identity';
import { balanceLineage, type BalanceLineage } from '../schemas/lineage';
import { type LineageFacts, type Sharer } from '../schemas/lineage-facts';
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
};

/** Rows are read back to here and no further when the own part of a shared shadow is worked out. */
const MAX_HISTORY = 1_000;
/** Sources looked up to tell a lost credit from a tag that Core rightly ignored. */
const MAX_SOURCES = 4;
/** Balances of the same owner and currency that are asked whether they share a shadow. */
const MAX_SIBLINGS = 24;
/** Of these, so many at a time: with an API key each question costs Core 55 ms of one processor. */
const SIBLINGS_AT_ONCE = 4;

/**
 * Reads all that `lib/lineage` judges by, in a bounded number of questions: 6 for a balance on its own,
 * 1 for each balance of the same owner and currency (24 at most), 1 each for shadows left behind and
 * for up to 4 sources of unbooked credits, and with sharing up to 20 more for older history.
 *
 * Movements are read after lineage, so that whatever changed lineage while it was being read shows
 * up as a movement that is still fresh.
 * @throws CoreError
 */
export async function gatherLineageFacts(
  question: LineageQuestion,
  options: ReadOptions = {},
): Promise<LineageFacts> {
  const { balance } = question;
  const [lineage, siblings] = await Promise.all([
    getBalanceLineage(balance.balanceId, options),
    siblingsOf(question, options),
  ]);
  const [lineageBalances, sharing] = await Promise.all([
    lineageBalancesOf(question, lineage, options),
    sharersAmong(siblings, lineage, options),
  ]);
  const history = await historyOf(
    balance.balanceId,
    sharing.sharers.length + sharing.unasked > 0,
    options,
  );
  const shadowRows = await shadowRowsOf(balance.balanceId, history.rows, options);
  const [formerShadows, trackedSources] = await Promise.all([
    formerShadowsOf(lineage, shadowRows, options),
    trackedSourcesOf(balance.balanceId, { rows: history.rows, shadowRows }, options),
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
 * The newest 100 rows; all of them, if `whole` is asked for and there are at most 1,000. Offsets are
 * safe here: a row that arrives meanwhile only repeats one.
 */
async function historyOf(
  balanceId: string,
  whole: boolean,
  options: ReadOptions,
): Promise<Pick<LineageFacts, 'rows' | 'rowsComplete' | 'readAtMs'>> {
  const newest = historyFilter(balanceId);
  const { data: rows, coreTimeMs } = await filterTransactionsAt(newest, options);
  const readAtMs = coreTimeMs ?? Date.now();
  if (rows.length < MAX_ROWS) return { rows, rowsComplete: true, readAtMs };
  if (!whole) return { rows, rowsComplete: false, readAtMs };
  const beyond = await filterTransactions({ ...newest, offset: MAX_HISTORY, limit: 1 }, options);
  if (beyond.length > 0) return { rows, rowsComplete: false, readAtMs };
  const all = new Map(rows.map((row) => [row.transactionId, row]));
  for (let offset = MAX_ROWS; offset < MAX_HISTORY; offset += MAX_ROWS) {
    const page = await filterTransactions({ ...newest, offset }, options);
    for (const row of page) all.set(row.transactionId, row);
    if (page.length < MAX_ROWS) break;
  }
  return { rows: [...all.values()], rowsComplete: true, readAtMs };
}

/** The postings by which Core followed the tagged credits, found by their references. */
async function shadowRowsOf(
  balanceId: string,
  rows: readonly Transaction[],
  options: ReadOptions,
): Promise<Transaction[]> {
  const references = rows
    .filter((row) => expectsShadow(row, balanceId))
    .map((row) => shadowReference(row));
  return inHundreds(references, (values) =>
    filterTransactions(
      { conditions: [{ field: 'reference', operator: 'in', values }], limit: MAX_ROWS },
      options,
    ),
  );
}

/** The balances of these ids that Core has, in any order: one question for each hundred. */
export async function balancesByIds(
  ids: readonly string[],
  options: ReadOptions = {},
): Promise<BalanceRow[]> {
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
 * The other balances of whoever shares the owner's identifier, in this currency: Core keeps one set
 * of shadows for all of them that track lineage (contract 5.1). Without any credit there is none yet.
 * The target's too: on the way back, the funds are still kept under its name.
 */
async function siblingsOf(
  { balance, identity, target }: LineageQuestion,
  options: ReadOptions,
): Promise<{ rows: BalanceRow[]; complete: boolean }> {
  if (identity === null) return { rows: [], complete: true };
  const owners = await sameIdentifier(identity, options);
  if (target) owners.push(target.identityId);
  const rows = await ownedBy(owners, { currency: balance.currency, limit: MAX_ROWS }, options);
  const wasCredited = (row: BalanceRow) => row.creditBalance + row.inflightCreditBalance > 0n;
  return {
    rows: rows.filter((row) => row.balanceId !== balance.balanceId && wasCredited(row)),
    complete: rows.length < MAX_ROWS,
  };
}

/** Balances of these identities in one currency. */
function ownedBy(
  owners: readonly string[],
  { currency, limit }: { currency: string; limit: number },
  options: ReadOptions,
): Promise<BalanceRow[]> {
  const ids = [...new Set(owners)];
  const owned: BalanceCondition =
    ids.length === 1
      ? { field: 'identity_id', operator: 'eq', value: ids[0]! }
      : { field: 'identity_id', operator: 'in', values: ids };
  const ofCurrency: BalanceCondition = { field: 'currency', operator: 'eq', value: currency };
  return filterBalances({ conditions: [owned, ofCurrency], limit }, options);
}

/**
 * Whether the owner of a balance has, or may have, another one of its currency that tracks lineage, so
 * that the two share the owner's total (contract 5.1): one question, and one for each of up to 24
 * balances until a tracked one is found.
 */
export async function sharesTotal(
  { balance, identity }: Pick<LineageQuestion, 'balance' | 'identity'>,
  options: ReadOptions = {},
): Promise<boolean> {
  if (identity === null) return true;
  const owners = await sameIdentifier(identity, options);
  const limit = MAX_SIBLINGS + 2;
  const rows = await ownedBy(owners, { currency: balance.currency, limit }, options);
  const others = rows.filter((row) => row.balanceId !== balance.balanceId);
  if (others.length > MAX_SIBLINGS) return true;
  for (let i = 0; i < others.length; i += SIBLINGS_AT_ONCE) {
    const some = others.slice(i, i + SIBLINGS_AT_ONCE);
    const found = await Promise.all(some.map((row) => getBalance(row.balanceId, options)));
    if (found.some(({ trackFundLineage }) => trackFundLineage)) return true;
  }
  return false;
}

/** Which of the siblings have their lineage in the same shadows. */
async function sharersAmong(
  siblings: { rows: readonly BalanceRow[]; complete: boolean },
  lineage: BalanceLineage,
  options: ReadOptions,
): Promise<Pick<LineageFacts, 'sharers' | 'unasked'>> {
  const mine = new Set(lineage.providers.map(({ shadowBalanceId }) => shadowBalanceId));
  if (mine.size === 0) return { sharers: [], unasked: 0 };
  const asked = siblings.rows.slice(0, MAX_SIBLINGS);
  const sharers: Sharer[] = [];
  for (let i = 0; i < asked.length; i += SIBLINGS_AT_ONCE) {
    const some = asked.slice(i, i + SIBLINGS_AT_ONCE);
    const found = await Promise.all(some.map((row) => shadowIdsOf(row.balanceId, options)));
    some.forEach((row, index) => {
      const shadowIds = found[index]!.filter((id) => mine.has(id));
      if (shadowIds.length > 0) sharers.push({ row, shadowIds });
    });
  }
  return {
    sharers,
    unasked: siblings.rows.length - asked.length + (siblings.complete ? 0 : 1),
  };
}

/** Where a balance has its lineage; nowhere when it tracks none, which is a refusal (contract 5.6). */
async function shadowIdsOf(balanceId: string, options: ReadOptions): Promise<string[]> {
  try {
    const lineage = await getBalanceLineage(balanceId, options);
    return lineage.providers.map(({ shadowBalanceId }) => shadowBalanceId);
  } catch (error) {
    if (error instanceof CoreError && error.code === 'invalid') return [];
    throw error;
  }
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
