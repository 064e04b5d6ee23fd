import { totalOf, type Allocation } from './allocation';
import { afterCredit, afterDebit, afterIdentifier } from './moves';
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

/** The same movement with the owner as it is, and after nothing but the owner has changed. */
export type Comparison = {
  today: Forecast;
  anyway: Forecast;
  /** By how much lineage says something else than it would today. */
  offBy: bigint;
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

/**
 * The movement today and after the change to the owner who is called `identifier` in lineage.
 * @param position settled and healthy, with the new owner's total and shadows in it.
 */
export function compare(
  position: LineagePosition,
  identifier: string,
  movement: Movement,
): Comparison {
  const today = forecast(position, movement);
  const anyway = forecast(afterIdentifier(position, identifier), movement);
  const difference = anyway.tagged - today.tagged;
  const released = anyway.providers.reduce((sum, { amount }) => sum + amount, 0n);
  return {
    today,
    anyway,
    offBy: difference < 0n ? -difference : difference,
    fromOthers: movement.kind === 'debit' ? released : 0n,
  };
}

const taggedIn = (position: LineagePosition): bigint => totalOf(viewOf(position));
