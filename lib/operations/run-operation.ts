import 'server-only';
import { DomainError } from '@/lib/base/result';
import { type Operation } from './define-operation';
import { afterIntent, beforeIntent, busy } from './failures';
import { goOn } from './go-on';
import { killPoint } from './kill-point';
import { type Ports, PORTS } from './ports';
import { type ActorRequest, prepare } from './prepare';
import { isSameRequest, readStanding } from './read-standing';
import { type OperationStanding } from './standing';
import { Fenced } from './store-types';
import { timing } from './timing';

/**
 * Runs a change from a person's request to its outcome, by the protocol of design §5. Answers as soon
 * as there is an outcome, or when patience ends and a worker goes on (`intent`, `sending`, `unknown`);
 * a plan is answered at once. The same id again is the same operation: it answers as recorded, and
 * nothing is sent twice.
 *
 * @throws DomainError `invalid` (the input, or the id was used with another one), `notFound` (the id
 * is somebody else's), `forbidden` (and recorded as denied), whatever `load` and `guard` say,
 * `conflict` (the subject is being changed), `precondition` (anything else that failed before the
 * intent), and `unknown` with the operation's id once the intent may have been recorded.
 */
export async function runOperation<Input, Loaded>(
  operation: Operation<Input, Loaded>,
  given: ActorRequest,
  ports: Ports = PORTS,
): Promise<OperationStanding> {
  // As the database writes it: ids made from it must be the same for whoever takes over.
  const request = { ...given, operationId: given.operationId.toLowerCase() };
  const { actor, operationId } = request;
  const prepared = await prepare(operation, request).catch((error: unknown) => {
    throw beforeIntent(error);
  });
  try {
    if (prepared.is === 'known') return await standingOfFirst(operationId, ports);
    const { intent } = prepared;
    const begun = await ports.store.begin(intent);
    if (begun.is === 'busy') throw await busy(begun.operationId);
    if (begun.is === 'known') {
      await isSameRequest(intent);
      return await standingOfFirst(operationId, ports);
    }
    killPoint('after_intent');
    if (intent.lease === 'keep') {
      const how = { actor, patienceMs: timing().patienceMs };
      await goOn(begun.claim, operation, { how, ports });
    }
    return await readStanding(operationId);
  } catch (error) {
    if (error instanceof DomainError) throw error;
    if (error instanceof Fenced) return readStanding(operationId);
    throw afterIntent(error, operationId);
  }
}

/**
 * The answer to a second click: that of the first one, which may still be on its way. Waits for it as
 * long as the first one's person does.
 */
async function standingOfFirst(operationId: string, ports: Ports): Promise<OperationStanding> {
  const until = ports.monotonicMs() + timing().patienceMs;
  for (;;) {
    const standing = await readStanding(operationId);
    const isUnderWay = standing.state === 'intent' || standing.state === 'sending';
    if (!isUnderWay || ports.monotonicMs() > until) return standing;
    await ports.sleep(timing().readSoonMs);
  }
}
