import { overdraftLimitMinor } from './amount';

/** The six figures of a balance, in minor units. */
export interface BalanceFigures {
  balance: bigint;
  creditBalance: bigint;
  debitBalance: bigint;
  inflightBalance: bigint;
  inflightCreditBalance: bigint;
  inflightDebitBalance: bigint;
}

/** What the arithmetic needs to know of a transaction. */
export interface Movement {
  preciseAmount: bigint;
  precision: number;
  inflight: boolean;
  allowOverdraft: boolean;
  overdraftLimit: number;
}

/** A balance that has never moved. */
export const NO_FIGURES: BalanceFigures = {
  balance: 0n,
  creditBalance: 0n,
  debitBalance: 0n,
  inflightBalance: 0n,
  inflightCreditBalance: 0n,
  inflightDebitBalance: 0n,
};

function derived(figures: BalanceFigures): BalanceFigures {
  return {
    ...figures,
    balance: figures.creditBalance - figures.debitBalance,
    inflightBalance: figures.inflightCreditBalance - figures.inflightDebitBalance,
  };
}

/** Takes `amount` out of a balance, or holds it there when `inflight`. */
export function debited(
  figures: BalanceFigures,
  amount: bigint,
  inflight: boolean,
): BalanceFigures {
  return inflight
    ? derived({ ...figures, inflightDebitBalance: figures.inflightDebitBalance + amount })
    : derived({ ...figures, debitBalance: figures.debitBalance + amount });
}

/** Puts `amount` into a balance, or announces it there when `inflight`. */
export function credited(
  figures: BalanceFigures,
  amount: bigint,
  inflight: boolean,
): BalanceFigures {
  return inflight
    ? derived({ ...figures, inflightCreditBalance: figures.inflightCreditBalance + amount })
    : derived({ ...figures, creditBalance: figures.creditBalance + amount });
}

/** Which of a balance's two holds is settled: money going out of it, or coming in. */
export type Side = 'debit' | 'credit';

function heldOn(figures: BalanceFigures, side: Side): bigint {
  return side === 'debit' ? figures.inflightDebitBalance : figures.inflightCreditBalance;
}

/** Why a hold of this side cannot give `amount`, in Core's words, or `null` when it can. */
function shortHold(figures: BalanceFigures, amount: bigint, side: Side): string | null {
  const held = heldOn(figures, side);
  return held < amount
    ? `insufficient inflight ${side} balance: have ${held}, need ${amount}`
    : null;
}

/** Either the new figures or Core's words for why not. */
export type Settled = { figures: BalanceFigures } | { refusal: string };

/** Turns `amount` of a hold into money. */
export function committed(figures: BalanceFigures, amount: bigint, side: Side): Settled {
  const released = voided(figures, amount, side);
  if ('refusal' in released) return released;
  const settle = side === 'debit' ? debited : credited;
  return { figures: settle(released.figures, amount, false) };
}

/** Drops `amount` of a hold. */
export function voided(figures: BalanceFigures, amount: bigint, side: Side): Settled {
  const refusal = shortHold(figures, amount, side);
  if (refusal !== null) return { refusal };
  return {
    figures: derived(
      side === 'debit'
        ? { ...figures, inflightDebitBalance: figures.inflightDebitBalance - amount }
        : { ...figures, inflightCreditBalance: figures.inflightCreditBalance - amount },
    ),
  };
}

/**
 * Why this source cannot pay, in Core's words, or `null` when it can. Money already held for other
 * payments does not count as available; an overdraft without a limit is not checked at all; a limit
 * counts even when `allow_overdraft` was not sent (contract 3.2).
 */
export function overdraftRefusal(source: BalanceFigures, movement: Movement): string | null {
  if (movement.allowOverdraft && movement.overdraftLimit === 0) return null;
  const rest = source.balance - source.inflightDebitBalance - movement.preciseAmount;
  if (rest >= 0n) return null;
  if (movement.overdraftLimit > 0) {
    const limit = overdraftLimitMinor(movement.overdraftLimit, movement.precision);
    return rest >= -limit ? null : 'transaction exceeds overdraft limit';
  }
  return 'insufficient funds in source balance';
}
