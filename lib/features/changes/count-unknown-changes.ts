import 'server-only';
import { type Actor } from '@/lib/base/actor';
import { countUnknownOperations } from '@/lib/operations/list-operations';

/**
 * How many changes nobody can say the outcome of yet; for the sidebar.
 * Permission: `changes:read`.
 */
export async function countUnknownChanges(actor: Actor): Promise<number> {
  return countUnknownOperations(actor);
}
