import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALLOCATION_STRATEGIES } from '@/lib/core/schemas/balance';
import { LineageEngine } from '@/lib/testing/lineage-engine';
import { lineageHealth } from './health';
import { lineageImpact } from './impact';
import { ownAmounts } from './own-amounts';

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

describe('against an engine written apart', () => {
  it('predicts whether the next debit is released, and from whom', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ALLOCATION_STRATEGIES),
        movements,
        movements,
        fc.bigInt({ min: 1n, max: 10n ** 20n }),
        (strategy, steps, theirs, debit) => {
          const core = new LineageEngine();
          const jane = core.person('aaaa', { first: 'Jane', last: 'Doe' });
          const max = core.person('1', { first: 'Max', last: 'Roe' });
          const a = core.open(jane, strategy);
          move(core, a, steps);
          move(core, core.open(max, strategy), theirs);
          const impact = lineageImpact(core.facts(a, QUIET_MS), max);
          fc.pre(impact.verdict === 'will_break' || impact.verdict === 'label_only');
          const stops = impact.effects.find((effect) => effect.kind === 'debit_stops');
          const takes = impact.effects.find((effect) => effect.kind === 'debit_takes_others');
          const tagged = core.available(a).some(({ available }) => available > 0n);
          core.reassign(a, max);
          const released = core.debit(a, debit);
          if (!tagged) expect(stops ?? takes).toBeUndefined();
          else if (!stops) expect(released).toBe(true);
          else if (debit > stops.above && strategy !== 'PROPORTIONAL') {
            const whole = impact.tagged.reduce((sum, { amount }) => sum + amount, 0n);
            expect(released).toBe((debit < whole ? debit : whole) <= stops.above);
          } else if (debit <= stops.above) expect(released).toBe(true);
        },
      ),
    );
  });

  it('predicts what a credit hides', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ALLOCATION_STRATEGIES), movements, (strategy, steps) => {
        const core = new LineageEngine();
        const jane = core.person('aaaa', { first: 'Jane', last: 'Doe' });
        const max = core.person('1', { first: 'Max', last: 'Roe' });
        const a = core.open(jane, strategy);
        move(core, a, steps);
        const impact = lineageImpact(core.facts(a, QUIET_MS), max);
        const hides = impact.effects.find((effect) => effect.kind === 'credit_hides');
        core.reassign(a, max);
        for (const { provider, amount } of hides?.providers ?? []) {
          const before = core.available(a).find((each) => each.provider === provider)!.available;
          core.credit(a, 1n, provider);
          const after = core.available(a).find((each) => each.provider === provider)!.available;
          if (impact.verdict === 'will_break') expect(before + 1n - after).toBe(amount);
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
          const alone = new LineageEngine();
          const jane = alone.person('aaaa', { first: 'Jane', last: 'Doe' });
          const a = alone.open(jane, strategy);
          move(alone, a, steps);
          const shared = new LineageEngine();
          const same = shared.person('aaaa', { first: 'Jane', last: 'Doe' });
          const b = shared.open(same, strategy);
          move(shared, b, steps);
          move(
            shared,
            shared.open(same, strategy),
            others.filter(({ provider }) => provider !== 'debit'),
          );
          const own = ownAmounts(shared.facts(b, QUIET_MS));
          expect(own?.map(({ provider, available }) => ({ provider, available }))).toEqual(
            alone.available(a),
          );
        },
      ),
    );
  });

  it('finds nothing off while nobody changes an owner', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('FIFO' as const, 'LIFO' as const),
        movements,
        (strategy, steps) => {
          const core = new LineageEngine();
          const a = core.open(core.person('aaaa', { first: 'Jane', last: 'Doe' }), strategy);
          // A balance that was overdrawn is credited again: more is tagged than it holds, rightly said.
          let held = 0n;
          const solvent = steps.filter(({ provider, amount }) => {
            const next = provider === 'debit' ? held - amount : held + amount;
            if (next < 0n) return false;
            held = next;
            return true;
          });
          move(core, a, solvent);
          expect(lineageHealth(core.facts(a, QUIET_MS))).toEqual({ state: 'agrees' });
        },
      ),
    );
  });
});
