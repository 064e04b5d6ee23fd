import 'server-only';
import { z } from 'zod';
import { type Actor, ROLES } from '@/lib/base/actor';
import { type Fact, isFact } from './facts';

/*
 * The closed list of what is recorded, with the shape of each. Adding a kind here is adding it to the
 * evidence format: a field may be added, never renamed or given another meaning.
 */

const personal = z.strictObject({ personal: z.string() });
/** By hand: a union tries each of its members and notes why it was none, for every fact of every event. */
const fact = z.custom<Fact>(isFact);
const facts = z.record(z.string(), fact);

const subject = z.strictObject({
  type: z.enum(['balance', 'identity', 'ledger', 'person', 'session', 'invitation', 'core', 'log']),
  /** Null for an object that does not exist yet. */
  id: z.string().nullable(),
});
const operation = z.strictObject({
  id: z.uuid(),
  kind: z.string(),
  /** The stub's number; a denied request has none. */
  number: z.int().optional(),
});
const reason = z.strictObject({
  category: z.string().optional(),
  ticket: z.string().optional(),
  note: personal.optional(),
});
const attempt = z.strictObject({
  no: z.int(),
  step: z.int(),
  at: z.iso.datetime(),
  /** Null when nobody lived to write it down. */
  result: z.enum(['not_sent', 'refused', 'answered', 'unanswered']).nullable(),
  status: z.int().optional(),
  core_code: z.string().optional(),
});
const role = z.enum(ROLES);

export const EVENTS = {
  /** Written before anything is sent: what was seen, what is asked for, why. */
  'operation.intent': z.strictObject({
    operation,
    subject,
    before: facts,
    after: facts,
    reason: reason.optional(),
    details: facts.optional(),
  }),
  /** A plan decided on its next step. Written before the step is acted on. */
  'operation.step': z.strictObject({
    operation,
    step: z.strictObject({ no: z.int(), name: z.string(), data: facts }),
  }),
  /** A request is about to leave. `before` is what Core showed just then. */
  'operation.attempt': z.strictObject({
    operation,
    subject,
    attempt: z.int(),
    step: z.int(),
    epoch: z.int(),
    before: facts.nullable(),
  }),
  /** A step of a plan is over. */
  'operation.step_outcome': z.strictObject({
    operation,
    step: z.strictObject({ no: z.int(), name: z.string() }),
    outcome: z.string(),
    why: z.string(),
    before: facts.nullable(),
    after: facts.nullable(),
  }),
  /** Exactly one for each intent. `before` and `after` as read from Core. */
  'operation.outcome': z.strictObject({
    operation,
    subject,
    outcome: z.enum(['succeeded', 'failed', 'conflict', 'no_change', 'cancelled', 'overwritten']),
    why: z.string(),
    before: facts.nullable(),
    after: facts.nullable(),
    attempts: z.array(attempt),
    category: z.string().optional(),
    ticket: z.string().optional(),
  }),
  /** Nothing was sent, because the actor may not do this. */
  'operation.denied': z.strictObject({
    operation,
    subject,
    permission: z.string(),
    /** `role`: the role lacks the permission; `policy`: a rule of the operation denied it. */
    by: z.enum(['role', 'policy']),
    why: personal,
  }),
  /** Something that is no operation was refused for want of a permission. */
  'access.denied': z.strictObject({ permission: z.string(), subject: subject.optional() }),

  sign_in: z.strictObject({ method: z.string(), session_id: z.string(), ip: personal.optional() }),
  sign_out: z.strictObject({ session_id: z.string() }),
  /** `actor` is the person of that address if there is one, else the system. */
  sign_in_failed: z.strictObject({
    cause: z.enum(['unknown_person', 'wrong_password', 'disabled', 'too_many_attempts']),
    email: personal.optional(),
    ip: personal.optional(),
  }),
  'session.revoked': z.strictObject({ subject, person_id: z.string() }),

  'person.created': z.strictObject({ subject, role, name: personal, email: personal }),
  'person.invited': z.strictObject({ subject, role, email: personal.optional() }),
  'person.joined': z.strictObject({ subject, role, invitation_id: z.string(), email: personal }),
  'person.role_changed': z.strictObject({
    subject,
    before: z.strictObject({ role }),
    after: z.strictObject({ role }),
  }),
  'person.disabled': z.strictObject({ subject }),
  'person.enabled': z.strictObject({ subject }),
  'person.password_reset': z.strictObject({ subject }),
  'invitation.revoked': z.strictObject({ subject }),

  /** Personal fields of an identity were shown in clear, and why. */
  reveal: z.strictObject({
    subject,
    fields: z.array(z.string()).min(1),
    reason: reason.optional(),
  }),
  /** Rows left the product as a file. Written before the first byte. */
  export: z.strictObject({
    what: z.string(),
    format: z.enum(['csv', 'json', 'zip']),
    filters: facts,
  }),

  /** Personal texts were erased; the records that held them keep their hashes. */
  'personal_text.erased': z.strictObject({
    subject,
    texts: z.array(z.strictObject({ event_id: z.uuid(), field: z.string() })).min(1),
    reason,
  }),

  /** What the key of Core may do, and which Core it is, became known or changed. */
  'core.learnt': z.strictObject({ subject, before: facts.nullable(), after: facts }),
  /**
   * The log is signed by another key from here on; `before` is null for the first. The keys are C2SP
   * verifier keys.
   */
  'log.key_changed': z.strictObject({ subject, before: facts.nullable(), after: facts }),
  /** Nothing else was recorded for so long that a checkpoint was due. */
  'log.heartbeat': z.strictObject({ subject }),
  /** A process seals from here on, or no more: what lies between is a pause and no gap. */
  'log.sealing_started': z.strictObject({ subject }),
  'log.sealing_stopped': z.strictObject({ subject }),
  /** Somebody had the whole log checked; `after` says what it came to. */
  'log.verified': z.strictObject({ subject, after: facts }),
  /** Whom Core shows as the owner of a balance is not who it should be, and no change of ours says why. */
  'owner.drift': z.strictObject({
    subject,
    outcome: z.literal('drift'),
    cause: z.enum(['outside', 'late_answer']),
    /** The change of ours whose request may have arrived after its outcome. */
    late_answer_of: z.strictObject({ id: z.uuid(), number: z.int() }).optional(),
    before: facts,
    after: facts,
  }),
  /** So many owners differ at once that Core itself must have changed. */
  'owner.incident': z.strictObject({
    subject,
    outcome: z.literal('drift'),
    after: facts,
    examples: z.array(
      z.strictObject({
        balance_id: z.string(),
        before: z.string().nullable(),
        after: z.string().nullable(),
      }),
    ),
  }),
  /** Somebody said why an owner differs. `drift` is the id of its event. */
  'owner.explained': z.strictObject({ subject, drift: z.uuid(), reason }),
  /** Who owns what was taken down: what differs from it later is drift. */
  'owner.baseline': z.strictObject({ subject, after: facts }),
  'setting.changed': z.strictObject({ name: z.string(), before: facts, after: facts }),
} as const;

export type EventKind = keyof typeof EVENTS;
export const EVENT_KINDS = Object.keys(EVENTS) as EventKind[];

export type EventPayload<K extends EventKind> = z.input<(typeof EVENTS)[K]>;

/** An event before it is written: who, what kind, and what the kind asks for. */
export type NewEvent = {
  [K in EventKind]: { kind: K; actor: Actor } & EventPayload<K>;
}[EventKind];
