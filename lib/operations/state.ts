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
 * possible for a create that is looked up: two objects carry the same operation's id.
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
export function settlesAt(attempts: readonly Attempt[], timing: StateTiming): number | null {
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
  const since = clock.now - (step.attempts.at(-1)?.startedAt ?? step.startedAt);
  return since < clock.timing.readSoonForMs ? clock.timing.readSoonMs : clock.timing.readEveryMs;
}
