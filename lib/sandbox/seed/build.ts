import { GoTime } from '../clock/go-time';
import { type BrokenLineage, planBroken } from './broken';
import { planOrdinary } from './ordinary';
import { play } from './play';
import { planShowcase } from './showcase';
import { planTracked } from './tracked';
import { SeedWorld } from './world';

export const BALANCES = 5_000;
export const TRACKED = 200;

/** The seed, made and not yet written. */
export interface Seed {
  readonly world: SeedWorld;
  readonly broken: readonly BrokenLineage[];
}

/**
 * Makes the whole seed in memory: the same ids, names and amounts every time, dated in the two years
 * before `end`.
 */
export async function buildSeed(end: GoTime): Promise<Seed> {
  const world = new SeedWorld(new GoTime(end.nanos - (end.nanos % 1_000n)));
  planShowcase(world);
  const broken = planBroken(world);
  planTracked(world, TRACKED - world.balances.filter((balance) => balance.trackFundLineage).length);
  planOrdinary(world, BALANCES - world.balances.length);
  await play(world);
  return { world, broken };
}
