import 'server-only';
import { asc, eq } from 'drizzle-orm';
import { databaseNow } from '@/lib/audit/record';
import { type ReadFacts } from '@/lib/audit/event-record';
import { assertPermission } from '@/lib/auth/permissions';
import { type Actor } from '@/lib/base/actor';
import { isUuid } from '@/lib/base/ids';
import { DomainError } from '@/lib/base/result';
import { db } from '@/lib/db/client';
import { auditEvent } from '@/lib/db/schema/audit';
import { operation, operationAttempt, operationStep, reservation } from '@/lib/db/schema/operation';
import { type Described } from './define-operation';
import { noSuchOperation } from './failures';
import {
  type AttemptView,
  type OperationSummary,
  readFacts,
  type StepView,
  toAttemptView,
  toStepView,
  toSummary,
} from './operation-view';

/** Everything that a slip shows. */
export type OperationView = OperationSummary & {
  details: ReadFacts | null;
  /** As read from Core: before the first attempt, and at the end (or by the last step that ended). */
  before: ReadFacts | null;
  beforeAt: string | null;
  after: ReadFacts | null;
  afterAt: string | null;
  steps: StepView[];
  attempts: AttemptView[];
  /** What it keeps others from changing, and until when at the latest by what is known now. */
  reserved: { subject: string; until: string }[];
  /** Until then a request that was not answered may still arrive. */
  settleUntil: string | null;
  /** When a worker looks next; `null` while somebody is at it, or when there is nothing to look for. */
  nextLookAt: string | null;
  /** The time by which the others are to be read, on the database's clock. */
  now: string;
  /** Its events, for a link into the log. */
  events: { id: string; kind: string; at: string }[];
};

/**
 * One change with everything about it. Cheap enough to be polled while the outcome is unknown.
 * @throws PermissionError without `changes:read`; DomainError `notFound`.
 */
export async function getOperation(actor: Actor, operationId: string): Promise<OperationView> {
  assertPermission(actor, 'changes:read');
  if (!isUuid(operationId)) throw noSuchOperation();
  const [[row], steps, attempts, reserved, events, now] = await Promise.all([
    db().select().from(operation).where(eq(operation.id, operationId)),
    db()
      .select()
      .from(operationStep)
      .where(eq(operationStep.operationId, operationId))
      .orderBy(asc(operationStep.stepNo)),
    db()
      .select()
      .from(operationAttempt)
      .where(eq(operationAttempt.operationId, operationId))
      .orderBy(asc(operationAttempt.attemptNo)),
    db().select().from(reservation).where(eq(reservation.operationId, operationId)),
    db()
      .select({ id: auditEvent.id, kind: auditEvent.kind, at: auditEvent.at })
      .from(auditEvent)
      .where(eq(auditEvent.operationId, operationId))
      .orderBy(asc(auditEvent.at), asc(auditEvent.id)),
    databaseNow(db()),
  ]);
  if (!row) throw noSuchOperation();
  const described = JSON.parse(row.described) as Described;
  const stepViews = steps.map(toStepView);
  const first = stepViews[0];
  const last = stepViews.findLast(({ outcome }) => outcome !== null);
  const isHeld = row.leaseUntil !== null && row.leaseUntil > now;
  return {
    ...toSummary(row, now),
    details: described.details ? readFacts(described.details) : null,
    before: first?.before ?? null,
    beforeAt: first?.beforeAt ?? null,
    after: last?.after ?? null,
    afterAt: last?.afterAt ?? null,
    steps: stepViews,
    attempts: attempts.map(toAttemptView),
    reserved: reserved.map(({ subject, until }) => ({ subject, until: until.toISOString() })),
    settleUntil: row.settleUntil?.toISOString() ?? null,
    nextLookAt: isHeld || row.outcomeAt ? null : (row.nextAt?.toISOString() ?? null),
    now: now.toISOString(),
    events: events.map(({ id, kind, at }) => ({ id, kind, at: at.toISOString() })),
  };
}

/**
 * The same, or `null` where there is no such change.
 * @throws PermissionError without `changes:read`.
 */
export async function findOperation(
  actor: Actor,
  operationId: string,
): Promise<OperationView | null> {
  try {
    return await getOperation(actor, operationId);
  } catch (error) {
    if (error instanceof DomainError && error.failure.code === 'notFound') return null;
    throw error;
  }
}
