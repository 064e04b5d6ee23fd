import 'server-only';
import { actionActor, answerAction } from '@/lib/auth/answer-action';
import { type ActionResult } from '@/lib/base/result';
import { type Operation } from './define-operation';
import { type OperationRequest } from './prepare';
import { runOperation } from './run-operation';
import { type OperationStanding } from './standing';

/**
 * The server action of an operation: session → actor → run → answer. Next's own control flow passes
 * through; an error that nobody foresaw becomes a reference and a plain sentence (`answerAction`).
 *
 * @example
 * // lib/features/balances/actions.ts
 * 'use server';
 * export const reassignIdentityAction = actionFor(reassignIdentity);
 */
export function actionFor<Input, Loaded>(
  operation: Operation<Input, Loaded>,
): (request: OperationRequest<Input>) => Promise<ActionResult<OperationStanding>> {
  return async (request) =>
    answerAction(async () => {
      const actor = await actionActor();
      // A browser may send anything at all.
      const { operationId, input } = Object(request) as Partial<OperationRequest<unknown>>;
      return runOperation(operation, { actor, operationId: String(operationId), input });
    });
}
