import { parseArgs } from 'node:util';
import { unexpected } from './expected';
import { startOwnSandbox } from './own-sandbox';
import { runAll } from './run-all';
import { runScenario, type ReplayOptions } from './run-scenario';
import { findScenarios, RECORDINGS } from './scenario-files';
import { hangUp } from './talk';

/**
 * The contract stage of `npm test`: starts the sandbox Core over a fresh database, at Core's own rhythm, and replays
 * every recording twice, the second time over what the first left behind. With `--core URL` it holds another Core to
 * the recordings instead (its master key in CORE_KEY).
 *
 * TEST_POSTGRES_URL names a PostgreSQL where databases may be made and dropped. The last line is `N passed, N failed`.
 */
const ROUNDS = ['fresh database', 'used database'] as const;
const JOBS = 6;

interface Server {
  readonly base: string;
  readonly masterKey: string;
  stop(): Promise<void>;
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { core: { type: 'string' } } });
  const scenarios = findScenarios([RECORDINGS]);
  const problems = unexpected(scenarios.map(({ name }) => name));
  const server = values.core ? otherCore(values.core) : await startOwnSandbox();
  const failures = new Map<string, string[]>(scenarios.map(({ name }) => [name, []]));
  try {
    for (const round of ROUNDS) {
      const options: ReplayOptions = {
        base: server.base,
        masterKey: server.masterKey,
        strictOrder: true,
        allDiffs: false,
      };
      await runAll(scenarios, (found) => runScenario(found, options), {
        jobs: JOBS,
        report: ({ name, failures: lines }) => {
          if (lines.length > 0) failures.get(name)!.push(`  on a ${round}:`, ...lines);
        },
      });
    }
  } finally {
    hangUp();
    await server.stop();
  }
  for (const [name, lines] of failures) {
    console.log([`${lines.length ? 'FAIL' : 'pass'} ${name}`, ...lines].join('\n'));
  }
  for (const problem of problems) console.log(`FAIL ${problem}`);
  const failed =
    [...failures.values()].filter((lines) => lines.length > 0).length + problems.length;
  console.log(`${failures.size + problems.length - failed} passed, ${failed} failed`);
  return failed ? 1 : 0;
}

function otherCore(base: string): Server {
  const masterKey = process.env.CORE_KEY ?? 'sandbox-master-key';
  return { base, masterKey, stop: () => Promise.resolve() };
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
}
