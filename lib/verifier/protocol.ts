import {
  apply,
  OUTCOMES,
  type Outcome,
  type Protocol,
  type ProtocolEvent,
} from '@/lib/operations/state';
import { type Findings } from './findings';
import { timeOf } from './note';
import { isObject, type PlacedRecord } from './record';

/*
 * The life of every operation, replayed through the reducer that server and worker write by
 * (docs/evidence-format.md, operations).
 */

type Result = 'not_sent' | 'refused' | 'answered' | 'unanswered';
const RESULTS: readonly unknown[] = ['not_sent', 'refused', 'answered', 'unanswered', null];

type ToldAttempt = { no: number; step: number; at: string; result: Result | null };

const KINDS = new Set(['intent', 'step', 'attempt', 'step_outcome', 'outcome']);

/** Replays all operations in the order of the log. */
export function checkOperations(records: readonly PlacedRecord[], findings: Findings): void {
  const operations = new Map<string, PlacedRecord[]>();
  for (const record of records) {
    const { kind, operation } = record.event;
    if (!kind.startsWith('operation.') || !KINDS.has(kind.slice(10))) continue;
    const id = isObject(operation) ? operation.id : null;
    if (typeof id !== 'string') {
      findings.add('malformed', record.index, 'an operation without an id');
      continue;
    }
    const own = operations.get(id);
    if (own) own.push(record);
    else operations.set(id, [record]);
  }
  for (const [id, own] of operations) replay(id, own, findings);
}

/** One operation's replay: what the reducer knows, and what only the log says. */
class Replay {
  known: Protocol | null = null;
  /** The step that a plan is in; 0 between steps. */
  step = 0;
  steps = 0;
  epoch = 0;
  attempts: ToldAttempt[] = [];

  constructor(
    readonly isPlan: boolean,
    /** What the outcome says of each attempt, by number; `null` while there is no outcome to say it. */
    readonly results: ReadonlyMap<number, Result | null> | null,
  ) {
    if (!isPlan) this.step = 1;
  }

  /** @returns why these must not follow, or `null` */
  feed(...events: ProtocolEvent[]): string | null {
    for (const event of events) {
      const next = apply(this.known, event, { settleMs: 0 });
      if (!next.ok) return next.illegal;
      this.known = next.known;
    }
    return null;
  }
}

function replay(id: string, own: readonly PlacedRecord[], findings: Findings): void {
  const outcome = own.find(({ event }) => event.kind === 'operation.outcome');
  const told = attemptsIn(outcome?.event.attempts);
  const state = new Replay(
    own.some(({ event }) => event.kind === 'operation.step'),
    outcome ? new Map(told?.map(({ no, result }) => [no, result])) : null,
  );
  let latest = -Infinity;
  for (const record of own) {
    const why = next(state, record);
    if (why) {
      findings.add('illegal_transition', record.index, `operation ${id}: ${why}`);
      // What follows cannot be judged any more.
      return;
    }
    if (record.time < latest) findings.add('time_order', record.index, `operation ${id}`);
    latest = Math.max(latest, record.time);
  }
  if (!outcome) findings.add('operation_open', own[0]!.index, `operation ${id}`);
}

/** Lets one record happen. */
function next(state: Replay, { event, time }: PlacedRecord): string | null {
  switch (event.kind) {
    case 'operation.intent':
      return state.feed({ type: 'intent', at: time });
    case 'operation.step':
      return beginStep(state, event.step);
    case 'operation.attempt':
      return attempt(state, event, time);
    case 'operation.step_outcome':
      return endStep(state, event.step, event.outcome);
    default:
      return conclude(state, event);
  }
}

const isCount = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 1;

function beginStep(state: Replay, step: unknown): string | null {
  const no = isObject(step) ? step.no : null;
  if (!state.known) return 'a step without an intent';
  if (state.known.outcome) return 'a step after the outcome';
  if (no !== state.steps + 1) return 'a step out of turn';
  if (state.step !== 0) return 'a step while another is open';
  state.steps = no;
  state.step = no;
  return null;
}

function attempt(state: Replay, event: PlacedRecord['event'], time: number): string | null {
  const { attempt: no, step, epoch } = event;
  if (!isCount(no) || !isCount(step) || !isCount(epoch)) return 'an attempt without its numbers';
  if (epoch < state.epoch) return 'an attempt by somebody who was shut out';
  if (step !== state.step) return 'an attempt of a step that is not open';
  const why = state.feed({ type: 'attempt', no, step, at: time });
  if (why) return why;
  state.epoch = epoch;
  const result = state.results?.get(no) ?? null;
  state.attempts.push({ no, step, at: event.at, result });
  return result === null ? null : state.feed({ type: 'answer', no, result });
}

function endStep(state: Replay, step: unknown, outcome: unknown): string | null {
  const no = isObject(step) ? step.no : null;
  if (!isOutcome(outcome)) return 'a step without a known outcome';
  if (!state.isPlan || no !== state.step) return 'the end of a step that is not open';
  // Nothing has been told of its attempts yet. Only that none has left allows this end.
  if (outcome === 'cancelled' && !state.results) {
    for (const each of state.attempts.filter(({ step: of }) => of === no)) {
      state.feed({ type: 'answer', no: each.no, result: 'not_sent' });
    }
  }
  state.step = 0;
  return state.feed({ type: 'step_end', step: no as number, outcome });
}

function conclude(state: Replay, event: PlacedRecord['event']): string | null {
  const { outcome } = event;
  if (!isOutcome(outcome)) return 'no known outcome';
  if (!state.known) return 'outcome without an intent';
  if (state.known.outcome) return 'outcome after the outcome';
  const isCalledOff =
    outcome === 'cancelled' && !state.attempts.some(({ step }) => step === state.step);
  if (state.isPlan && state.step !== 0 && !isCalledOff)
    return `an outcome while step ${state.step} is open`;
  const why = state.step === 0 ? null : state.feed({ type: 'step_end', step: state.step, outcome });
  if (why) return why;
  const told = attemptsIn(event.attempts);
  if (!told || !sameAttempts(told, state.attempts))
    return 'it tells of other attempts than were made';
  return state.feed({ type: 'outcome', outcome });
}

const isOutcome = (value: unknown): value is Outcome =>
  (OUTCOMES as readonly unknown[]).includes(value);

function attemptsIn(value: unknown): ToldAttempt[] | null {
  if (!Array.isArray(value)) return null;
  const isAttempt = (each: unknown) =>
    isObject(each) &&
    isCount(each.no) &&
    isCount(each.step) &&
    timeOf(each.at) !== null &&
    RESULTS.includes(each.result);
  return value.every(isAttempt) ? (value as ToldAttempt[]) : null;
}

function sameAttempts(told: readonly ToldAttempt[], made: readonly ToldAttempt[]): boolean {
  return (
    told.length === made.length &&
    told.every(({ no, step, at }, index) => {
      const other = made[index]!;
      return no === other.no && step === other.step && at === other.at;
    })
  );
}
