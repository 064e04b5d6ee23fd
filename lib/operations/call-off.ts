import 'server-only';
import { can, PermissionError } from '@/lib/auth/permissions';
import { type Actor } from '@/lib/base/actor';
import { DomainError } from '@/lib/base/result';
import { isUuid } from '@/lib/base/ids';
import { type AnyOperation } from './define-operation';
import { noSuchOperation } from './failures';
import { assertLegal, isOver, unsettledUntil } from './held';
import { type Ports, PORTS } from './ports';
import { readStanding } from './read-standing';
import { type OperationStanding } from './standing';
import { type Held } from './store-types';
import { timing } from './timing';

/**
 * Ends a change that is still waiting, as `cancelled`. It is taken from whoever works on it: from then on
 * that worker can record no attempt and therefore sends nothing, so "nothing was sent" stays true.
 * Permission: that of the change itself; whoever may ask for it may call it off, also somebody else's.
 * @throws PermissionError; DomainError `notFound`, `conflict` when something of it was sent already or
 * is about to be.
 */
export async function callOff(
  operation: AnyOperation,
  { actor, operationId }: { actor: Actor; operationId: string },
  ports: Ports = PORTS,
): Promise<OperationStanding> {
  if (!can(actor, operation.permission)) throw new PermissionError(actor, operation.permission);
  if (!isUuid(operationId)) throw noSuchOperation();
  const standing = await readStanding(operationId);
  if (standing.kind !== operation.kind) throw noSuchOperation();
  const claim = await ports.store.claim(standing.operationId);
  // It has an outcome by now, which the person is shown.
  if (!claim) return readStanding(operationId);
  const held = await ports.store.renew(claim);
  if (!isWaiting(held)) {
    await ports.store.release(held, 0);
    throw new DomainError({
      code: 'conflict',
      message: 'This change is being made just now, so it can no longer be cancelled.',
      operationId,
    });
  }
  const step = held.steps.find(({ outcome }) => outcome === null)?.no ?? null;
  const events = step === null ? [] : [{ type: 'step_end', step, outcome: 'cancelled' } as const];
  assertLegal(held, [...events, { type: 'outcome', outcome: 'cancelled' }], timing());
  await ports.store.conclude(
    held,
    {
      outcome: 'cancelled',
      detail: { reason: 'called_off', message: `${actor.name} cancelled it.` },
      after: null,
      step,
      subjectId: null,
      settleUntil: null,
    },
    actor,
  );
  return readStanding(operationId);
}

/** Whether nothing of it has left that may still arrive, and nothing is under way. */
function isWaiting(held: Held): boolean {
  const open = held.steps.find(({ outcome }) => outcome === null);
  return (
    !isOver(held) &&
    unsettledUntil(held, timing()) === null &&
    !held.attempts.some(({ step }) => step === open?.no)
  );
}
