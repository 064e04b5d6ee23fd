import 'server-only';
import { type Actor } from '@/lib/base/actor';
import { listOperations } from '@/lib/operations/list-operations';
import { type ChangeRowDto, type ChangeSubject } from './change-dto';
import { toChangeRow } from './to-change';

/**
 * The newest changes of one balance, identity or ledger, for its page; those still open included, or
 * nothing else (`isOpen`).
 * Permission: `changes:read`.
 */
export async function listSubjectChanges(
  actor: Actor,
  params: { type: ChangeSubject['type']; id: string; limit: number; isOpen?: true },
): Promise<{ rows: ChangeRowDto[]; hasMore: boolean }> {
  const { type, id, limit, isOpen } = params;
  const page = await listOperations(actor, { subject: { type, id }, isOpen }, { limit });
  return { rows: page.rows.map(toChangeRow), hasMore: page.older !== null };
}
