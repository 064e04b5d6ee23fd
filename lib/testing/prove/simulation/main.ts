import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildProgram, type PlantedBug } from '../planting';
import { PLANTED_BUGS } from './planted-bugs';

/*
 * `npm run prove -- simulation [--cases N] [--seed N]`: the reducer and the reconciler as they are, in as many
 * worlds as cases, in which everything breaks that may; and the same with mistakes planted in their source, each
 * of which must be found.
 */
const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
});
const ROOT = process.cwd();
/** A planted mistake must show within so many worlds. */
const BUG_SEEDS = 3_000;

/** Valid settings that reach nothing: here is neither a database nor a Core. */
const SETTINGS = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
  CORE_URL: 'http://127.0.0.1:1',
  AUTH_SECRET: 'only-for-a-simulation-only-for-a-simulation',
} as const;

type Found = {
  seeds: number;
  wrong: number;
  operations: number;
  attempts: number;
  deaths: number;
  examples: { seed: number; wrong: string[] }[];
};

/** Builds the simulation into one file, with or without a mistake in it. */
function buildRun(folder: string, bug?: PlantedBug): Promise<string> {
  const name = bug ? PLANTED_BUGS.indexOf(bug) : 'clean';
  const outfile = path.join(folder, `${name}.mjs`);
  return buildProgram('lib/testing/prove/simulation/run.ts', outfile, bug);
}

function run(file: string, args: readonly string[]): Promise<Found> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--conditions=react-server', file, ...args], {
      env: SETTINGS,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(JSON.parse(output) as Found);
      else reject(new Error(`the simulation ended with ${code}`));
    });
  });
}

async function runClean(file: string): Promise<Found> {
  const only = values.only === undefined ? null : Number(values.only);
  const [first, last] = only === null ? [0, Number(values.cases)] : [only, only + 1];
  const parts = Math.min(availableParallelism(), last - first);
  const at = (part: number) => String(Math.round(first + ((last - first) * part) / parts));
  const found = await Promise.all(
    Array.from({ length: parts }, (_, part) =>
      run(file, ['--name', values.seed, '--from', at(part), '--to', at(part + 1)]),
    ),
  );
  const sum = (of: 'seeds' | 'wrong' | 'operations' | 'attempts' | 'deaths') =>
    found.reduce((all, each) => all + each[of], 0);
  return {
    seeds: sum('seeds'),
    wrong: sum('wrong'),
    operations: sum('operations'),
    attempts: sum('attempts'),
    deaths: sum('deaths'),
    examples: found.flatMap(({ examples }) => examples),
  };
}

const began = performance.now();
mkdirSync(path.join(ROOT, '.data'), { recursive: true, mode: 0o700 });
// Inside the project, because what is built looks for its packages from where it is.
const folder = mkdtempSync(path.join(ROOT, '.data', 'simulation-'));
try {
  const { examples, ...clean } = await runClean(await buildRun(folder));
  for (const { seed, wrong } of examples) {
    console.log(`world ${seed} (--seed ${values.seed} --only ${seed}):\n  ${wrong.join('\n  ')}`);
  }
  console.log(
    `${clean.operations} operations, ${clean.attempts} attempts, ${clean.deaths} processes that died`,
  );
  let missed = 0;
  for (const bug of values.only === undefined ? PLANTED_BUGS : []) {
    const args = ['--name', values.seed, '--to', String(BUG_SEEDS), '--until-wrong'];
    const found = await run(await buildRun(folder, bug), args);
    if (found.wrong === 0) missed += 1;
    const [example] = found.examples;
    console.log(
      example
        ? `planted: ${bug.name}: found in world ${example.seed}, ${example.wrong[0]}`
        : `planted: ${bug.name}: NOT FOUND in ${found.seeds} worlds`,
    );
  }
  const wrong = clean.wrong + missed;
  const seconds = Math.round((performance.now() - began) / 1000);
  console.log(
    `simulation: ${clean.seeds} cases, ${wrong} wrong (seed ${values.seed}, ${seconds} s)`,
  );
  process.exitCode = wrong > 0 ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
