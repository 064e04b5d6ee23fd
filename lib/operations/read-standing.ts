import 'server-only';
import { eq } from 'drizzle-orm';
import { type Actor } from '@/lib/base/actor';
import { db } from '@/lib/db/client';
import { operation } from '@/lib/db/schema/operation';
import { type SubjectType } from './define-operation';
import { noSuchOperation, otherInput } from './failures';
import { type OperationStanding } from './standing';
import { OPEN_STATES, type OperationState } from './state';
import { type Detail } from './store-types';

type Row = typeof operation.$inferSelect;

/** Where an operation stands, from its row. */
export function toStanding(row: Row): OperationStanding {
  const detail = row.detail === null ? null : (JSON.parse(row.detail) as Detail);
  return {
    operationId: row.id,
    number: row.number,
    kind: row.kind,
    state: row.state as OperationState,
    subjectType: row.subjectType as SubjectType,
    subjectId: row.subjectId,
    reason: detail?.reason ?? null,
    message: detail?.message ?? null,
    fields: detail?.fields ?? null,
  };
}

export function isOpen(state: OperationState): boolean {
  return (OPEN_STATES as readonly string[]).includes(state);
}

/** @throws DomainError `notFound` */
export async function readStanding(operationId: string): Promise<OperationStanding> {
  const [row] = await db().select().from(operation).where(eq(operation.id, operationId));
  if (!row) throw noSuchOperation();
  return toStanding(row);
}

/**
 * Whether an id belongs to this very request of this very actor.
 * @throws DomainError `notFound` when it is somebody else's, `invalid` when it came with other input.
 */
export async function isSameRequest(request: {
  actor: Actor;
  operationId: string;
  inputHash: string;
}): Promise<boolean> {
  const { actor, operationId, inputHash } = request;
  const [row] = await db().select().from(operation).where(eq(operation.id, operationId));
  if (!row) return false;
  if (row.actorKind !== actor.kind || row.actorId !== actor.id) throw noSuchOperation();
  if (row.inputHash !== inputHash) throw otherInput(operationId);
  return true;
}
