import 'server-only';
import { type Actor } from '@/lib/base/actor';
import { callOff } from '@/lib/operations/call-off';
import { type OperationStanding } from '@/lib/operations/standing';
import { reassignWhenSpent } from './reassign-when-spent';

/**
 * Cancels a change that waits until tagged funds are spent. Nothing was sent, and nothing will be.
 * Permission: `balances:reassign`.
 * @throws DomainError `notFound`; `conflict` when it is being made just now.
 */
export function cancelWaiting(
  actor: Actor,
  { operationId }: { operationId: string },
): Promise<OperationStanding> {
  return callOff(reassignWhenSpent, { actor, operationId });
}
