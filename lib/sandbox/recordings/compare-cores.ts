import { parseArgs } from 'node:util';
import { runAll } from './run-all';
import { findScenarios, RECORDINGS } from './scenario-files';
import { compareScenario, type Both } from './side-by-side';
import { hangUp } from './talk';

const USAGE = `usage: npm run sandbox:compare -- URL URL [options] [FILES_OR_FOLDERS...]

  --key K          master key of the first Core (default: sandbox-master-key)
  --key2 K         master key of the second one (default: the same)
  --only GLOB      only scenarios whose path or name matches (* and ? are wildcards)
  --jobs N         scenarios run at the same time (default 6; those marked "alone" run by themselves)
  --all-diffs      tell every difference of a step instead of the first three

Without files or folders, everything in this folder. The last line is "N same, N different"; the exit
status is 1 if any differ, 2 for wrong usage.`;

class Usage extends Error {}

function read(args: string[]) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      key: { type: 'string', default: 'sandbox-master-key' },
      key2: { type: 'string' },
      only: { type: 'string' },
      jobs: { type: 'string', default: '6' },
      'all-diffs': { type: 'boolean', default: false },
    },
  });
  const [first, second, ...places] = positionals;
  if (!first || !second || !URL.canParse(first) || !URL.canParse(second)) {
    throw new Usage('the first two arguments must be URLs');
  }
  const jobs = Number(values.jobs);
  if (!Number.isInteger(jobs) || jobs < 1) throw new Usage('--jobs needs a number');
  const how = { strictOrder: true, allDiffs: values['all-diffs'] };
  const both: Both = [
    { base: first, masterKey: values.key, ...how },
    { base: second, masterKey: values.key2 ?? values.key, ...how },
  ];
  return { both, jobs, only: values.only, places };
}

/** Asks two Cores what was recorded, side by side, and tells where they answer differently. */
async function main(): Promise<number> {
  const { both, jobs, only, places } = read(process.argv.slice(2));
  const scenarios = findScenarios(places.length ? places : [RECORDINGS], only);
  if (scenarios.length === 0) throw new Usage('no scenarios found');
  const outcomes = await runAll(scenarios, (found) => compareScenario(found, both), {
    jobs,
    report: ({ name, failures }) =>
      console.log([`${failures.length ? 'DIFF' : 'same'} ${name}`, ...failures].join('\n')),
  });
  const different = outcomes.filter(({ failures }) => failures.length > 0).length;
  console.log(`${outcomes.length - different} same, ${different} different`);
  return different ? 1 : 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  process.exitCode = 2;
} finally {
  hangUp();
}
