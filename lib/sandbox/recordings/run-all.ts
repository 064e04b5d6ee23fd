import type { ScenarioFile } from './scenario-files';

export type Outcome = { readonly name: string; readonly failures: readonly string[] };

/**
 * Runs scenarios, `jobs` at a time, and those that must be alone by themselves at the end. `report` hears of each as
 * soon as it is done.
 */
export async function runAll(
  scenarios: readonly ScenarioFile[],
  run: (found: ScenarioFile) => Promise<string[]>,
  { jobs, report }: { jobs: number; report: (outcome: Outcome) => void },
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const runOne = async (found: ScenarioFile) => {
    const outcome = { name: found.name, failures: await run(found) };
    outcomes.push(outcome);
    report(outcome);
  };
  const together = scenarios.filter(({ alone }) => !alone);
  const worker = async () => {
    for (let next = together.shift(); next; next = together.shift()) await runOne(next);
  };
  await Promise.all(Array.from({ length: jobs }, worker));
  for (const found of scenarios.filter(({ alone }) => alone)) await runOne(found);
  return outcomes;
}
