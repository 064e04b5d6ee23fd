import 'server-only';
import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import { db } from '@/lib/db/client';
import { operation, operationStep } from '@/lib/db/schema/operation';
import { type StepView, toStepView } from './operation-view';

/** The steps of every operation of these kinds that has no outcome yet, each in its order. */
export async function openStepsOf(kinds: string[]): Promise<StepView[][]> {
  const rows = await db()
    .select({ step: operationStep })
    .from(operationStep)
    .innerJoin(operation, eq(operation.id, operationStep.operationId))
    .where(and(inArray(operation.kind, kinds), isNull(operation.outcomeAt)))
    .orderBy(asc(operationStep.operationId), asc(operationStep.stepNo));
  const byOperation = new Map<string, StepView[]>();
  for (const { step } of rows) {
    const known = byOperation.get(step.operationId) ?? [];
    byOperation.set(step.operationId, [...known, toStepView(step)]);
  }
  return [...byOperation.values()];
}
