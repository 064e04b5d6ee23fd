import 'server-only';
import { eq } from 'drizzle-orm';
import { MATRIX, type Permission } from '@/lib/auth/permissions';
import { db } from '@/lib/db/client';
import { operation } from '@/lib/db/schema/operation';
import { person } from '@/lib/db/schema/people';

/**
 * Whether whoever asked for a change may still make it: for changes that are made long after they were
 * asked for. People may have another role by then, or be disabled.
 */
export async function requesterMay(operationId: string, permission: Permission): Promise<boolean> {
  const [row] = await db()
    .select({ kind: operation.actorKind, role: person.role, disabledAt: person.disabledAt })
    .from(operation)
    .leftJoin(person, eq(person.id, operation.actorId))
    .where(eq(operation.id, operationId));
  if (!row) return false;
  if (row.kind !== 'person') return true;
  return row.role !== null && row.disabledAt === null && MATRIX[row.role].has(permission);
}
