import 'server-only';
import { play, step, type Scene } from '@/lib/operations/script';
import { drainAndRefill } from './carry-drain-refill';
import { inPlace } from './carry-in-place';
import { type Ending } from './carry-parts';
import { planOfFacts } from './carry-plan';

/*
 * The order of a carry, as a script (docs/lineage.md, "Carrying it over"). Everything that is read is a step
 * whose result is stored, so that a crash anywhere changes nothing about what is posted afterwards.
 */

/** Reads the plan, then carries by its method. */
export const nextOfCarry = play(function* (): Scene<Ending> {
  const planned = yield* step('plan');
  if (!planned.after || planned.outcome !== 'no_change') {
    return { outcome: 'cancelled', reason: 'carry_unread' };
  }
  if (planned.after.obstacle === 'owner') return { outcome: 'conflict', reason: 'changed_before' };
  if (planned.after.obstacle !== undefined) {
    return { outcome: 'conflict', reason: 'carry_not_possible' };
  }
  const plan = planOfFacts(planned.after);
  return yield* plan.method === 'in_place' ? inPlace(plan) : drainAndRefill(plan);
});
