import { describe, expect, it } from 'vitest';
import { workedExample as worked } from '@/lib/testing/lineage-engine';
import { lineageImpact, type Effect } from './impact';
import { impactRecord } from './impact-record';

const QUIET_MS = 60_000;

const kinds = (effects: Effect[]) => effects.map(({ kind }) => kind);

describe('the impact of a change', () => {
  it('E1, E3, E6: debits stop, credits hide', () => {
    const { core, max, a } = worked();
    const impact = lineageImpact(core.facts(a, QUIET_MS), max);
    expect(impact).toEqual({
      verdict: 'will_break',
      exact: true,
      tagged: [
        { provider: 'p', amount: 70n },
        { provider: 'q', amount: 50n },
      ],
      effects: [
        { kind: 'debit_stops', above: 0n },
        {
          kind: 'credit_hides',
          providers: [
            { provider: 'p', amount: 70n },
            { provider: 'q', amount: 50n },
          ],
        },
        { kind: 'never_delete' },
      ],
    });
    expect(JSON.stringify(impactRecord(impact))).toBe(JSON.stringify(impactRecord(impact)));
    expect(impactRecord(impact)).toMatchObject({ tagged: [{ amount: '70' }, { amount: '50' }] });
  });

  it('E2, E4: another owner’s money is taken, and mixed', () => {
    const { core, max, a } = worked();
    core.credit(core.open(max, 'FIFO'), 500n, 'p');
    const { effects } = lineageImpact(core.facts(a, QUIET_MS), max);
    expect(effects).toContainEqual({ kind: 'debit_takes_others', amount: 500n });
    expect(effects).toContainEqual({
      kind: 'credit_merges',
      providers: [{ provider: 'p', amount: 500n }],
    });
    expect(kinds(effects)).not.toContain('debit_stops');
  });

  it('E1 with E2: up to what the other owner has, and not beyond', () => {
    const { core, max, a } = worked();
    core.credit(core.open(max, 'FIFO'), 40n, 'r');
    const { effects } = lineageImpact(core.facts(a, QUIET_MS), max);
    expect(effects.slice(0, 2)).toEqual([
      { kind: 'debit_takes_others', amount: 40n },
      { kind: 'debit_stops', above: 40n },
    ]);
  });

  it('E5: others share the funds, and this balance’s own part is worked out', () => {
    const { core, jane, max, a } = worked();
    const b = core.open(jane, 'FIFO');
    core.credit(b, 7n, 'p');
    const impact = lineageImpact(core.facts(a, QUIET_MS), max);
    expect(impact.exact).toBe(true);
    expect(impact.tagged).toEqual([
      { provider: 'p', amount: 70n },
      { provider: 'q', amount: 50n },
    ]);
    expect(impact.effects).toContainEqual({
      kind: 'siblings_share',
      count: 1,
      complete: true,
      amount: 127n,
    });
    const unknown = lineageImpact({ ...core.facts(a, QUIET_MS), rowsComplete: false }, max);
    expect(unknown.exact).toBe(false);
    expect(unknown.tagged).toContainEqual({ provider: 'p', amount: 77n });
  });

  it('E7: inflight money stays behind, even when nothing else is left', () => {
    const { core, max, a } = worked();
    core.debit(a, 120n);
    const facts = core.facts(a, QUIET_MS);
    const held = facts.lineageBalances.map((row) =>
      row.indicator?.startsWith('@p_') ? { ...row, inflightDebitBalance: 30n } : row,
    );
    expect(lineageImpact({ ...facts, lineageBalances: held }, max)).toMatchObject({
      verdict: 'will_break',
      effects: [{ kind: 'inflight_stays', amount: 30n }, { kind: 'never_delete' }],
    });
  });

  it('E8: nothing is said while Core may still be at work', () => {
    const { core, max, a } = worked();
    expect(lineageImpact(core.facts(a, 2_000), max)).toMatchObject({
      verdict: 'not_settled',
      effects: [{ kind: 'not_settled', recheckMs: 4_000 }],
    });
    const unfollowed = { ...core.facts(a, 8_000), shadowRows: [] };
    expect(lineageImpact(unfollowed, max)).toMatchObject({ verdict: 'not_settled' });
  });

  it('E9: the same name is no change at all', () => {
    const { core, a } = worked();
    const twin = { ...core.person('aaaa', { first: 'Jane', last: 'Doe' }) };
    twin.identityId = twin.identityId.replace('-0000-', '-ffff-');
    expect(lineageImpact(core.facts(a, 0), twin)).toMatchObject({
      verdict: 'label_only',
      effects: [{ kind: 'same_name' }],
    });
  });

  it('E10: spent funds are safe, and so is a balance that was never tagged', () => {
    const { core, jane, max, a } = worked();
    core.debit(a, 120n);
    expect(lineageImpact(core.facts(a, QUIET_MS), max)).toMatchObject({
      verdict: 'label_only',
      tagged: [],
      effects: [{ kind: 'all_spent', never: false }, { kind: 'never_delete' }],
    });
    const untouched = core.open(jane, 'LIFO');
    expect(lineageImpact(core.facts(untouched, QUIET_MS), max).effects).toContainEqual({
      kind: 'all_spent',
      never: true,
    });
  });

  it('is blocked while lineage is off, but a way back to where it runs is not', () => {
    const { core, jane, max, a } = worked();
    core.reassign(a, max);
    const other = core.person('cccc', { organization: 'Acme' });
    const blocked = lineageImpact(core.facts(a, QUIET_MS), other);
    expect(blocked.verdict).toBe('blocked');
    expect(kinds(blocked.effects)).toEqual(['already_off']);
    expect(lineageImpact(core.facts(a, QUIET_MS), jane)).toMatchObject({
      verdict: 'label_only',
      effects: [{ kind: 'realigned' }, { kind: 'never_delete' }],
    });
  });
});
