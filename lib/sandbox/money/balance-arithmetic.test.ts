import { describe, expect, it } from 'vitest';
import {
  committed,
  credited,
  debited,
  type Movement,
  NO_FIGURES,
  overdraftRefusal,
  voided,
} from './balance-arithmetic';

const holding = (creditBalance: bigint, held = 0n) =>
  debited(credited(NO_FIGURES, creditBalance, false), held, true);
const pay = (preciseAmount: bigint, more: Partial<Movement> = {}): Movement => ({
  preciseAmount,
  precision: 100,
  inflight: false,
  allowOverdraft: false,
  overdraftLimit: 0,
  ...more,
});

describe('overdraftRefusal', () => {
  it.each([
    ['what is there', { source: holding(100n), movement: pay(100n) }, null],
    [
      'more than is there',
      { source: holding(100n), movement: pay(101n) },
      'insufficient funds in source balance',
    ],
    [
      'what is held for others',
      { source: holding(100n, 60n), movement: pay(41n) },
      'insufficient funds in source balance',
    ],
    [
      'beyond, with an overdraft',
      { source: NO_FIGURES, movement: pay(5n, { allowOverdraft: true }) },
      null,
    ],
    ['up to the limit', { source: NO_FIGURES, movement: pay(5000n, { overdraftLimit: 50 }) }, null],
    [
      'beyond the limit',
      { source: NO_FIGURES, movement: pay(5001n, { allowOverdraft: true, overdraftLimit: 50 }) },
      'transaction exceeds overdraft limit',
    ],
  ])('judges a payment of %s', (_, { source, movement }, expected) => {
    expect(overdraftRefusal(source, movement)).toBe(expected);
  });
});

describe('holds', () => {
  it('become money in part and are let go in the rest', () => {
    const held = holding(100n, 60n);
    const paid = committed(held, 20n, 'debit');
    expect(paid).toMatchObject({
      figures: { balance: 80n, inflightBalance: -40n, debitBalance: 20n },
    });
    if (!('figures' in paid)) throw new Error('refused');
    expect(voided(paid.figures, 40n, 'debit')).toMatchObject({
      figures: { balance: 80n, inflightBalance: 0n, inflightDebitBalance: 0n },
    });
  });

  it('cannot give more than they have', () => {
    expect(committed(NO_FIGURES, 3n, 'credit')).toEqual({
      refusal: 'insufficient inflight credit balance: have 0, need 3',
    });
  });
});
