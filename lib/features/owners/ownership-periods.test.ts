import { describe, expect, it } from 'vitest';
import { type OwnershipFact, periodsFrom, periodsWithin } from './ownership-periods';

const at = (day: number, hour = 0) => new Date(Date.UTC(2026, 0, day, hour));
const iso = (day: number, hour = 0) => at(day, hour).toISOString();
const change = (number: string) =>
  ({
    is: 'change',
    operationId: `op-${number}`,
    number,
    kind: 'balance.reassign_identity',
  }) as const;
const seen = (when: Date, owner: string | null): OwnershipFact => ({
  at: when,
  owner,
  cause: { is: 'first_seen' },
});
const told = (facts: OwnershipFact[], createdAt: string | null = iso(1)) =>
  periodsFrom(facts, createdAt).map(({ owner, isKnown, from, to, notBefore }) => [
    isKnown ? owner : '?',
    from,
    to,
    notBefore,
  ]);

describe('periods', () => {
  it('begin unknown where the balance is older than what is recorded', () => {
    expect(told([seen(at(5), 'jane')])).toEqual([
      ['jane', iso(5), null, null],
      ['?', iso(1), iso(5), null],
    ]);
    expect(told([])).toEqual([]);
  });

  it('begin with the first owner where we made the balance', () => {
    expect(told([{ at: at(1), owner: 'jane', cause: change('1') }])).toEqual([
      ['jane', iso(1), null, null],
    ]);
  });

  it('go from change to change, and what repeats the owner adds none', () => {
    const facts: OwnershipFact[] = [
      { at: at(9), owner: 'max', cause: change('2') },
      seen(at(8), 'jane'),
      seen(at(5), 'jane'),
      seen(at(12), 'max'),
      { at: at(15), owner: null, cause: change('3') },
    ];
    expect(told(facts)).toEqual([
      [null, iso(15), null, null],
      ['max', iso(9), iso(15), null],
      ['jane', iso(5), iso(9), null],
      ['?', iso(1), iso(5), null],
    ]);
  });

  it('say since when at the earliest where the moment was not seen', () => {
    const drift = { is: 'drift', driftId: 'd', cause: 'outside' } as const;
    const facts: OwnershipFact[] = [
      { at: at(9), owner: 'max', cause: change('2') },
      { at: at(20), owner: 'eve', notBefore: at(10), cause: drift },
      // Somebody else before the next change of ours.
      seen(at(25), 'ann'),
      { at: at(25, 1), owner: 'max', cause: change('3') },
    ];
    expect(told(facts, null)).toEqual([
      ['max', iso(25, 1), null, null],
      ['ann', iso(25), iso(25, 1), iso(20)],
      ['eve', iso(20), iso(25), iso(10)],
      ['max', iso(9), iso(20), null],
      ['?', null, iso(9), null],
    ]);
  });

  it('of a day are those that touch it', () => {
    const periods = periodsFrom(
      [seen(at(5), 'jane'), { at: at(9, 14), owner: 'max', cause: change('2') }],
      iso(1),
    );
    const on = (day: number) =>
      periodsWithin(periods, { from: at(day), to: at(day + 1) }).map(({ owner }) => owner);
    expect(on(9)).toEqual(['jane', 'max']);
    expect(on(10)).toEqual(['max']);
    expect(on(6)).toEqual(['jane']);
    expect(on(2)).toEqual([null]);
  });
});
