import { parseArgs } from 'node:util';
import { startOwnSandbox } from '../recordings/own-sandbox';
import { hangUp } from '../recordings/talk';
import { compare, verdict } from './figures';
import { QUESTIONS, samples, type Question, type Sample } from './questions';
import { askSide, fillIfEmpty, requireAlike, withStore, type Side } from './sides';

const USAGE = `usage: npm run bench -- sandbox --core URL [options]

  --core-key K         its master key (default: sandbox-master-key)
  --core-database URL  its PostgreSQL, to be filled when it has no balances
  --balances N         how many (1000000); a Core filled before must have been given as many
  --rounds N           how often each question is asked of each side, twice (200)`;

/** Wrong arguments; the message says which. */
class Usage extends Error {}

interface Options {
  readonly core: Side;
  readonly coreDatabase: string | undefined;
  readonly balances: number;
  readonly rounds: number;
}

/** How often each question is asked of each side before anything is measured. */
const WARM_UP = 20;

const text = { type: 'string' } as const;

function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      core: text,
      'core-key': { ...text, default: 'sandbox-master-key' },
      'core-database': text,
      balances: { ...text, default: '1000000' },
      rounds: { ...text, default: '200' },
    },
  });
  const base = values.core;
  if (base === undefined || !URL.canParse(base)) throw new Usage('--core must say where a Core is');
  const count = (name: 'balances' | 'rounds', least: number): number => {
    const number = Number(values[name]);
    if (Number.isInteger(number) && number >= least) return number;
    throw new Usage(`--${name} needs a number from ${least} on`);
  };
  return {
    core: { name: 'Core', base, masterKey: values['core-key'] },
    coreDatabase: values['core-database'],
    balances: count('balances', 1000),
    rounds: count('rounds', 1),
  };
}

/**
 * `npm run bench -- sandbox`: the sandbox and a real Core over the same rows, asked in turns. Ends with 1
 * when a question takes the sandbox more than three times as long, or when the machine was too restless.
 */
async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  const own = await startOwnSandbox();
  try {
    const size = { balances: options.balances, seed: '1' };
    if (options.coreDatabase) await fillIfEmpty(options.coreDatabase, size);
    await fillIfEmpty(own.databaseUrl, size);
    const about = await withStore(own.databaseUrl, (store) =>
      samples(store, 2 * (options.rounds + WARM_UP)),
    );
    const sandbox = { name: 'sandbox', base: own.base, masterKey: own.masterKey };
    let good = true;
    for (const told of await measure([sandbox, options.core], about, options.rounds)) {
      console.log(told.line);
      good &&= told.good;
    }
    return good ? 0 : 1;
  } finally {
    hangUp();
    await own.stop();
  }
}

async function measure(sides: readonly [Side, Side], about: readonly Sample[], rounds: number) {
  for (let index = 0; index < WARM_UP; index++) {
    for (const question of QUESTIONS) {
      await requireAlike(sides, question.request(about[index % about.length]!));
    }
  }
  // For each question, what each of the four turns of a round took.
  const heard = QUESTIONS.map(() => [[], [], [], []] as number[][]);
  for (let round = 0; round < rounds; round++) {
    const subject = about[(WARM_UP + round) % about.length]!;
    for (const [index, question] of QUESTIONS.entries()) {
      await askInTurns({ sides, question, subject, round }, heard[index]!);
    }
  }
  return QUESTIONS.map(({ name }, index) => {
    const [sandboxFirst, coreFirst, sandboxSecond, coreSecond] = heard[index]!;
    const sandbox = { first: sandboxFirst!, second: sandboxSecond! };
    return verdict(name, compare(sandbox, { first: coreFirst!, second: coreSecond! }));
  });
}

interface Round {
  readonly sides: readonly [Side, Side];
  readonly question: Question;
  readonly subject: Sample;
  readonly round: number;
}

/** Asks sandbox, Core, sandbox, Core, beginning elsewhere each round, so that nobody is always the first. */
async function askInTurns({ sides, question, subject, round }: Round, heard: number[][]) {
  const request = question.request(subject);
  for (let step = 0; step < 4; step++) {
    const turn = (step + round) % 4;
    const startedAt = performance.now();
    const answer = await askSide(sides[turn % 2]!, request);
    heard[turn]!.push(performance.now() - startedAt);
    if (answer.status !== 200)
      throw new Error(`${question.name}: ${answer.status} ${answer.text.slice(0, 200)}`);
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  if (error instanceof Usage) console.error(`\n${USAGE}`);
  process.exitCode = 2;
}
