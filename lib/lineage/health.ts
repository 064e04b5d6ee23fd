import { type Identity } from '@/lib/core/schemas/identity';
import { type LineageFacts } from '@/lib/core/schemas/lineage-facts';
import {
  aggregateIndicator,
  identifierOf,
  shadowIndicator,
} from '@/lib/core/schemas/lineage-names';
import { type Transaction } from '@/lib/core/schemas/transaction';
import { totalOf } from './allocation';
import { lostCredits, pendingWork, unallocatedDebits, unsettledForMs } from './pending';
import { replay } from './replay';

/** One way in which lineage is not true. Amounts are minor units, always positive. */
export type Signal =
  /** Funds of a provider are kept under another name than the owner's (contract 5.8.1, 5.8.11). */
  | { signal: 'pointer'; amount: bigint; provider: string; shadowId: string; indicator: string }
  /** The owner's total cannot cover what the providers say is available (5.8.4, 5.8.5). */
  | { signal: 'total_short'; amount: bigint; total: bigint; tagged: bigint }
  /** More is tagged than the balance holds: debits were not released (5.8.4). */
  | {
      signal: 'over';
      amount: bigint;
      tagged: bigint;
      held: bigint;
      /** How many balances hold it together: those that share the shadows count. */
      balances: number;
      debitIds: readonly string[];
    }
  /** Funds were left behind in a shadow that nothing points at any more (5.8.2). */
  | { signal: 'orphan'; amount: bigint; shadowId: string; indicator: string }
  /** A tagged credit was never booked (5.3; seen after a killed Core, 13.4). */
  | { signal: 'credit_lost'; amount: bigint; provider: string; transactionId: string; at: string }
  /** More was released than was there. */
  | { signal: 'negative'; amount: bigint; balanceId: string; indicator: string };

export type Health =
  | { state: 'agrees' }
  /** Core works lineage off up to a second later, and longer under load. */
  | { state: 'being_booked'; transactionIds: readonly string[] }
  | { state: 'off'; signals: readonly Signal[] }
  /** Core's answer has a gap in it: a shadow that it could not load, or an owner that it lost. */
  | { state: 'cannot_tell' };

/** Facts of a balance that has an owner. */
type Owned = LineageFacts & { identity: Identity };

/**
 * Whether the lineage of a tracked balance is true. What a movement can make look wrong for a moment
 * (more tagged than held, a total that is short, a shadow without a mapping) counts only once nothing
 * can be under way any more: Core moves the balance first and lineage later, and what was read before a
 * movement is compared here with what was read after it.
 */
export function healthOf(facts: LineageFacts): Health {
  const { identity } = facts;
  const found = new Set(facts.lineageBalances.map(({ balanceId }) => balanceId));
  const isWhole = facts.lineage.providers.every((each) => found.has(each.shadowBalanceId));
  if (!identity || !isWhole) return { state: 'cannot_tell' };
  const known: Owned = { ...facts, identity };
  const lasting = [...pointers(known), ...lost(known), ...negatives(known)];
  const passing = [...orphans(known), ...over(known), ...totalShort(known)];
  const isUnderWay = unsettledForMs(known) > 0;
  const signals = isUnderWay ? lasting : [...lasting, ...passing];
  if (signals.length > 0) return { state: 'off', signals };
  const pending = pendingWork(known);
  if (pending.length > 0) return { state: 'being_booked', transactionIds: pending };
  if (!isUnderWay || passing.length === 0) return { state: 'agrees' };
  return {
    state: 'being_booked',
    transactionIds: known.rows.slice(0, 1).map(({ transactionId }) => transactionId),
  };
}

function pointers({ identity, lineage, lineageBalances }: Owned): Signal[] {
  const identifier = identifierOf(identity);
  return lineage.providers.flatMap(({ provider, available, shadowBalanceId }): Signal[] => {
    const shadow = lineageBalances.find(({ balanceId }) => balanceId === shadowBalanceId)!;
    const indicator = shadow.indicator ?? '';
    // A stale pointer with nothing in it harms nobody: the next credit moves it.
    if (available <= 0n || indicator === shadowIndicator(provider, identifier)) return [];
    return [
      { signal: 'pointer', amount: available, provider, shadowId: shadowBalanceId, indicator },
    ];
  });
}

function totalShort(known: Owned): Signal[] {
  const tagged = totalOf(known.lineage.providers);
  const name = aggregateIndicator(identifierOf(known.identity));
  const total = known.lineageBalances.find(({ indicator }) => indicator === name)?.balance ?? 0n;
  if (tagged <= 0n || total >= tagged) return [];
  return [{ signal: 'total_short', amount: tagged - total, total, tagged }];
}

function over(known: Owned): Signal[] {
  const { balance, lineage, sharers } = known;
  if (known.unasked > 0) return [];
  const tagged = totalOf(lineage.providers);
  const atLeastZero = (amount: bigint) => (amount > 0n ? amount : 0n);
  const held = [balance, ...sharers.map(({ row }) => row)].reduce(
    (sum, each) => sum + atLeastZero(each.balance),
    0n,
  );
  if (tagged <= held + roundingOf(known) || isAsReplayed(known)) return [];
  const off = tagged - held;
  // Under another name's shadows others are not known, and what is above may be theirs: then only
  // debits that took nothing prove anything.
  const debits = unallocatedDebits(known);
  const debited = debits.reduce((sum, { preciseAmount }) => sum + (preciseAmount ?? 0n), 0n);
  const amount = pointers(known).length > 0 && debited < off ? debited : off;
  if (amount === 0n) return [];
  const balances = 1 + sharers.length;
  return [
    { signal: 'over', amount, tagged, held, balances, debitIds: debitsBehind(debits, amount) },
  ];
}

/** The newest unallocated debits that make up `amount`: older ones may have had nothing to take. */
function debitsBehind(debits: readonly Transaction[], amount: bigint): string[] {
  const ids: string[] = [];
  let missing = amount;
  for (const { transactionId, preciseAmount } of debits) {
    if (missing <= 0n) break;
    ids.push(transactionId);
    missing -= preciseAmount ?? 0n;
  }
  return ids;
}

/**
 * PROPORTIONAL can book up to (providers − 1) minor units less than each debit (contract 13.4). With
 * more history than was read, the version bounds the number of debits: it counts movements.
 */
function roundingOf({ balance, lineage, rows, rowsComplete }: Owned): bigint {
  if (balance.allocationStrategy !== 'PROPORTIONAL' || lineage.providers.length === 0) return 0n;
  const debits = rowsComplete
    ? rows.filter((row) => row.source === balance.balanceId && row.status === 'APPLIED').length
    : balance.version;
  return BigInt(debits) * BigInt(lineage.providers.length - 1);
}

/**
 * Whether the balance's own movements, run through the model, leave exactly what Core reports. Then a
 * total above the balance has an innocent cause, such as an overdraft that a tagged credit paid back.
 */
function isAsReplayed(facts: LineageFacts): boolean {
  const own = replay(facts);
  if (!own.ok) return false;
  const left = new Map(own.providers.map((each) => [each.provider, each.available]));
  return facts.lineage.providers.every(
    ({ provider, available }) => (left.get(provider) ?? 0n) === available,
  );
}

function orphans(known: Owned): Signal[] {
  const { balance, formerShadows, shadowRows } = known;
  if (formerShadows.length === 0 || isAsReplayed(known)) return [];
  return formerShadows.flatMap((shadow): Signal[] => {
    const available = shadow.debitBalance - shadow.creditBalance;
    // Others may have money in it as well: ours is at most what our own credits brought there.
    const brought = shadowRows
      .filter((row) => row.source === shadow.balanceId)
      .filter((row) => (row.shadow?.mainBalance ?? balance.balanceId) === balance.balanceId)
      .reduce((sum, row) => sum + (row.preciseAmount ?? 0n), 0n);
    const amount = available < brought ? available : brought;
    if (amount <= 0n) return [];
    const indicator = shadow.indicator ?? '';
    return [{ signal: 'orphan', amount, shadowId: shadow.balanceId, indicator }];
  });
}

function lost(known: Owned): Signal[] {
  return lostCredits(known).map((row) => ({
    signal: 'credit_lost',
    amount: row.preciseAmount ?? 0n,
    provider: row.provider!,
    transactionId: row.transactionId,
    at: row.createdAt,
  }));
}

function negatives({ identity, lineage, lineageBalances }: Owned): Signal[] {
  const total = aggregateIndicator(identifierOf(identity));
  const pointedShadows = new Set(lineage.providers.map(({ shadowBalanceId }) => shadowBalanceId));
  const shadows = lineageBalances
    .filter(({ balanceId }) => pointedShadows.has(balanceId))
    .map((row) => ({ row, amount: row.debitBalance - row.creditBalance }));
  const totals = lineageBalances
    .filter(({ indicator }) => indicator === total)
    .map((row) => ({ row, amount: row.balance }));
  return [...shadows, ...totals].flatMap(({ row, amount }): Signal[] =>
    amount >= 0n
      ? []
      : [
          {
            signal: 'negative',
            amount: -amount,
            balanceId: row.balanceId,
            indicator: row.indicator ?? '',
          },
        ],
  );
}
