import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALLOCATION_STRATEGIES } from '@/lib/core/schemas/balance';
import { LineageEngine, workedExample } from '@/lib/testing/lineage-engine';
import { type Effect } from './effects';
import { healthOf } from './health';
import { impactOf, type Impact } from './impact';
import { replay } from './replay';

const QUIET_MS = 60_000;

/** Movements of one balance: credits tagged or not, and debits. */
const movements = fc.array(
  fc.record({
    provider: fc.constantFrom('p', 'q', 'r', null, 'debit'),
    amount: fc.bigInt({ min: 1n, max: 10n ** 20n }),
  }),
  { maxLength: 25 },
);
type Movements = { provider: string | null; amount: bigint }[];

function move(core: LineageEngine, balanceId: string, steps: Movements): void {
  for (const { provider, amount } of steps) {
    if (provider === 'debit') core.debit(balanceId, amount);
    else core.credit(balanceId, amount, provider);
  }
}

function effect<K extends Effect['kind']>(impact: Impact, kind: K) {
  return impact.effects.find((each): each is Extract<Effect, { kind: K }> => each.kind === kind);
}

/** Jane with a balance of these movements, and Max with one of others. */
function twoPeople(strategy: (typeof ALLOCATION_STRATEGIES)[number], steps: Movements) {
  const core = new LineageEngine();
  const jane = core.person('aaaa0000', { first: 'Jane', last: 'Doe' });
  const max = core.person('bbbb0000', { first: 'Max', last: 'Roe' });
  const a = core.open(jane, strategy);
  move(core, a, steps);
  return { core, jane, max, a };
}

describe('against an engine written apart', () => {
  it('predicts whether the next debit is released, and from whom', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ALLOCATION_STRATEGIES),
        movements,
        movements,
        fc.bigInt({ min: 1n, max: 10n ** 20n }),
        (strategy, steps, theirs, debit) => {
          const { core, max, a } = twoPeople(strategy, steps);
          move(core, core.open(max, strategy), theirs);
          const impact = impactOf(core.facts(a, QUIET_MS), max);
          fc.pre(impact.verdict === 'will_break' || impact.verdict === 'label_only');
          const stops = effect(impact, 'debit_stops_lineage');
          const takes = effect(impact, 'debit_takes_from_others');
          const tagged = core.available(a).some(({ available }) => available > 0n);
          core.reassign(a, max);
          const released = core.debit(a, debit);
          if (!tagged) expect(stops ?? takes).toBeUndefined();
          else if (!stops) expect(released).toBe(true);
          else if (debit > stops.total && strategy !== 'PROPORTIONAL') {
            const whole = impact.tagged.reduce((sum, { amount }) => sum + amount, 0n);
            expect(released).toBe((debit < whole ? debit : whole) <= stops.total);
          } else if (debit <= stops.total) expect(released).toBe(true);
        },
      ),
    );
  });

  it('predicts what a credit hides', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ALLOCATION_STRATEGIES), movements, (strategy, steps) => {
        const { core, max, a } = twoPeople(strategy, steps);
        const impact = impactOf(core.facts(a, QUIET_MS), max);
        core.reassign(a, max);
        const left = (provider: string) =>
          core.available(a).find((each) => each.provider === provider)!.available;
        for (const { provider, amount } of effect(impact, 'credit_hides')?.providers ?? []) {
          const before = left(provider);
          core.credit(a, 1n, provider);
          expect(before + 1n - left(provider)).toBe(amount);
        }
      }),
    );
  });

  it('replays a balance among others to what it would have alone', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ALLOCATION_STRATEGIES),
        movements,
        movements,
        (strategy, steps, others) => {
          const alone = twoPeople(strategy, steps);
          const shared = twoPeople(strategy, steps);
          const credits = others.filter(({ provider }) => provider !== 'debit');
          move(shared.core, shared.core.open(shared.jane, strategy), credits);
          expect(replay(shared.core.facts(shared.a, QUIET_MS))).toEqual({
            ok: true,
            providers: alone.core.available(alone.a),
          });
        },
      ),
    );
  });

  it('finds nothing off while nobody changes an owner, overdrafts included', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ALLOCATION_STRATEGIES), movements, (strategy, steps) => {
        const { core, a } = twoPeople(strategy, steps);
        expect(healthOf(core.facts(a, QUIET_MS))).toEqual({ state: 'agrees' });
      }),
    );
  });

  it('finds every careless change off, as long as something was tagged', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ALLOCATION_STRATEGIES), movements, (strategy, steps) => {
        const { core, max, a } = twoPeople(strategy, steps);
        const before = impactOf(core.facts(a, QUIET_MS), max).verdict;
        core.reassign(a, max);
        const { state } = healthOf(core.facts(a, QUIET_MS));
        expect(state).toBe(before === 'will_break' ? 'off' : 'agrees');
      }),
    );
  });

  it('lets a balance be given back, and counts what was missed meanwhile', () => {
    const { core, jane, max, a } = workedExample();
    const b = core.open(jane, 'FIFO');
    core.credit(b, 7n, 'p');
    core.reassign(a, max);
    expect(impactOf(core.facts(a, QUIET_MS), jane)).toMatchObject({ why: 'given_back' });
    core.debit(a, 20n);
    expect(impactOf(core.facts(a, QUIET_MS), jane)).toMatchObject({
      verdict: 'will_break',
      effects: [{ kind: 'stays_off', amount: 20n }],
    });
    const acme = core.person('cccc0000', { organization: 'Acme' });
    expect(impactOf(core.facts(a, QUIET_MS), acme)).toMatchObject({ verdict: 'blocked' });
  });
});
