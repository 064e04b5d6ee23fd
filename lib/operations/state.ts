/*
 * The protocol as pure functions (design §5): what may follow what, and what to do next. No clock, no
 * database, no Core: everything comes in as data, so that server, worker, simulator and verifier
 * share one law. Times are milliseconds since 1970 by the database's clock.
 */

export const OUTCOMES = [
  'succeeded',
  'failed',
  'conflict',
  'no_change',
  'cancelled',
  'overwritten',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** `intent`: nothing has left us. `sending`: an attempt is recorded. `unknown`: checking. */
export const OPEN_STATES = ['intent', 'sending', 'unknown'] as const;
export type OperationState = (typeof OPEN_STATES)[number] | Outcome;

/** See `SendResult`. An attempt without a recorded result counts as `unanswered`. */
export type AttemptResult = 'not_sent' | 'refused' | 'answered' | 'unanswered';
export type Attempt = { no: number; startedAt: number; result: AttemptResult | null };

/**
 * What a read of Core shows, compared with what was expected and what was asked for. `twice` is only
 * possible for a create that is looked up: two objects carry the same operation's id. `unreadable` is
 * also what a watch sees until Core shows what it waits for: nothing can be concluded either way.
 */
export const SIGHTS = ['target', 'old', 'other', 'twice', 'unreadable'] as const;
export type Sight = (typeof SIGHTS)[number];

/** Why, in terms that a screen turns into a sentence. One reason belongs to one outcome. */
export type Reason =
  | 'applied'
  | 'already_so'
  | 'changed_before'
  | 'set_by_other'
  | 'changed_meanwhile'
  | 'found_twice'
  | 'refused'
  | 'not_applied'
  | 'not_found'
  | 'deadline'
  | 'not_sent'
  | 'changed_after'
  | 'not_shown';

/** How a kind of write differs in the table. */
export type Rules = {
  /** A create without a key of its own in Core is never sent again once it may have left. */
  resend: boolean;
  /** What it means that the target is there although every attempt was refused. */
  targetAfterRefusal: 'conflict' | 'succeeded';
  /** What it means that Core said yes and shows nothing of it until settling ends. */
  oldAfterAnswer: 'overwritten' | 'failed';
};

/** The rules by the way a definition writes (see `define-operation.ts`). */
export const RULES = {
  /** Sets a value and can compare it with what was expected: reassign, rename, update. */
  set: { resend: true, targetAfterRefusal: 'conflict', oldAfterAnswer: 'overwritten' },
  /** Creates something that is found again by `meta_data.counterfoil_operation_id`. */
  create: { resend: false, targetAfterRefusal: 'conflict', oldAfterAnswer: 'failed' },
  /** Creates under an id of our own: "already exists" may be the answer to our own first request. */
  create_with_id: { resend: true, targetAfterRefusal: 'succeeded', oldAfterAnswer: 'failed' },
} as const satisfies Record<string, Rules>;

export type StateTiming = {
  resendWindowMs: number;
  maxAttempts: number;
  resendAfterMs: number;
  settleMs: number;
  readSoonMs: number;
  readEveryMs: number;
  readSoonForMs: number;
};

/** Which column of the table the attempts of a step belong to. */
export type Column = 'none' | 'refused' | 'answered' | 'unanswered';
export function columnOf(attempts: readonly Attempt[]): Column {
  if (attempts.length === 0) return 'none';
  if (attempts.some(({ result }) => result === 'answered')) return 'answered';
  return attempts.some(mayStillArrive) ? 'unanswered' : 'refused';
}

function mayStillArrive({ result }: Attempt): boolean {
  return result === 'unanswered' || result === null;
}

/**
 * Until when a request that was not answered may still arrive: `settleMs` after the last of them
 * left. `null` when every attempt has an answer, so that nothing is left in the dark.
 */
export function settlesAt(
  attempts: readonly Attempt[],
  timing: Pick<StateTiming, 'settleMs'>,
): number | null {
  const last = attempts.findLast(mayStillArrive);
  return last ? last.startedAt + timing.settleMs : null;
}

/** A step as `decide` needs it. */
export type StepStanding = {
  rules: Rules;
  /** When the operation was requested, or the step decided: the resend window starts here. */
  startedAt: number;
  /** After this nothing is sent for the first time; `null` for no limit. */
  sendUntil: number | null;
  /** How often Core is read where that is not left to the protocol. */
  readEveryMs: number | null;
  attempts: readonly Attempt[];
};

export type Decision =
  { do: 'send' } | { do: 'look'; inMs: number } | { do: 'end'; outcome: Outcome; reason: Reason };

const end = (outcome: Outcome, reason: Reason): Decision => ({ do: 'end', outcome, reason });

/**
 * The outcome table of design §5.6: what to do after a fresh read showed `sight`. Deterministic, and
 * total: every combination has exactly one answer.
 */
export function decide(
  step: StepStanding,
  sight: Sight,
  clock: { now: number; timing: StateTiming },
): Decision {
  const column = columnOf(step.attempts);
  if (column === 'none') return beforeAnyAttempt(step, sight, clock);
  const lookAgain: Decision = { do: 'look', inMs: nextReadMs(step, clock) };
  switch (sight) {
    case 'unreadable':
      return lookAgain;
    case 'twice':
      return end('conflict', 'found_twice');
    case 'target':
      if (column !== 'refused') return end('succeeded', 'applied');
      return step.rules.targetAfterRefusal === 'succeeded'
        ? end('succeeded', 'applied')
        : end('conflict', 'set_by_other');
    case 'other':
      if (column === 'refused') return end('conflict', 'changed_meanwhile');
      if (column === 'answered') return end('overwritten', 'changed_after');
      return hasSettled(step, clock) ? end('overwritten', 'changed_after') : lookAgain;
    case 'old':
      return whenOldIsShown(step, column, { ...clock, lookAgain });
  }
}

function beforeAnyAttempt(
  step: StepStanding,
  sight: Sight,
  clock: { now: number; timing: StateTiming },
): Decision {
  // Nothing has left us, so past the deadline the end is certain whether or not Core can be read.
  const pastDeadline = step.sendUntil !== null && clock.now >= step.sendUntil;
  switch (sight) {
    case 'target':
      return end('no_change', 'already_so');
    case 'other':
      return end('conflict', 'changed_before');
    case 'twice':
      return end('conflict', 'found_twice');
    case 'old':
      return pastDeadline ? end('cancelled', 'deadline') : { do: 'send' };
    case 'unreadable':
      return pastDeadline
        ? end('cancelled', 'deadline')
        : { do: 'look', inMs: nextReadMs(step, clock) };
  }
}

function whenOldIsShown(
  step: StepStanding,
  column: 'refused' | 'answered' | 'unanswered',
  clock: { now: number; timing: StateTiming; lookAgain: Decision },
): Decision {
  if (column === 'refused') {
    return step.attempts.some(({ result }) => result === 'refused')
      ? end('failed', 'refused')
      : end('cancelled', 'not_sent');
  }
  const settled = hasSettled(step, clock);
  if (column === 'answered') {
    if (!settled) return clock.lookAgain;
    return step.rules.oldAfterAnswer === 'overwritten'
      ? end('overwritten', 'not_shown')
      : end('failed', 'not_found');
  }
  if (mayResend(step, clock)) return { do: 'send' };
  if (!settled) return clock.lookAgain;
  return end('failed', step.rules.resend ? 'not_applied' : 'not_found');
}

/** Settling of a step; without an unanswered attempt it counts from the last one. */
function hasSettled(step: StepStanding, clock: { now: number; timing: StateTiming }): boolean {
  const until =
    settlesAt(step.attempts, clock.timing) ??
    step.attempts.at(-1)!.startedAt + clock.timing.settleMs;
  return clock.now >= until;
}

/**
 * The same request again: only where it is harmless, at most twice more, within the window, and not
 * at once, because the first may just be slow. After a refusal Core would only refuse again.
 */
function mayResend(step: StepStanding, clock: { now: number; timing: StateTiming }): boolean {
  const last = step.attempts.at(-1)!;
  return (
    step.rules.resend &&
    last.result !== 'refused' &&
    step.attempts.length < clock.timing.maxAttempts &&
    clock.now < step.startedAt + clock.timing.resendWindowMs &&
    clock.now >= last.startedAt + clock.timing.resendAfterMs
  );
}

function nextReadMs(step: StepStanding, clock: { now: number; timing: StateTiming }): number {
  if (step.readEveryMs !== null) {
    // The end is looked at when it comes, not up to a whole pause later.
    const left = step.sendUntil === null ? step.readEveryMs : step.sendUntil - clock.now;
    return Math.min(step.readEveryMs, Math.max(left, clock.timing.readSoonMs));
  }
  const since = clock.now - (step.attempts.at(-1)?.startedAt ?? step.startedAt);
  return since < clock.timing.readSoonForMs ? clock.timing.readSoonMs : clock.timing.readEveryMs;
}

/** What the log says happened, in the terms of the protocol. */
export type ProtocolEvent =
  | { type: 'intent'; at: number }
  | { type: 'attempt'; no: number; step: number; at: number }
  | { type: 'answer'; no: number; result: AttemptResult }
  | { type: 'step_end'; step: number; outcome: Outcome }
  | { type: 'outcome'; outcome: Outcome }
  | { type: 'settled'; at: number };

/** What is known of one operation. `null` before its intent. */
export type Protocol = {
  attempts: readonly (Attempt & { step: number })[];
  /** Outcomes of the steps that are over, by number from 1. */
  ended: Readonly<Record<number, Outcome>>;
  outcome: Outcome | null;
  settled: boolean;
};

/** Which outcomes the attempts of a step leave open, whatever Core shows. */
const POSSIBLE: Record<Column, readonly Outcome[]> = {
  none: ['no_change', 'conflict', 'cancelled'],
  refused: ['failed', 'cancelled', 'conflict', 'succeeded'],
  answered: ['succeeded', 'overwritten', 'failed', 'conflict'],
  unanswered: ['succeeded', 'overwritten', 'failed', 'conflict'],
};

/**
 * One step of the protocol: what is known after `event`, or why it must not happen. Server and worker
 * ask before they write; a verifier replays the log through it.
 */
export function apply(
  known: Protocol | null,
  event: ProtocolEvent,
  timing: Pick<StateTiming, 'settleMs'>,
): { ok: true; known: Protocol } | { ok: false; illegal: string } {
  const illegal = known ? reasonAgainst(known, event, timing) : needsIntent(event);
  if (illegal) return { ok: false, illegal };
  return { ok: true, known: known ? after(known, event) : NOTHING_YET };
}

const NOTHING_YET: Protocol = { attempts: [], ended: {}, outcome: null, settled: false };

function needsIntent(event: ProtocolEvent): string | null {
  return event.type === 'intent' ? null : `${event.type} without an intent`;
}

function reasonAgainst(
  known: Protocol,
  event: ProtocolEvent,
  timing: Pick<StateTiming, 'settleMs'>,
): string | null {
  if (event.type === 'intent') return 'a second intent';
  if (event.type === 'settled') {
    if (!known.outcome) return 'settled without an outcome';
    const until = settlesAt(known.attempts, timing);
    return until !== null && event.at < until ? 'settled too early' : null;
  }
  if (event.type === 'answer') return againstAnswer(known, event.no);
  if (known.outcome) return `${event.type} after the outcome`;
  if (event.type === 'attempt') return againstAttempt(known, event);
  if (event.type === 'step_end') {
    if (known.ended[event.step]) return `step ${event.step} ended twice`;
    const column = columnOf(known.attempts.filter(({ step }) => step === event.step));
    return POSSIBLE[column].includes(event.outcome)
      ? null
      : `${event.outcome} after attempts of which ${column === 'none' ? 'none was made' : `the best was ${column}`}`;
  }
  const open = known.attempts.find(({ step }) => !known.ended[step]);
  return open ? `an outcome while step ${open.step} is open` : null;
}

function againstAttempt(
  known: Protocol,
  event: { no: number; step: number; at: number },
): string | null {
  if (event.no !== known.attempts.length + 1) return `attempt ${event.no} out of turn`;
  if (known.ended[event.step]) return `an attempt of step ${event.step}, which is over`;
  const before = known.attempts.filter(({ step }) => step === event.step);
  if (columnOf(before) === 'answered') return 'an attempt after Core said yes';
  return before.some(({ result }) => result === 'refused') ? 'an attempt after a refusal' : null;
}

function againstAnswer(known: Protocol, no: number): string | null {
  const attempt = known.attempts[no - 1];
  if (!attempt) return `an answer to attempt ${no}, which was not made`;
  return attempt.result === null ? null : `a second answer to attempt ${no}`;
}

function after(known: Protocol, event: ProtocolEvent): Protocol {
  switch (event.type) {
    case 'intent':
      return known;
    case 'attempt':
      return {
        ...known,
        attempts: [
          ...known.attempts,
          { no: event.no, step: event.step, startedAt: event.at, result: null },
        ],
      };
    case 'answer':
      return {
        ...known,
        attempts: known.attempts.map((attempt) =>
          attempt.no === event.no ? { ...attempt, result: event.result } : attempt,
        ),
      };
    case 'step_end':
      return { ...known, ended: { ...known.ended, [event.step]: event.outcome } };
    case 'outcome':
      return { ...known, outcome: event.outcome };
    case 'settled':
      return { ...known, settled: true };
  }
}
