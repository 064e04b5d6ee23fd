import { Alike } from './alike';
import {
  faultsOf,
  firstVariables,
  runRounds,
  type Replay,
  type ReplayOptions,
} from './run-scenario';
import type { ScenarioFile } from './scenario-files';
import type { JsonObject } from '../json/values';

/** Two Cores that are asked the same. */
export type Both = readonly [ReplayOptions, ReplayOptions];

/**
 * Replays a scenario on two Cores at once and tells, a line per side, where one departs from the
 * recording in a way in which the other does not. The recording says what may vary (ids, times, order);
 * whether the two are as recorded is not asked.
 */
export async function compareScenario(found: ScenarioFile, both: Both): Promise<string[]> {
  const sides = both.map((options) => new OneSide(found, options));
  const lines: string[] = [];
  for (const [index, step] of found.steps.entries()) {
    const [one, two] = await Promise.all(sides.map((side) => side.run(step)));
    if (one!.alike === two!.alike) continue;
    lines.push(`  step ${index + 1} "${String(step.get('do'))}"`);
    for (const { faults } of [one!, two!]) {
      const shown = both[0].allDiffs ? faults : faults.slice(0, TOLD);
      lines.push(`    ${shown.join('; ') || 'as recorded'}`);
    }
  }
  return lines;
}

const TOLD = 3;

class OneSide {
  readonly #replay: Replay;
  readonly #alike = new Alike();

  constructor(found: ScenarioFile, options: ReplayOptions) {
    this.#replay = { options, variables: firstVariables(found.scenario, options.masterKey) };
  }

  async run(step: JsonObject): Promise<{ faults: string[]; alike: string }> {
    const faults = await runRounds(step, this.#replay, faultsOf);
    return { faults, alike: this.#alike.of(faults.join('\n')) };
  }
}
