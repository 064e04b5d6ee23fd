import { type Money } from '@/lib/base/money';
import { type AuditObjectType } from './search-params';

/**
 * What an entry came to. `requested` was stored and nothing sent, `sent` is one attempt, `decided` a step
 * of a plan; the others are ends.
 */
export type AuditOutcome =
  | 'requested'
  | 'sent'
  | 'decided'
  | 'succeeded'
  | 'failed'
  | 'conflict'
  | 'no_change'
  | 'cancelled'
  | 'overwritten'
  | 'denied';

/** Who did it. `name` is as it was then, `null` when it has been erased. */
export type AuditActor = {
  kind: 'person' | 'system' | 'cli';
  id: string;
  name: string | null;
};

/** What it was done to. `name` is in words where an id alone says nothing. */
export type AuditObject = { type: AuditObjectType; id: string | null; name: string | null };

/** An entry as the list shows it. Times are ISO 8601 UTC. */
export type AuditRowDto = {
  id: string;
  at: string;
  actor: AuditActor;
  /** In words: "Reassign identity". */
  action: string;
  object: AuditObject | null;
  /** Instead of an object: how somebody signed in, what was exported. */
  objectWords: string | null;
  /** In one line each; `null` where there is nothing to tell. */
  before: string | null;
  after: string | null;
  outcome: AuditOutcome;
  reason: string | null;
};

/** One value as the entry's panel draws it. */
export type AuditValue =
  | { is: 'text'; text: string }
  | { is: 'code'; text: string }
  | { is: 'money'; money: Money }
  | { is: 'object'; type: AuditObjectType; id: string; name: string | null }
  /** A personal field that is only shown on the identity's page, after a reveal. */
  | { is: 'masked'; text: string }
  | { is: 'erased' }
  | { is: 'nothing' };

export type AuditFact = { name: string; value: AuditValue };

/** Everything about one entry. */
export type AuditEntryDto = AuditRowDto & {
  /** The kind as the record has it: `operation.outcome`. */
  kind: string;
  /** The role that the person had then, in words. */
  role: string | null;
  sessionId: string | null;
  /** The change that it belongs to; `number` is `null` where it never became one. */
  change: { operationId: string; number: string | null } | null;
  /** What was there and what is there now, and where both come from. */
  changed: {
    title: string;
    source: string;
    before: string;
    after: string;
    rows: { name: string; before: AuditValue; after: AuditValue }[];
  } | null;
  facts: AuditFact[];
  why: { category: string | null; ticket: string | null; note: AuditValue | null };
};
