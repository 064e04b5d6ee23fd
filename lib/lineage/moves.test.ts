import { describe, expect, it } from 'vitest';
import { identifierOf } from '@/lib/core/schemas/lineage-names';
import { workedExample } from '@/lib/testing/lineage-engine';
import { JANE, lineageFacts, MAX } from '@/lib/testing/lineage-facts';
import { afterCarry, afterCredit, afterDebit, afterDeletion, afterIdentifier } from './moves';
import {
  positionOf,
  positionOfDto,
  positionToDto,
  totalIn,
  viewOf,
  type LineagePosition,
} from './position';

const empty = (
  strategy: LineagePosition['strategy'],
  totals: [string, bigint][] = [],
): LineagePosition => ({
  balance: 0n,
  strategy,
  identifier: 'jane_doe_idt_aaaa',
  mappings: [],
  shadows: new Map(),
  totals: new Map(totals),
});

/** `p 100/70/30`: received, available, spent. */
const said = (position: LineagePosition) =>
  viewOf(position).map(
    (each) => `${each.provider} ${each.received}/${each.available}/${each.spent}`,
  );

describe('the worked example of contract 5.9', () => {
  const jane = 'jane_doe_idt_aaaa';
  const max = 'max_roe_idt_bbbb';
  const credited = afterCredit(afterCredit(empty('FIFO'), 100n, 'p'), 50n, 'q');
  const spent = afterDebit(credited, 30n);
  const moved = afterIdentifier(spent.position, max);

  it('carries it over: the next debit and credit go on under the new owner', () => {
    const amounts = [
      { provider: 'p', amount: 70n },
      { provider: 'q', amount: 50n },
    ];
    const carried = afterCarry(spent.position, max, amounts);
    expect(said(carried)).toEqual(['p 70/70/0', 'q 50/50/0']);
    expect([totalIn(carried, jane), totalIn(carried, max)]).toEqual([0n, 120n]);
    expect(carried.shadows.get('@p_jane_doe_idt_aaaa_lineage')).toEqual({
      received: 100n,
      spent: 100n,
    });
    const next = afterDebit(carried, 80n);
    expect(next).toMatchObject({ gaveUp: false, released: [{ amount: 70n }, { amount: 10n }] });
    expect(said(afterCredit(next.position, 5n, 'p'))).toEqual(['p 75/5/70', 'q 50/40/10']);
  });

  it('follows credits and debits under one owner', () => {
    expect(said(credited)).toEqual(['p 100/100/0', 'q 50/50/0']);
    expect(said(spent.position)).toEqual(['p 100/70/30', 'q 50/50/0']);
    expect(totalIn(spent.position, jane)).toBe(120n);
    expect(said(moved)).toEqual(said(spent.position));
  });

  it('gives a debit up whose owner’s total is empty, and moves the pointer with the next credit', () => {
    const failed = afterDebit(moved, 20n);
    expect(failed).toMatchObject({ gaveUp: true, released: [] });
    expect(failed.position.balance).toBe(100n);
    const again = afterCredit(failed.position, 40n, 'p');
    expect(said(again)).toEqual(['p 40/40/0', 'q 50/50/0']);
    const partly = afterDebit(again, 60n);
    expect(partly).toMatchObject({ gaveUp: true, released: [{ provider: 'p', amount: 40n }] });
    expect(said(partly.position)).toEqual(['p 40/0/40', 'q 50/50/0']);
    expect([totalIn(partly.position, jane), totalIn(partly.position, max)]).toEqual([120n, 0n]);
    expect(said(afterDeletion(partly.position))).toEqual([]);
  });
});

describe('afterDebit', () => {
  it('takes from a new owner’s other money where there is enough, and says nothing', () => {
    const own = afterCredit(empty('LIFO', [['@max_lineage', 500n]]), 100n, 'p');
    const taken = afterDebit(afterIdentifier(own, 'max'), 60n);
    expect(taken).toMatchObject({ gaveUp: false, released: [{ provider: 'p', amount: 60n }] });
    expect(totalIn(taken.position, 'max')).toBe(440n);
  });

  it('leaves what the floor of a share loses, and never books a provider twice', () => {
    const three = [5n, 5n, 1n].reduce(
      (position, amount, index) => afterCredit(position, amount, `p${index}`),
      empty('PROPORTIONAL'),
    );
    const { released, gaveUp } = afterDebit(three, 10n);
    expect(released.map(({ amount }) => amount)).toEqual([4n, 4n, 1n]);
    expect(gaveUp).toBe(false);
    const poor = afterIdentifier({ ...three, totals: new Map([['@max_lineage', 4n]]) }, 'max');
    expect(afterDebit(poor, 10n)).toMatchObject({
      gaveUp: true,
      released: [{ provider: 'p0', amount: 4n }],
    });
  });

  it('spends untagged money last, and takes nothing when nothing is tagged', () => {
    const mixed = afterCredit(afterCredit(empty('FIFO'), 30n, null), 20n, 'p');
    expect(afterDebit(mixed, 45n).released).toEqual([{ provider: 'p', amount: 20n }]);
    expect(afterDebit(afterCredit(empty('FIFO'), 9n, null), 5n)).toMatchObject({ released: [] });
  });
});

describe('positionOf', () => {
  it('reads the position that Core’s answers show', () => {
    const { core, a, max } = workedExample();
    const position = positionOf(core.facts(a, 60_000))!;
    expect(said(position)).toEqual(['p 100/70/30', 'q 50/50/0']);
    expect(totalIn(position, position.identifier)).toBe(120n);
    core.reassign(a, max);
    core.credit(a, 5n, 'p');
    expect(said(positionOf(core.facts(a, 60_000))!)).toEqual(['p 5/5/0', 'q 50/50/0']);
  });

  it('survives JSON', () => {
    const { core, a } = workedExample();
    const position = positionOf(core.facts(a, 60_000))!;
    expect(positionOfDto(JSON.parse(JSON.stringify(positionToDto(position))))).toEqual(position);
  });

  it('holds back what is on hold, and foretells nothing of what it could not read', () => {
    const facts = lineageFacts({
      balance: 100n,
      providers: [{ provider: 'p', received: 100n }],
      totals: [[MAX, 40n]],
    });
    expect(totalIn(positionOf(facts)!, identifierOf(MAX))).toBe(40n);
    const held = facts.lineageBalances.map((row) => ({ ...row, inflightDebitBalance: 15n }));
    const position = positionOf({ ...facts, lineageBalances: held })!;
    expect(totalIn(position, identifierOf(JANE))).toBe(85n);
    expect(positionOf({ ...facts, identity: null })).toBeNull();
    expect(positionOf({ ...facts, lineageBalances: [] })).toBeNull();
  });
});
