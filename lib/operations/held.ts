import 'server-only';
import { assert } from '@/lib/base/assert';
import {
  type AnyOperation,
  type Operation,
  type PlanProgress,
  type Watch,
  type Write,
} from './define-operation';
import {
  apply,
  OUTCOMES,
  type Outcome,
  type Protocol,
  type ProtocolEvent,
  RULES,
  settlesAt,
  type StepStanding,
} from './state';
import { type Held, type HeldStep } from './store-types';
import { type Timing } from './timing';

/*
 * What follows from an operation as it is held: pure functions over rows that were read.
 */

export function isOver(held: Held): boolean {
  return (OUTCOMES as readonly string[]).includes(held.state);
}

/** Until when a request of this operation may still arrive, or `null` if none can any more. */
export function unsettledUntil(held: Held, timing: Timing): number | null {
  const until = settlesAt(held.attempts, timing);
  return until !== null && until > held.now ? until : null;
}

/** The step in hand: how it writes, with which input, and how it stands. */
export type StepInHand = {
  step: HeldStep;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- The input belongs to the definition that `write` comes from.
  write: Write<any> | Watch<any>;
  input: unknown;
  standing: StepStanding;
};

/** The step to go on with, or `null` when a plan has to decide first. */
export function stepInHand(operation: AnyOperation, held: Held): StepInHand | null {
  const step = held.steps.find(({ outcome }) => outcome === null);
  if (!step) return null;
  const { write } = operation;
  const isPlan = write.how === 'plan';
  const own = isPlan ? write.steps[step.name] : write;
  assert(own, `${operation.kind} has a step ${step.name}`);
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- As `write` above: both come from one definition.
  const input: any = isPlan ? { input: held.input, data: step.data } : held.input;
  const watch = own.how === 'watch' ? own : null;
  return {
    step,
    write: own,
    input,
    standing: {
      // Of a watch nothing is ever sent, and then the rules are all alike.
      rules: RULES[own.how === 'watch' ? 'set' : own.how],
      startedAt: step.decidedAt,
      sendUntil: watch
        ? step.decidedAt +
          watch.withinMs(input, { requestedAt: held.requestedAt, decidedAt: step.decidedAt })
        : held.sendUntil,
      readEveryMs: watch?.everyMs?.() ?? null,
      attempts: held.attempts.filter((attempt) => attempt.step === step.no),
    },
  };
}

/** What a plan may know. */
export function progressOf(held: Held, timing: Timing): PlanProgress<unknown> {
  return {
    input: held.input,
    steps: held.steps.map(({ name, data, outcome, reason, before, after }) => {
      assert(outcome, 'a plan decides when no step is open');
      return { name, data, outcome, reason, before: before ?? null, after };
    }),
    settled: unsettledUntil(held, timing) === null,
  };
}

/**
 * States that what is about to be written is allowed to follow what was written before.
 * @throws Error when it is not: a bug of ours, which must stop before it becomes a record.
 */
export function assertLegal(held: Held, events: ProtocolEvent[], timing: Timing): void {
  let known: Protocol | null = protocolOf(held);
  for (const event of events) {
    const next = apply(known, event, timing);
    assert(next.ok, `operation ${held.claim.operationId}: ${next.ok ? '' : next.illegal}`);
    known = next.known;
  }
}

function protocolOf(held: Held): Protocol {
  const ended = held.steps.filter(({ outcome }) => outcome !== null);
  return {
    attempts: held.attempts,
    ended: Object.fromEntries(ended.map(({ no, outcome }) => [no, outcome!])),
    outcome: isOver(held) ? (held.state as Outcome) : null,
    settled: false,
  };
}

/** Everything that a change keeps from others, as `type:id`. */
export function subjectsOf<Input>(
  operation: Pick<Operation<Input>, 'subject' | 'alsoReserve'>,
  input: Input,
  operationId: string,
): string[] {
  const { type, id } = operation.subject(input, operationId);
  return [...(id === null ? [] : [`${type}:${id}`]), ...(operation.alsoReserve?.(input) ?? [])];
}

/**
 * What must be reserved with a step of a plan that reserves only while it sends: nothing for one that waits.
 * `undefined` for every other plan, whose reservations stay as they were at the intent.
 */
export function reservedWith(
  operation: AnyOperation,
  held: Held,
  stepName: string,
): string[] | undefined {
  if (operation.reserve !== 'while_sending') return undefined;
  const isWatch =
    operation.write.how === 'plan' && operation.write.steps[stepName]?.how === 'watch';
  return isWatch ? [] : subjectsOf(operation, held.input, held.claim.operationId);
}
