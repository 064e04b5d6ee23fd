import {
  apply,
  OUTCOMES,
  type Outcome,
  type Protocol,
  type ProtocolEvent,
} from '@/lib/operations/state';
import { type Findings } from './findings';
import { timeOf } from './note';
import { isObject, type OperationFacts, type PlacedRecord } from './record';

/*
 * The life of every operation, replayed through the reducer that server and worker write by
 * (docs/evidence-format.md, operations).
 */

type Result = 'not_sent' | 'refused' | 'answered' | 'unanswered';
const RESULTS: readonly unknown[] = ['not_sent', 'refused', 'answered', 'unanswered', null];

type ToldAttempt = { no: number; step: number; at: string; result: Result | null };
type MadeAttempt = { no: number; step: number; time: number };

/** What the protocol asks of a record. */
export type OperationRecord = Pick<PlacedRecord, 'index' | 'time' | 'kind' | 'operation'>;

/** Replays all operations in the order of the log. */
export function checkOperations(records: readonly OperationRecord[], findings: Findings): void {
  const operations = new Map<string, OperationRecord[]>();
  for (const record of records) {
    if (!record.operation) continue;
    const { id } = record.operation;
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
  attempts: MadeAttempt[] = [];

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

function replay(id: string, own: readonly OperationRecord[], findings: Findings): void {
  const outcome = own.find(({ kind }) => kind === 'operation.outcome');
  const told = attemptsIn(outcome?.operation?.attempts);
  const state = new Replay(
    own.some(({ kind }) => kind === 'operation.step'),
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
function next(state: Replay, record: OperationRecord): string | null {
  const told = record.operation!;
  switch (record.kind) {
    case 'operation.intent':
      return state.feed({ type: 'intent', at: record.time });
    case 'operation.step':
      return beginStep(state, told.step);
    case 'operation.attempt':
      return attempt(state, told, record);
    case 'operation.step_outcome':
      return endStep(state, told);
    default:
      return conclude(state, told);
  }
}

const isCount = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 1;

function beginStep(state: Replay, no: unknown): string | null {
  if (!state.known) return 'a step without an intent';
  if (state.known.outcome) return 'a step after the outcome';
  if (no !== state.steps + 1) return 'a step out of turn';
  if (state.step !== 0) return 'a step while another is open';
  state.steps = no as number;
  state.step = no as number;
  return null;
}

function attempt(
  state: Replay,
  { attempt: no, step, epoch }: OperationFacts,
  { time }: OperationRecord,
): string | null {
  if (!isCount(no) || !isCount(step) || !isCount(epoch)) return 'an attempt without its numbers';
  if (epoch < state.epoch) return 'an attempt by somebody who was shut out';
  if (step !== state.step) return 'an attempt of a step that is not open';
  const why = state.feed({ type: 'attempt', no, step, at: time });
  if (why) return why;
  state.epoch = epoch;
  const result = state.results?.get(no) ?? null;
  state.attempts.push({ no, step, time });
  return result === null ? null : state.feed({ type: 'answer', no, result });
}

function endStep(state: Replay, { step: no, outcome }: OperationFacts): string | null {
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

function conclude(state: Replay, { outcome, attempts }: OperationFacts): string | null {
  if (!isOutcome(outcome)) return 'no known outcome';
  if (!state.known) return 'outcome without an intent';
  if (state.known.outcome) return 'outcome after the outcome';
  const isCalledOff =
    outcome === 'cancelled' && !state.attempts.some(({ step }) => step === state.step);
  if (state.isPlan && state.step !== 0 && !isCalledOff)
    return `an outcome while step ${state.step} is open`;
  const why = state.step === 0 ? null : state.feed({ type: 'step_end', step: state.step, outcome });
  if (why) return why;
  const told = attemptsIn(attempts);
  if (!told || !sameAttempts(told, state.attempts))
    return 'it tells of other attempts than were made';
  return state.feed({ type: 'outcome', outcome });
}

const isOutcome = (value: unknown): value is Outcome =>
  (OUTCOMES as readonly unknown[]).includes(value);

function attemptsIn(value: unknown): ToldAttempt[] | null {
  return Array.isArray(value) && value.every(isAttempt) ? value : null;
}

const isAttempt = (value: unknown): value is ToldAttempt =>
  isObject(value) &&
  isCount(value.no) &&
  isCount(value.step) &&
  timeOf(value.at) !== null &&
  RESULTS.includes(value.result);

function sameAttempts(told: readonly ToldAttempt[], made: readonly MadeAttempt[]): boolean {
  return (
    told.length === made.length &&
    told.every(({ no, step, at }, index) => {
      const other = made[index]!;
      return no === other.no && step === other.step && timeOf(at) === other.time;
    })
  );
}
