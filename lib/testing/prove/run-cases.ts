import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { closeCore, connectCore } from '@/lib/core/connection';
import { ProofCore } from './proof-core';

type Proof<Case> = {
  name: string;
  cases: fc.Arbitrary<Case>;
  defaultCount: number;
  /** What is wrong with one case; empty when nothing is. */
  judge: (each: Case, core: ProofCore) => Promise<readonly string[]>;
  /** Lines to print before the last one. */
  tell?: () => readonly string[];
  /** Options of its own, all with a value. */
  options?: readonly string[];
  /** What has to run beside the cases; gives back what ends it, which says what is wrong with them together. */
  begin?: (given: Given) => Promise<() => Promise<readonly string[]>>;
};

/** What a proof was told: where Core is, and its own options. */
export type Given = {
  core: ProofCore;
  url: string;
  key: string;
  option: (name: string) => string | undefined;
};

const text = { type: 'string' } as const;
/** How many wrong cases are told in full. */
const SHOWN = 5;

/**
 * Runs the random cases of a proof, some at a time, and ends with `NAME: N cases, N wrong`. The same
 * seed makes the same cases.
 * @returns the exit code: 1 when a case is wrong.
 */
export async function runCases<Case>(proof: Proof<Case>): Promise<number> {
  const own = Object.fromEntries((proof.options ?? []).map((name) => [name, text]));
  const { values } = parseArgs({
    options: {
      ...own,
      core: text,
      key: { ...text, default: 'sandbox-master-key' },
      control: text,
      cases: { ...text, default: String(proof.defaultCount) },
      seed: { ...text, default: '1' },
      jobs: { ...text, default: '16' },
      only: text,
    },
  });
  const { core: url, key, control, jobs, only } = values;
  if (url === undefined) throw new Error('--core must say where Core is');
  const [count, seed] = [Number(values.cases), Number(values.seed)];
  const cases = fc.sample(proof.cases, { numRuns: count, seed });
  connectCore({ url, key });
  const core = new ProofCore({ url, key, controlUrl: control ?? null });
  const option = (name: string) => (values as Record<string, string | undefined>)[name];
  const end = await proof.begin?.({ core, url, key, option });
  const began = performance.now();
  const queue = cases.map((each, index) => ({ each, index }));
  const chosen = only === undefined ? queue : queue.filter(({ index }) => index === Number(only));
  let done = 0;
  let wrong = 0;
  const work = async () => {
    for (let next = chosen.shift(); next; next = chosen.shift()) {
      const { each, index } = next;
      const faults = await proof.judge(each, core).catch((error: unknown) => [String(error)]);
      done += 1;
      if (faults.length === 0) continue;
      wrong += 1;
      if (wrong > SHOWN) continue;
      console.log(`case ${index} (--seed ${seed} --only ${index}):\n  ${faults.join('\n  ')}`);
      console.log(`  ${fc.stringify(each)}`);
    }
  };
  await Promise.all(Array.from({ length: Number(jobs) }, work));
  const together = (await end?.()) ?? [];
  await closeCore();
  for (const fault of together) console.log(`all cases together: ${fault}`);
  wrong += together.length;
  for (const line of proof.tell?.() ?? []) console.log(line);
  const seconds = Math.round((performance.now() - began) / 1000);
  console.log(`${proof.name}: ${done} cases, ${wrong} wrong (seed ${seed}, ${seconds} s)`);
  return wrong > 0 ? 1 : 0;
}
