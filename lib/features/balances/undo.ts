import 'server-only';
import { assertPermission } from '@/lib/auth/permissions';
import { type Actor } from '@/lib/base/actor';
import { type Failure } from '@/lib/base/result';
import { reading } from '@/lib/core/explain';
import { identityName } from '@/lib/core/schemas/identity';
import { findOperation } from '@/lib/operations/get-operation';
import { HANDOVER_KINDS } from '@/lib/base/handover-kinds';
import { readIdentity } from './judge-reassign';

/** A change that gave a balance to somebody, as far as it can be undone. */
export type Undo = {
  operationId: string;
  /** Its stub. */
  number: number;
  /** To whom it gave the balance, and from whom: that is who gets it back. */
  from: string;
  to: string;
};

/**
 * The change that is to be undone, or `null` when there is no such one of this balance, it did not succeed, or
 * nobody owned the balance before: Core cannot take an owner away again (contract 2.4).
 */
export async function findUndo(
  actor: Actor,
  { balanceId, operationId }: { balanceId: string; operationId: string },
): Promise<Undo | null> {
  const change = await findOperation(actor, operationId);
  if (!change) return null;
  const { kind, state, subjectId, number, requested } = change;
  const [to, from] = [requested.before.identity_id, requested.after.identity_id];
  if (!HANDOVER_KINDS.has(kind) || state !== 'succeeded' || subjectId !== balanceId) return null;
  if (typeof to !== 'string' || typeof from !== 'string') return null;
  return { operationId, number, from, to };
}

/** Why a change is not sent that says it undoes another one; `null` when it does, or says no such thing. */
export function undoProblem(
  asked: { undoes: string | null; expectedIdentityId: string | null; toIdentityId: string },
  undo: Undo | null,
): Failure | null {
  if (asked.undoes === null) return null;
  if (undo?.from === asked.expectedIdentityId && undo.to === asked.toIdentityId) return null;
  return {
    code: 'precondition',
    message:
      'This does not undo the change that it names. Nothing was sent; start again from its stub.',
  };
}

/** What the dialog begins with that undoes a change. */
export type UndoDto = {
  operationId: string;
  number: string;
  /** Who gets the balance back; `null` name when Core no longer knows them. */
  to: { id: string; name: string | null; type: string | null };
};

/**
 * What undoing a change would begin with; `null` when it cannot be undone.
 * Permission: `balances:reassign`.
 * @throws DomainError when Core cannot be read.
 */
export async function previewUndo(
  actor: Actor,
  params: { balanceId: string; operationId: string },
  options: { signal?: AbortSignal } = {},
): Promise<UndoDto | null> {
  assertPermission(actor, 'balances:reassign');
  const undo = await findUndo(actor, params);
  if (!undo) return null;
  const identity = await reading('the former identity', () => readIdentity(undo.to, options));
  return {
    operationId: undo.operationId,
    number: String(undo.number),
    to: {
      id: undo.to,
      name: identity && identityName(identity),
      type: identity?.identityType ?? null,
    },
  };
}
