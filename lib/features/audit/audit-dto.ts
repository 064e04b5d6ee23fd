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
  | 'denied'
  | 'drift';

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

/** How an entry is proven to be in the log. Hashes are lower-case hex. */
export type EntryProofDto =
  /** The sealer has not got to it yet. */
  | { state: 'waiting' }
  | {
      state: 'verified' | 'wrong';
      /** What does not hold, in words. */
      wrong: string | null;
      leafIndex: number;
      leafHash: string;
      /** Hashes between the entry and the root. */
      pathLength: number;
      checkpointSize: number;
      rootHash: string;
      /** Name and short hash of the key that signed. */
      key: string;
      sealedAt: string;
      /** Places outside of the database that hold a checkpoint over it. */
      anchors: string[];
      checkedAt: string;
      /** The proof itself, for the clipboard. */
      copy: string;
    };

/** `incomplete`: what is there is sound, and does not prove everything. */
export type LogVerdict = 'sound' | 'tampered' | 'incomplete';

/** What a check of the whole log came to. */
export type LogCheckDto = {
  verdict: LogVerdict;
  origin: string;
  /** Entries under the newest checkpoint. */
  size: number;
  /** Entries that the newest anchor covers; `null` without one that fits. */
  anchored: number | null;
  counts: { records: number; checkpoints: number; operations: number; texts: number };
  findingCount: number;
  /** The first of them, in words. */
  findings: { severity: 'tampered' | 'incomplete' | 'note'; text: string }[];
  checkedAt: string;
};

/** How the log stands as a whole. */
export type LogSummaryDto = {
  /** Entries that are sealed. */
  size: number;
  /** For how long the oldest entry waits to be sealed; 0 when none does. */
  sealLagMs: number;
  /** It waits so long that nobody seems to seal. */
  isOverdue: boolean;
  anchorProblem: string | null;
  lastCheck: { verdict: LogVerdict; size: number; at: string; entryId: string } | null;
};

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
  proof: EntryProofDto;
  /** Personal texts that are left: of this entry, and of its identity wherever they stand. */
  erasable: { entry: number; identity: number | null };
  why: { category: string | null; ticket: string | null; note: AuditValue | null };
};
