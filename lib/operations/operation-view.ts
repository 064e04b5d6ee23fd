import 'server-only';
import { type ReadFact, type ReadFacts } from '@/lib/audit/event-record';
import { type Facts, isPersonal } from '@/lib/audit/facts';
import {
  type operation,
  type operationAttempt,
  type operationStep,
} from '@/lib/db/schema/operation';
import { type Described } from './define-operation';
import { isOpen, toStanding } from './read-standing';
import { type OperationStanding } from './standing';
import { type AttemptResult, type Outcome } from './state';
import { timing } from './timing';

type Row = typeof operation.$inferSelect;
type StepRow = typeof operationStep.$inferSelect;
type AttemptRow = typeof operationAttempt.$inferSelect;

/** An operation as lists show it. Times are ISO 8601 UTC. */
export type OperationSummary = OperationStanding & {
  actor: { kind: string; id: string; name: string; role: string | null };
  requestedAt: string;
  outcomeAt: string | null;
  /** What the person saw and asked for, with the names that were shown. */
  requested: { before: ReadFacts; after: ReadFacts };
  why: { category: string | null; ticket: string | null; note: string | null };
  /** The operation that this one undoes, by its id. */
  undoes: string | null;
  /** Whether it has left us, or may have, and nobody can say yet what became of it. */
  isUnknown: boolean;
};

export type AttemptView = {
  no: number;
  step: number;
  startedAt: string;
  endedAt: string | null;
  /** From about to leave until Core's answer; `null` when there was none. */
  durationMs: number | null;
  result: AttemptResult | null;
  status: number | null;
  coreCode: string | null;
};

export type StepView = {
  no: number;
  name: string;
  decidedAt: string;
  data: ReadFacts;
  before: ReadFacts | null;
  beforeAt: string | null;
  after: ReadFacts | null;
  afterAt: string | null;
  outcome: Outcome | null;
};

export function readFacts(facts: Facts): ReadFacts {
  return Object.fromEntries(
    Object.entries(facts).map(([name, fact]): [string, ReadFact] => [
      name,
      isPersonal(fact) ? { text: fact.personal } : fact,
    ]),
  );
}

const parsed = (text: string | null): ReadFacts | null => {
  const facts = text === null ? null : (JSON.parse(text) as Facts | null);
  return facts && readFacts(facts);
};

/** @param now the database's time, by which leases are judged. */
export function toSummary(row: Row, now: Date): OperationSummary {
  const standing = toStanding(row);
  const described = JSON.parse(row.described) as Described;
  const isHeld = row.leaseUntil !== null && row.leaseUntil > now;
  // Given back on purpose, and due again soon: it waits for its next step.
  const isWaiting =
    row.leaseUntil === null &&
    row.nextAt !== null &&
    row.nextAt.getTime() > now.getTime() - timing().overdueMs;
  return {
    ...standing,
    actor: { kind: row.actorKind, id: row.actorId, name: row.actorName, role: row.actorRole },
    requestedAt: row.requestedAt.toISOString(),
    outcomeAt: row.outcomeAt?.toISOString() ?? null,
    requested: { before: readFacts(described.before), after: readFacts(described.after) },
    why: {
      category: described.reason?.category ?? null,
      ticket: described.reason?.ticket ?? null,
      note: described.reason?.note ?? null,
    },
    undoes: typeof described.details?.undoes === 'string' ? described.details.undoes : null,
    isUnknown: standing.state === 'unknown' || (isOpen(standing.state) && !isHeld && !isWaiting),
  };
}

export function toStepView(row: StepRow): StepView {
  return {
    no: row.stepNo,
    name: row.name,
    decidedAt: row.decidedAt.toISOString(),
    data: parsed(row.data) ?? {},
    before: parsed(row.before),
    beforeAt: row.beforeAt?.toISOString() ?? null,
    after: parsed(row.after),
    afterAt: row.afterAt?.toISOString() ?? null,
    outcome: row.outcome as Outcome | null,
  };
}

export function toAttemptView(row: AttemptRow): AttemptView {
  return {
    no: row.attemptNo,
    step: row.stepNo,
    startedAt: row.startedAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    durationMs: row.endedAt ? row.endedAt.getTime() - row.startedAt.getTime() : null,
    result: row.result as AttemptResult | null,
    status: row.status,
    coreCode: row.coreCode,
  };
}
