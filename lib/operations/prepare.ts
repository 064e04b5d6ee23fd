import 'server-only';
import { createHash } from 'node:crypto';
import { type EventPayload } from '@/lib/audit/events';
import { personal } from '@/lib/audit/facts';
import { recordEvent } from '@/lib/audit/record';
import { parseInput } from '@/lib/auth/parse-input';
import { can, PermissionError } from '@/lib/auth/permissions';
import { type Actor } from '@/lib/base/actor';
import { canonicalJson } from '@/lib/base/canonical-json';
import { isUuid } from '@/lib/base/ids';
import { DomainError } from '@/lib/base/result';
import { db } from '@/lib/db/client';
import { type Operation } from './define-operation';
import { noSuchOperation } from './failures';
import { isSameRequest } from './read-standing';
import { type Intent } from './store-types';
import { subjectsOf } from './held';
import { timing } from './timing';

/** What a browser sends: the id it made for this change, and the form. */
export type OperationRequest<Input> = { operationId: string; input: Input };
/** A request together with who makes it. Nothing of `input` is believed yet. */
export type ActorRequest = OperationRequest<unknown> & { actor: Actor };

/**
 * Everything that comes before the intent, in this order: permission, input, whether the id is known,
 * facts, guard, policy. Denials are recorded.
 * @returns the intent, or `known` when this very request was made before: it then stands as recorded,
 * whatever Core shows by now.
 * @throws DomainError, see `runOperation`; any other error is one of `load` and the database.
 */
export async function prepare<Input, Loaded>(
  operation: Operation<Input, Loaded>,
  request: ActorRequest,
): Promise<{ is: 'new'; intent: Intent } | { is: 'known'; inputHash: string }> {
  const { actor, operationId } = request;
  if (!isUuid(operationId)) throw noSuchOperation();
  if (!can(actor, operation.permission)) await denyByRole(operation, request);
  const input = parseInput(operation.input, request.input);
  const text = canonicalJson(input, 'any');
  const inputHash = createHash('sha256').update(`${operation.kind}\n${text}`).digest('hex');
  if (await isSameRequest({ actor, operationId, inputHash })) return { is: 'known', inputHash };

  const signal = AbortSignal.timeout(timing().loadLimitMs);
  const loaded = await operation.load(input, { operationId, actor, signal });
  const failure = operation.guard?.(input, loaded);
  if (failure) throw new DomainError(failure);
  const subject = operation.subject(input, operationId);
  const why = await operation.policy?.(actor, input, loaded);
  if (why) await denyByPolicy(operation, request, { subject, why });

  const isPlan = operation.write.how === 'plan';
  const leavesAtOnce = !isPlan && operation.resume !== 'execute';
  return {
    is: 'new',
    intent: {
      operationId,
      kind: operation.kind,
      actor,
      input: text,
      inputHash,
      subject,
      reserve:
        operation.reserve === 'while_sending' ? [] : subjectsOf(operation, input, operationId),
      described: operation.describe(input, loaded),
      firstStep: isPlan ? null : { name: operation.kind, data: {} },
      firstSendMs: leavesAtOnce ? timing().firstSendMs : null,
      lease: isPlan ? 'leave' : 'keep',
    },
  };
}

type Subject = EventPayload<'operation.denied'>['subject'];

async function denyByRole<Input, Loaded>(
  operation: Operation<Input, Loaded>,
  { actor, operationId, input }: ActorRequest,
): Promise<never> {
  const parsed = operation.input.safeParse(input);
  const error = new PermissionError(actor, operation.permission);
  const subject = parsed.success
    ? operation.subject(parsed.data, operationId)
    : { type: operation.kind.split('.')[0] as Subject['type'], id: null };
  await recordDenial(operation, { actor, operationId, subject, by: 'role', why: error.message });
  throw error;
}

async function denyByPolicy<Input, Loaded>(
  operation: Operation<Input, Loaded>,
  { actor, operationId }: ActorRequest,
  { subject, why }: { subject: Subject; why: string },
): Promise<never> {
  await recordDenial(operation, { actor, operationId, subject, by: 'policy', why });
  throw new DomainError({ code: 'forbidden', message: why });
}

async function recordDenial(
  { kind, permission }: Pick<Operation, 'kind' | 'permission'>,
  denial: {
    actor: Actor;
    operationId: string;
    subject: Subject;
    by: 'role' | 'policy';
    why: string;
  },
): Promise<void> {
  await recordEvent(db(), {
    kind: 'operation.denied',
    actor: denial.actor,
    operation: { id: denial.operationId, kind },
    subject: denial.subject,
    permission,
    by: denial.by,
    why: personal(denial.why),
  });
}
