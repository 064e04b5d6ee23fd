import 'server-only';
import { type Facts } from '@/lib/audit/facts';
import { type Actor } from '@/lib/base/actor';
import { type SendResult } from '@/lib/base/send-result';
import { type DecidedStep, type Described, type SubjectType } from './define-operation';
import { type Attempt, type OperationState, type Outcome } from './state';

/** The right to go on with an operation, until somebody else has claimed it with a higher epoch. */
export type Claim = { operationId: string; epoch: number };

/** Why an operation or step ended as it did, as kept for the screen. */
export type Detail = {
  reason: string;
  message?: string;
  fields?: Record<string, string>;
};

export type Explained = { message: string; fields?: Record<string, string> };

export type HeldAttempt = Attempt & {
  step: number;
  epoch: number;
  status: number | null;
  coreCode: string | null;
  explained: Explained | null;
};

export type HeldStep = {
  no: number;
  name: string;
  data: Facts;
  decidedAt: number;
  /** As read before the first attempt; `undefined` while nothing was read, `null` for "not there". */
  before: Facts | null | undefined;
  after: Facts | null;
  outcome: Outcome | null;
  /** Why that outcome; `null` while there is none. */
  reason: string | null;
};

/** An operation as its holder sees it. Times are milliseconds by the database's clock. */
export type Held = {
  claim: Claim;
  kind: string;
  number: number;
  input: unknown;
  subject: { type: SubjectType; id: string | null };
  described: Described;
  state: OperationState;
  now: number;
  requestedAt: number;
  sendUntil: number | null;
  settleUntil: number | null;
  steps: HeldStep[];
  attempts: HeldAttempt[];
};

export type Intent = {
  operationId: string;
  kind: string;
  actor: Actor;
  /** Canonical JSON, and its SHA-256. */
  input: string;
  inputHash: string;
  subject: { type: SubjectType; id: string | null };
  /** Everything to reserve, as `type:id`. */
  reserve: string[];
  described: Described;
  /** The only step, or none for a plan, which decides later. */
  firstStep: DecidedStep | null;
  /** How long it may wait for its first attempt; `null` for ever. */
  firstSendMs: number | null;
  /** Whether the caller goes on at once, or leaves it to a worker. */
  lease: 'keep' | 'leave';
};

export type Begun =
  | { is: 'begun'; claim: Claim }
  | { is: 'known' }
  | { is: 'busy'; subject: string; operationId: string | null };

export type StepEnd = { outcome: Outcome; detail: Detail; after: Facts | null };

/**
 * Where the protocol keeps what it must not forget. Every writing method is one transaction, fenced by
 * the claim's epoch, and records its event in it.
 * @throws Fenced when somebody else has claimed the operation meanwhile, or it is over.
 */
export type OperationStore = {
  /** Tx1: reservations, operation, intent. */
  begin: (intent: Intent) => Promise<Begun>;
  /** Everything that is due and not held, up to `limit`, each with a new epoch. */
  claimDue: (kinds: string[], limit: number) => Promise<(Claim & { kind: string })[]>;
  /**
   * Takes one operation from whoever holds it, or `null` when there is no such one without an outcome. From
   * then on the other can record nothing, and so send nothing that it has not recorded.
   */
  claim: (operationId: string) => Promise<Claim | null>;
  /** Renews the lease and reads everything afresh. */
  renew: (claim: Claim) => Promise<Held>;
  /**
   * A plan's next step. `reserve`: what must be reserved with it (`[]`: nothing may be any more), for plans
   * that reserve only while they send. `busy`: somebody else holds some of it, and nothing was decided.
   */
  decideStep: (
    held: Held,
    step: DecidedStep,
    by: { actor: Actor; reserve?: string[] },
  ) => Promise<'decided' | 'busy'>;
  /** Tx2: a request is about to leave. `before` is what Core showed just now. */
  recordAttempt: (
    held: Held,
    attempt: { step: number; before: Facts | null },
    actor: Actor,
  ) => Promise<number>;
  recordAnswer: (
    claim: Claim,
    attemptNo: number,
    answer: { result: SendResult; explained: Explained | null },
  ) => Promise<void>;
  /** A step of a plan is over. */
  endStep: (held: Held, end: StepEnd & { step: number }, actor: Actor) => Promise<void>;
  /** Tx3: the outcome, and with `step` the end of the only step. Frees what need not settle. */
  conclude: (
    held: Held,
    end: StepEnd & { step: number | null; subjectId: string | null; settleUntil: number | null },
    actor: Actor,
  ) => Promise<void>;
  /** The time in which a request could still arrive is over. */
  settle: (held: Held) => Promise<void>;
  /** Gives the lease back; a worker looks again after `inMs`. */
  release: (held: Held, inMs: number) => Promise<void>;
};

/** Somebody else goes on with the operation. What this process still knows of it may be old. */
export class Fenced extends Error {
  override readonly name = 'Fenced';
  constructor(claim: Claim) {
    super(`operation ${claim.operationId} is no longer held at epoch ${claim.epoch}`);
  }
}
