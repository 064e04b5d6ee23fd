import { apply, type Protocol, type ProtocolEvent } from '@/lib/operations/state';
import { type Findings } from './findings';
import { type OperationFacts, type PlacedRecord, type Result, type ToldAttempt } from './record';

/*
 * The life of every operation, replayed through the reducer that server and worker write by
 * (docs/evidence-format.md, operations).
 */

type MadeAttempt = { no: number; step: number; time: number };

/** What the protocol asks of a record. */
export type OperationRecord = Pick<PlacedRecord, 'index' | 'time' | 'kind' | 'operation'>;

/**
 * Replays all operations in the order of the log.
 * @param nameOf what an operation's number stands for
 */
export function checkOperations(
  records: readonly OperationRecord[],
  nameOf: (operation: number) => string,
  findings: Findings,
): void {
  const operations: OperationRecord[][] = [];
  for (const record of records) {
    if (!record.operation) continue;
    const { id } = record.operation;
    if (id === null) findings.add('malformed', record.index, 'an operation without an id');
    else (operations[id] ??= []).push(record);
  }
  // Of an operation all of whose records are without a place there is a number and nothing else.
  operations.forEach((own, id) => replay(() => `operation ${nameOf(id)}`, own, findings));
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

function replay(name: () => string, own: readonly OperationRecord[], findings: Findings): void {
  const outcome = own.find(({ kind }) => kind === 'operation.outcome');
  const told = outcome?.operation?.attempts;
  const state = new Replay(
    own.some(({ kind }) => kind === 'operation.step'),
    outcome ? new Map(told?.map(({ no, result }) => [no, result])) : null,
  );
  let latest = -Infinity;
  for (const record of own) {
    const why = next(state, record);
    if (why) {
      findings.add('illegal_transition', record.index, `${name()}: ${why}`);
      // What follows cannot be judged any more.
      return;
    }
    if (record.time < latest) findings.add('time_order', record.index, name());
    latest = Math.max(latest, record.time);
  }
  if (!outcome) findings.add('operation_open', own[0]!.index, name());
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

function beginStep(state: Replay, no: number): string | null {
  if (!state.known) return 'a step without an intent';
  if (state.known.outcome) return 'a step after the outcome';
  if (no !== state.steps + 1) return 'a step out of turn';
  if (state.step !== 0) return 'a step while another is open';
  state.steps = no;
  state.step = no;
  return null;
}

function attempt(
  state: Replay,
  { attempt: no, step, epoch }: OperationFacts,
  { time }: OperationRecord,
): string | null {
  if (no === 0 || step === 0 || epoch === 0) return 'an attempt without its numbers';
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
  if (!outcome) return 'a step without a known outcome';
  if (!state.isPlan || no !== state.step) return 'the end of a step that is not open';
  // Nothing has been told of its attempts yet. Only that none has left allows this end.
  if (outcome === 'cancelled' && !state.results) {
    for (const each of state.attempts.filter(({ step: of }) => of === no)) {
      state.feed({ type: 'answer', no: each.no, result: 'not_sent' });
    }
  }
  state.step = 0;
  return state.feed({ type: 'step_end', step: no, outcome });
}

function conclude(state: Replay, { outcome, attempts }: OperationFacts): string | null {
  if (!outcome) return 'no known outcome';
  if (!state.known) return 'outcome without an intent';
  if (state.known.outcome) return 'outcome after the outcome';
  const isCalledOff =
    outcome === 'cancelled' && !state.attempts.some(({ step }) => step === state.step);
  if (state.isPlan && state.step !== 0 && !isCalledOff)
    return `an outcome while step ${state.step} is open`;
  const why = state.step === 0 ? null : state.feed({ type: 'step_end', step: state.step, outcome });
  if (why) return why;
  if (!attempts || !sameAttempts(attempts, state.attempts))
    return 'it tells of other attempts than were made';
  return state.feed({ type: 'outcome', outcome });
}

function sameAttempts(told: readonly ToldAttempt[], made: readonly MadeAttempt[]): boolean {
  return (
    told.length === made.length &&
    told.every(({ no, step, time }, index) => {
      const other = made[index]!;
      return no === other.no && step === other.step && time === other.time;
    })
  );
}
