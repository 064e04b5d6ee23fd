import 'server-only';
import { type Actor } from '@/lib/base/actor';
import { listOperations } from '@/lib/operations/list-operations';
import { type ChangeRowDto, type ChangeSubject } from './change-dto';
import { toChangeRow } from './to-change';

/**
 * The newest changes of one balance, identity or ledger, for its page; those still open included.
 * Permission: `changes:read`.
 */
export async function listSubjectChanges(
  actor: Actor,
  params: { type: ChangeSubject['type']; id: string; limit: number },
): Promise<{ rows: ChangeRowDto[]; hasMore: boolean }> {
  const { type, id, limit } = params;
  const page = await listOperations(actor, { subject: { type, id } }, { limit });
  return { rows: page.rows.map(toChangeRow), hasMore: page.older !== null };
}
