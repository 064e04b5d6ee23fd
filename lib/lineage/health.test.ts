import { describe, expect, it } from 'vitest';
import { LineageEngine, workedExample as worked } from '@/lib/testing/lineage-engine';
import { lineageHealth } from './health';

const QUIET_MS = 60_000;

describe('health', () => {
  it('agrees while money and lineage go together', () => {
    const { core, a } = worked();
    expect(lineageHealth(core.facts(a, QUIET_MS))).toEqual({ state: 'agrees' });
  });

  it('names what a careless change did', () => {
    const { core, max, a } = worked();
    core.reassign(a, max);
    core.debit(a, 20n);
    expect(lineageHealth(core.facts(a, QUIET_MS))).toEqual({
      state: 'off',
      signals: [
        { kind: 'pointer', provider: 'p', amount: 70n, indicator: '@p_jane_doe_idt_0000_lineage' },
        { kind: 'pointer', provider: 'q', amount: 50n, indicator: '@q_jane_doe_idt_0000_lineage' },
        { kind: 'total_short', amount: 120n, total: 0n },
        { kind: 'over', amount: 20n },
      ],
    });
  });

  it('tells a lost credit from one that is still being booked', () => {
    const { core, a } = worked();
    const lost = { ...core.facts(a, 11_000), shadowRows: [] };
    expect(lineageHealth(lost)).toMatchObject({
      state: 'off',
      signals: [
        { kind: 'credit_lost', provider: 'q', amount: 50n, reference: 'r2' },
        { kind: 'credit_lost', provider: 'p', amount: 100n, reference: 'r1' },
      ],
    });
    expect(lineageHealth({ ...lost, readAtMs: lost.readAtMs - 5_000 })).toEqual({
      state: 'being_booked',
    });
    // A source that tracks lineage itself decides which tags count.
    expect(lineageHealth({ ...lost, trackedSources: new Set(['bln_world']) })).toEqual({
      state: 'agrees',
    });
  });

  it('finds money in a shadow that nothing points to', () => {
    const { core, max, a } = worked();
    core.reassign(a, max);
    core.credit(a, 40n, 'p');
    const facts = core.facts(a, QUIET_MS);
    const former = facts.lineageBalances.filter(
      ({ indicator }) => indicator === '@p_jane_doe_idt_0000_lineage',
    );
    expect(lineageHealth({ ...facts, formerShadows: former })).toMatchObject({
      state: 'off',
      signals: expect.arrayContaining([
        { kind: 'orphan', amount: 70n, indicator: '@p_jane_doe_idt_0000_lineage' },
      ]),
    });
  });

  it('does not call the rounding of PROPORTIONAL a fault', () => {
    const core = new LineageEngine();
    const a = core.open(core.person('aaaa', { first: 'Jane', last: 'Doe' }), 'PROPORTIONAL');
    for (const [provider, amount] of [
      ['p', 5n],
      ['q', 5n],
      ['r', 1n],
    ] as const) {
      core.credit(a, amount, provider);
    }
    core.debit(a, 10n);
    expect(lineageHealth(core.facts(a, QUIET_MS))).toEqual({ state: 'agrees' });
  });

  it('cannot tell without the identity or a shadow', () => {
    const { core, a } = worked();
    const facts = core.facts(a, QUIET_MS);
    expect(lineageHealth({ ...facts, identity: null })).toMatchObject({ state: 'cannot_tell' });
    expect(lineageHealth({ ...facts, lineageBalances: [] })).toMatchObject({
      state: 'cannot_tell',
    });
  });
});
