import { setTimeout as sleep } from 'node:timers/promises';
import { randomBytes } from 'node:crypto';
import { Side, type Heard, type Walked } from './side';
import type { RequestStep, Step } from './step';

/** Where two Cores answered differently. */
export interface Difference {
  /** Index of the step. */
  readonly at: number;
  readonly answers: readonly [string, string];
}

export interface WalkOutcome {
  readonly difference: Difference | null;
  /** Answers compared. */
  readonly compared: number;
}

export type Cores = readonly [Walked, Walked];

const QUEUE_MS = 5_000;
const POLL_MS = 100;

/**
 * Walks two Cores in lockstep: each step goes to both at once, and the answers have to be alike. Ends
 * at the first difference. Names carry a mark of their own, so that a walk can be repeated on the same
 * Cores.
 *
 * @param onAnswer Told of every answer compared.
 */
export async function runWalk(
  steps: readonly Step[],
  cores: Cores,
  onAnswer: (step: RequestStep, heard: Heard) => void = () => undefined,
): Promise<WalkOutcome> {
  const run = `w${randomBytes(5).toString('hex')}`;
  const [one, two] = [new Side(cores[0], run), new Side(cores[1], run)];
  let compared = 0;
  for (const [at, step] of steps.entries()) {
    if (step.kind === 'quiet') {
      await Promise.all(cores.map((core) => core.rest()));
      continue;
    }
    if (!one.knows(step) || !two.knows(step)) continue;
    if (one.isAmbiguous(step) || two.isAmbiguous(step)) continue;
    const [first, second] = await Promise.all([one.ask(step), two.ask(step)]);
    compared += 1;
    onAnswer(step, first);
    if (isRefundedTwice(step, [first, second])) {
      first.forget();
      second.forget();
    } else if (first.alike !== second.alike) {
      return { difference: { at, answers: [first.alike, second.alike] }, compared };
    }
    if (step.queued) await waitForQueue(step, [one, two], first.answer.status);
  }
  return { difference: null, compared };
}

/**
 * One refund in a hundred, Core finds what it has just reversed once more and tells the second attempt
 * (409, though the money is back). Both answers are Core's.
 */
function isRefundedTwice({ path }: RequestStep, heard: readonly [Heard, Heard]): boolean {
  if (!path.startsWith('/refund-transaction/')) return false;
  const [made, refused] = heard.toSorted((a, b) => a.answer.status - b.answer.status);
  const isRefused = refused!.answer.text.includes('has already been refunded');
  return made!.answer.status === 201 && refused!.answer.status === 409 && isRefused;
}

/** A payment's child can be looked for; for all else in the queue there is only time. */
async function waitForQueue(
  { queued }: RequestStep,
  sides: readonly [Side, Side],
  status: number,
): Promise<void> {
  if (!queued || status >= 300 !== (queued === 'rollback')) return;
  if (typeof queued === 'string') return void (await sleep(QUEUE_MS));
  const until = Date.now() + QUEUE_MS;
  const path = `/transactions/reference/${queued.reference}`;
  for (const side of sides) {
    while (Date.now() < until && (await side.status(path)) === 404) await sleep(POLL_MS);
  }
}
