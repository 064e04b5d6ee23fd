import { startOwnSandbox } from '../recordings/own-sandbox';
import { hangUp } from '../recordings/talk';
import { Coverage } from './coverage';
import { generateWalk } from './generate';
import { readOptions, Usage, USAGE, type Options, type Place } from './options';
import { pointOut } from './point-out';
import { restByDatabase, restByTime } from './rest';
import { runWalk, type Cores, type Difference } from './run-walk';
import { shrink } from './shrink';
import { stepText, type Step } from './step';

/**
 * The proof `sandbox-walk`: random walks over Core's whole API in lockstep on a real Core and on the
 * sandbox. The last line says how many differ; each that does is told as the shortest sequence found.
 */
async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  const own = options.other ? undefined : await startOwnSandbox();
  const other = options.other ?? { ...own!, database: own!.databaseUrl };
  const [one, two] = [withRest(options.core), withRest(other)];
  try {
    return await walkAll(options, [one.core, two.core]);
  } finally {
    hangUp();
    await Promise.all([one.close(), two.close()]);
    await own?.stop();
  }
}

function withRest({ database, ...core }: Place) {
  if (database === undefined) {
    return { core: { ...core, rest: restByTime() }, close: () => Promise.resolve() };
  }
  const { rest, close } = restByDatabase(database);
  return { core: { ...core, rest }, close };
}

async function walkAll(options: Options, cores: Cores): Promise<number> {
  const coverage = new Coverage();
  const all = Array.from({ length: options.walks }, (_, index) => index);
  const todo = options.only === undefined ? all : [options.only];
  const walks = todo.length;
  const startedAt = Date.now();
  let differ = 0;
  let compared = 0;
  const worker = async () => {
    for (let index = todo.shift(); index !== undefined; index = todo.shift()) {
      const outcome = await walk(index, { options, cores, coverage });
      compared += outcome.compared;
      if (outcome.differs) differ += 1;
    }
  };
  await Promise.all(Array.from({ length: options.jobs }, worker));
  for (const line of coverage.lines()) console.log(line);
  const minutes = Math.round((Date.now() - startedAt) / 60_000);
  const what = `${walks} walks of ${options.steps} steps, ${options.jobs} at a time, ${minutes} min`;
  console.log(`${what}: ${compared} answers compared, ${differ} walks differ`);
  return differ > 0 ? 1 : 0;
}

interface Walking {
  readonly options: Options;
  readonly cores: Cores;
  readonly coverage: Coverage;
}

async function walk(index: number, { options, cores, coverage }: Walking) {
  const name = `walk ${index} of seed ${options.seed}`;
  const steps = generateWalk(`${options.seed}/${index}`, options.steps);
  const startedAt = Date.now();
  const outcome = await runWalk(steps, cores, (step, heard) => coverage.note(step, heard.answer));
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  const { difference, compared } = outcome;
  if (!difference) {
    console.log(`${name}: alike, ${compared} answers in ${seconds} s`);
    return { compared, differs: false };
  }
  console.log(`${name}: differs at step ${difference.at}`);
  tell(steps.slice(difference.at, difference.at + 1), difference);
  const failing = steps.slice(0, difference.at + 1);
  const found = await shortest(failing, { difference, cores, tries: options.shrink });
  console.log(`${name}: differs after ${found.steps.length} steps`);
  tell(found.steps, found.difference);
  return { compared, differs: true };
}

async function shortest(
  failing: readonly Step[],
  about: { difference: Difference; cores: Cores; tries: number },
) {
  let shown = about.difference;
  const fails = async (candidate: readonly Step[]) => {
    const { difference } = await runWalk(candidate, about.cores);
    // Only the same step counts: another difference on the way is another finding.
    if (!difference || candidate[difference.at] !== failing.at(-1)) return null;
    shown = difference;
    return difference.at + 1;
  };
  const steps = await shrink(failing, fails, about.tries);
  return { steps, difference: shown };
}

function tell(steps: readonly Step[], { answers }: Difference): void {
  for (const step of steps) console.log(`    ${stepText(step)}`);
  console.log('  expected by the first Core, got from the second:');
  for (const line of pointOut(answers)) console.log(`  ${line}`);
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  if (error instanceof Usage) console.error(`\n${USAGE}`);
  process.exitCode = 2;
}
