import { parseArgs } from 'node:util';
import { recordScenario } from './record';
import { runAll } from './run-all';
import { runScenario, type ReplayOptions } from './run-scenario';
import { findScenarios, RECORDINGS } from './scenario-files';
import { hangUp } from './talk';

const USAGE = `usage: npm run recordings:replay -- BASE_URL [options] [FILES_OR_FOLDERS...]

  --key K          master key of the server (default: sandbox-master-key)
  --only GLOB      only scenarios whose path or name matches (* and ? are wildcards)
  --jobs N         scenarios run at the same time (default 6; those marked "alone" run by themselves)
  --strict-order   also compare the order of object keys
  --all-diffs      tell every difference of a step instead of the first three
  --record         run the steps and write what the server answered into the files

Without files or folders, everything in this folder. The last line is "N passed, N failed"; the exit
status is 1 if any failed, 2 for wrong usage.`;

class Usage extends Error {}

function read(args: string[]) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      key: { type: 'string', default: 'sandbox-master-key' },
      only: { type: 'string' },
      jobs: { type: 'string', default: '6' },
      'strict-order': { type: 'boolean', default: false },
      'all-diffs': { type: 'boolean', default: false },
      record: { type: 'boolean', default: false },
    },
  });
  const [base, ...places] = positionals;
  if (!base || !URL.canParse(base)) throw new Usage('the first argument must be a URL');
  const jobs = Number(values.jobs);
  if (!Number.isInteger(jobs) || jobs < 1) throw new Usage('--jobs needs a number');
  const options: ReplayOptions = {
    base,
    masterKey: values.key,
    strictOrder: values['strict-order'],
    allDiffs: values['all-diffs'],
  };
  return { options, jobs, record: values.record, only: values.only, places };
}

async function main(): Promise<number> {
  const { options, jobs, record, only, places } = read(process.argv.slice(2));
  const scenarios = findScenarios(places.length ? places : [RECORDINGS], only);
  if (scenarios.length === 0) throw new Usage('no scenarios found');
  const run = record ? recordScenario : runScenario;
  const outcomes = await runAll(scenarios, (found) => run(found, options), {
    jobs,
    report: ({ name, failures }) =>
      console.log([`${failures.length ? 'FAIL' : 'pass'} ${name}`, ...failures].join('\n')),
  });
  const failed = outcomes.filter(({ failures }) => failures.length > 0).length;
  console.log(`${outcomes.length - failed} passed, ${failed} failed`);
  return failed ? 1 : 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  process.exitCode = 2;
} finally {
  hangUp();
}
