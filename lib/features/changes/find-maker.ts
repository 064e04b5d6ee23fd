import 'server-only';
import { type Actor } from '@/lib/base/actor';
import { findOperation } from '@/lib/operations/get-operation';
import { type ChangeRowDto } from './change-dto';
import { textOf } from './change-sides';
import { toChangeRow } from './to-change';

/**
 * The change of another balance that has made this one, by the mark in its metadata, or `null`. Metadata can be
 * forged, so it counts only if that change has found this very balance in Core.
 * Permission: `changes:read`.
 */
export async function findMaker(
  actor: Actor,
  params: { balanceId: string; operationId: string },
): Promise<ChangeRowDto | null> {
  const { balanceId, operationId } = params;
  const change = await findOperation(actor, operationId);
  const made = change?.steps.some(({ after }) => textOf(after?.balance_id) === balanceId);
  return change && made ? toChangeRow(change) : null;
}
