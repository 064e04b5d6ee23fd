import 'server-only';
import { type z } from 'zod';
import { type Facts } from '@/lib/audit/facts';
import { type Permission } from '@/lib/auth/permissions';
import { type Actor } from '@/lib/base/actor';
import { type Failure } from '@/lib/base/result';
import { type SendResult } from '@/lib/base/send-result';
import { type Outcome } from './state';

export type SubjectType = 'balance' | 'identity' | 'ledger';

/** What a definition's functions that talk to Core are given. */
export type Context<Input> = {
  operationId: string;
  input: Input;
  /** Aborts when the time for this call is over: pass it to every read. */
  signal: AbortSignal;
};

/** For writes: hand `limits` on to `lib/core`, which checks `sendBy` immediately before dispatch. */
export type SendContext<Input> = Context<Input> & {
  limits: {
    /** On the monotonic clock (`performance.now()`): not sent after this. */
    sendBy: number;
    /** How long Core may take to answer. */
    timeoutMs: number;
  };
};

/** Core's refusal of a write. */
export type Refusal = Extract<SendResult, { kind: 'refused' }>;

/**
 * Sets a value that Core lets be overwritten and has no version of: reassign, rename, update. The
 * same request may be sent again within the window, after a fresh read.
 */
export type SetWrite<Input> = {
  how: 'set';
  /** Reads the subject; `null` when Core says that it does not exist. Throw when it cannot be read. */
  read: (context: Context<Input>) => Promise<Facts | null>;
  /** What the person saw. Every named fact must be read equal before anything is sent. */
  expected: (input: Input) => Facts;
  /** What they asked for. Every named fact must be read equal for the change to have succeeded. */
  target: (input: Input) => Facts;
  send: (context: SendContext<Input>) => Promise<SendResult>;
};

/**
 * Creates something that Core gives an id. Never sent again once it may have left: it is looked up by
 * `meta_data.counterfoil_operation_id`, which `send` must have put there.
 *
 * @example
 * write: {
 *   how: 'create',
 *   find: async ({ operationId, since, signal }) =>
 *     (await filterLedgers({ conditions: createdBy(operationId, since), limit: 10 }, { signal })).map(
 *       (ledger) => ({ id: ledger.ledgerId, facts: { name: ledger.name } }),
 *     ),
 *   target: ({ name }) => ({ name }),
 *   send: ({ input, operationId, limits }) =>
 *     createLedger({ name: input.name, metaData: { counterfoil_operation_id: operationId } }, limits),
 * }
 */
export type CreateWrite<Input> = {
  how: 'create';
  /**
   * Everything in Core that carries this operation's id, created at `since` or later. Metadata can be
   * forged, so a hit counts only if it equals `target` in every fact.
   */
  find: (context: Context<Input> & { since: Date }) => Promise<{ id: string; facts: Facts }[]>;
  target: (input: Input) => Facts;
  send: (context: SendContext<Input>) => Promise<SendResult>;
};

/**
 * Creates something under an id that is made from the operation's, so that sending it again is
 * harmless. Core saying that it exists already counts as success if a read shows an equal one.
 *
 * @example
 * write: {
 *   how: 'create_with_id',
 *   read: async ({ operationId, signal }) => factsOf(await findIdentity(identityIdOf(operationId), signal)),
 *   target: (input) => factsOf(input),
 *   send: ({ input, operationId, limits }) => createIdentity(identityIdOf(operationId), input, limits),
 * }
 */
export type CreateWithIdWrite<Input> = {
  how: 'create_with_id';
  /** `null` when Core says that it does not exist. */
  read: (context: Context<Input>) => Promise<Facts | null>;
  target: (input: Input) => Facts;
  send: (context: SendContext<Input>) => Promise<SendResult>;
};

export type Write<Input> = SetWrite<Input> | CreateWrite<Input> | CreateWithIdWrite<Input>;

/**
 * A step of a plan that sends nothing: it waits until Core shows something, and keeps what it saw.
 * Ends `no_change` with it, or `cancelled` when it was not to be seen in time.
 */
export type Watch<Input> = {
  how: 'watch';
  /** What there is to keep; `null` while it is not there yet. Throw when Core cannot be read. */
  read: (context: Context<Input>) => Promise<Facts | null>;
  /** How long it is waited for, in milliseconds from the decision. */
  withinMs: (input: Input, at: { requestedAt: number; decidedAt: number }) => number;
  /** How often Core is read; without it as often as while an outcome is not known. */
  everyMs?: () => number;
};

/** A step that a plan has decided on. `data` is stored before it is acted on. */
export type DecidedStep = { name: string; data: Facts };

/** What a plan knows when it decides: everything here is read back from our database. */
export type PlanProgress<Input> = {
  input: Input;
  steps: readonly {
    name: string;
    data: Facts;
    outcome: Outcome;
    /** Why this outcome, in the terms of the protocol. */
    reason: string | null;
    before: Facts | null;
    after: Facts | null;
  }[];
  /** Whether every request of this operation is past the time in which it may still arrive. */
  settled: boolean;
};

export type PlanDecision =
  | ({ then: 'step' } & DecidedStep)
  /** Go no further while a request of this operation may still arrive. */
  | { then: 'wait_until_settled' }
  | { then: 'end'; outcome: Outcome; reason: string };

/**
 * Several writes in one operation. The action ends after the intent and the worker does the steps.
 * `next` must be a pure function of what is stored, so that whoever takes over decides the same.
 * Where there is more than a handful of steps, `play` of `script.ts` makes one of a script.
 *
 * @example
 * write: {
 *   how: 'plan',
 *   next: ({ steps: [out, into] }) => {
 *     if (!out) return { then: 'step', name: 'out', data: { amount: '500' } };
 *     if (out.outcome !== 'succeeded') return { then: 'end', outcome: 'failed', reason: 'out' };
 *     if (!into) return { then: 'step', name: 'in', data: { amount: out.data.amount! } };
 *     return { then: 'end', outcome: into.outcome, reason: 'in' };
 *   },
 *   // Each step is a write of its own; its functions get `{ input, data }` as their input.
 *   steps: { out: { how: 'create_with_id', … }, in: { how: 'create_with_id', … } },
 * }
 */
export type Plan<Input> = {
  how: 'plan';
  next: (progress: PlanProgress<Input>) => PlanDecision;
  /** The steps by name. Their functions get the stored `data` beside the operation's input. */
  steps: Record<string, PlanStep<Input>>;
};

export type PlanStep<Input> =
  Write<{ input: Input; data: Facts }> | Watch<{ input: Input; data: Facts }>;

/** What the intent says, for the log and the slip. Wrap everything personal in `personal()`. */
export type Described = {
  /** What the person saw and what they ask for, ids beside the names that were shown. */
  before: Facts;
  after: Facts;
  /** Why: one of the product's categories, a ticket, a note in the person's own words. */
  reason?: { category?: string; ticket?: string; note?: string };
  /** Anything else worth keeping as evidence: a verdict, what was warned about, amounts. */
  details?: Facts;
};

/**
 * Everything that is particular to one kind of change; the protocol itself is `run-operation.ts`.
 *
 * @example
 * export const renameLedger = defineOperation({
 *   kind: 'ledger.rename',
 *   permission: 'ledgers:rename',
 *   input: renameLedgerInput, // { ledgerId, expectedName, name }
 *   subject: (input) => ({ type: 'ledger', id: input.ledgerId }),
 *   load: (input, { signal }) => getLedger(input.ledgerId, { signal }),
 *   guard: (input, ledger) =>
 *     ledger.ledgerId === 'general_ledger_id'
 *       ? { code: 'precondition', message: 'The general ledger keeps its name.' }
 *       : null,
 *   describe: (input) => ({ before: { name: input.expectedName }, after: { name: input.name } }),
 *   write: {
 *     how: 'set',
 *     read: async ({ input, signal }) => ({ name: (await getLedger(input.ledgerId, { signal })).name }),
 *     expected: (input) => ({ name: input.expectedName }),
 *     target: (input) => ({ name: input.name }),
 *     send: ({ input, limits }) => putLedger({ ledgerId: input.ledgerId, name: input.name }, limits),
 *   },
 * });
 */
export type Operation<Input = unknown, Loaded = unknown> = {
  /** `noun.verb`, the word that the audit log uses. */
  kind: `${string}.${string}`;
  permission: Permission;
  input: z.ZodType<Input>;
  /** What is changed. `id: null` when Core will give it one. Reserved while the change is open. */
  subject: (input: Input, operationId: string) => { type: SubjectType; id: string | null };
  /** More to reserve than the subject, as `type:id`. */
  alsoReserve?: (input: Input) => string[];
  /**
   * When it is reserved. `while_sending`, of a plan: only while a step that sends is under way, so that
   * waiting keeps nobody else out; such a step must read for itself that it may still be sent.
   */
  reserve?: 'at_intent' | 'while_sending';
  /** Reads from Core what `guard`, `policy` and `describe` need. Nothing is recorded before it. */
  load: (
    input: Input,
    context: { operationId: string; actor: Actor; signal: AbortSignal },
  ) => Promise<Loaded>;
  /** What must hold, on the server, before anything is recorded. `null` when it does. */
  guard?: (input: Input, loaded: Loaded) => Failure | null;
  /** A reason to deny this actor this change, as a sentence. `null` allows. The denial is logged. */
  policy?: (actor: Actor, input: Input, loaded: Loaded) => Promise<string | null> | string | null;
  describe: (input: Input, loaded: Loaded) => Described;
  write: Write<Input> | Plan<Input>;
  /** Turns Core's refusal into words for the person, at their fields where it is known which. */
  explainRefusal?: (
    refusal: Refusal,
    input: Input,
  ) => { message: string; fields?: Record<string, string> } | null;
  /**
   * What a worker does with an intent that was never sent: `cancel` (a person is no longer waiting),
   * or `execute`. Plans are always executed.
   */
  resume?: 'cancel' | 'execute';
};

/** Gives a definition its type. The definition is data: nothing happens here. */
export function defineOperation<Input, Loaded>(
  definition: Operation<Input, Loaded>,
): Operation<Input, Loaded> {
  return definition;
}

/** An operation of any input, as registry and protocol handle it. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- only ever used together, by the definition that both come from
export type AnyOperation = Operation<any, any>;
