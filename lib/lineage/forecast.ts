import { totalOf, type Allocation } from './allocation';
import { afterCarry, afterCredit, afterDebit, afterIdentifier } from './moves';
import { viewOf, type LineagePosition } from './position';

/** A movement that somebody plans, in minor units. */
export type Movement =
  { kind: 'debit'; amount: bigint } | { kind: 'credit'; amount: bigint; provider: string };

/** What a movement comes to: the balance always, and lineage as far as Core can follow. */
export type Forecast = {
  balance: bigint;
  /** What lineage says is available of all providers together. */
  tagged: bigint;
  /** Of a debit, what is taken from which provider; of a credit, what its provider has afterwards. */
  providers: readonly Allocation[];
  /** Of a debit: Core gives up, and lineage stops following. */
  gaveUp: boolean;
};

/** The same movement with the owner as it is, and after each way of changing it. */
export type Comparison = {
  today: Forecast;
  anyway: Forecast;
  /** After the lineage was carried over with it; `null` where that is not possible. */
  carried: Forecast | null;
  /** By how much the movement changes lineage otherwise than it would today. */
  offBy: { anyway: bigint; carried: bigint };
  /** What a debit takes from money that belongs to the new owner's other balances (E2). */
  fromOthers: bigint;
};

/** What one movement comes to in a position. */
export function forecast(position: LineagePosition, movement: Movement): Forecast {
  if (movement.kind === 'debit') {
    const { position: after, released, gaveUp } = afterDebit(position, movement.amount);
    return { balance: after.balance, tagged: taggedIn(after), providers: released, gaveUp };
  }
  const after = afterCredit(position, movement.amount, movement.provider);
  const providers = viewOf(after)
    .filter(({ provider }) => provider === movement.provider)
    .map(({ provider, available }) => ({ provider, amount: available }));
  return { balance: after.balance, tagged: taggedIn(after), providers, gaveUp: false };
}

/** Who gets the balance, by their name in lineage, and what would be carried over to them. */
export type Next = { identifier: string; carried: readonly Allocation[] | null };

/**
 * The movement today, after the change of the owner, and after one with which lineage is carried over.
 * @param position settled and healthy, with the new owner's total and shadows in it.
 */
export function compare(position: LineagePosition, next: Next, movement: Movement): Comparison {
  const ifAnyway = afterIdentifier(position, next.identifier);
  const ifCarried = next.carried && afterCarry(position, next.identifier, next.carried);
  const today = forecast(position, movement);
  const anyway = forecast(ifAnyway, movement);
  const carried = ifCarried && forecast(ifCarried, movement);
  // Under the new name others may have funds too, so what counts is by how much the movement changes them.
  const change = today.tagged - taggedIn(position);
  const offBy = (from: LineagePosition, to: Forecast) => {
    const difference = to.tagged - taggedIn(from) - change;
    return difference < 0n ? -difference : difference;
  };
  const released = anyway.providers.reduce((sum, { amount }) => sum + amount, 0n);
  return {
    today,
    anyway,
    carried,
    offBy: {
      anyway: offBy(ifAnyway, anyway),
      carried: ifCarried && carried ? offBy(ifCarried, carried) : 0n,
    },
    fromOthers: movement.kind === 'debit' ? released : 0n,
  };
}

const taggedIn = (position: LineagePosition): bigint => totalOf(viewOf(position));
