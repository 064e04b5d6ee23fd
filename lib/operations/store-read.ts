import 'server-only';
import { asc, eq, sql } from 'drizzle-orm';
import { type Facts } from '@/lib/audit/facts';
import { db } from '@/lib/db/client';
import { operation, operationAttempt, operationStep } from '@/lib/db/schema/operation';
import { type Described, type SubjectType } from './define-operation';
import { type AttemptResult, type OperationState, type Outcome } from './state';
import { type Claim, type Detail, type Explained, Fenced, type Held } from './store-types';

const parse = <T>(text: string | null): T | null =>
  text === null ? null : (JSON.parse(text) as T);

/** Reads an operation whole, with the database's time. The claim has just been renewed. */
export async function readHeld(claim: Claim): Promise<Held> {
  const id = claim.operationId;
  const [[row], steps, attempts] = await Promise.all([
    db()
      .select({
        row: operation,
        now: sql<string>`floor(extract(epoch from clock_timestamp()) * 1000)::bigint`,
      })
      .from(operation)
      .where(eq(operation.id, id)),
    db()
      .select()
      .from(operationStep)
      .where(eq(operationStep.operationId, id))
      .orderBy(asc(operationStep.stepNo)),
    db()
      .select()
      .from(operationAttempt)
      .where(eq(operationAttempt.operationId, id))
      .orderBy(asc(operationAttempt.attemptNo)),
  ]);
  if (!row || row.row.epoch !== claim.epoch) throw new Fenced(claim);
  const { row: op } = row;
  return {
    claim,
    kind: op.kind,
    number: op.number,
    input: JSON.parse(op.input),
    subject: { type: op.subjectType as SubjectType, id: op.subjectId },
    described: JSON.parse(op.described) as Described,
    state: op.state as OperationState,
    now: Number(row.now),
    requestedAt: op.requestedAt.getTime(),
    sendUntil: op.sendUntil?.getTime() ?? null,
    settleUntil: op.settleUntil?.getTime() ?? null,
    steps: steps.map((step) => ({
      no: step.stepNo,
      name: step.name,
      data: JSON.parse(step.data) as Facts,
      decidedAt: step.decidedAt.getTime(),
      before: step.beforeAt === null ? undefined : parse<Facts>(step.before),
      after: parse<Facts>(step.after),
      outcome: step.outcome as Outcome | null,
      reason: parse<Detail>(step.detail)?.reason ?? null,
    })),
    attempts: attempts.map((attempt) => ({
      no: attempt.attemptNo,
      step: attempt.stepNo,
      epoch: attempt.epoch,
      startedAt: attempt.startedAt.getTime(),
      result: attempt.result as AttemptResult | null,
      status: attempt.status,
      coreCode: attempt.coreCode,
      explained: parse<Explained>(attempt.explained),
    })),
  };
}
