import 'server-only';
import { readSeal } from '@/lib/audit/proof';
import { can } from '@/lib/auth/permissions';
import { type Actor } from '@/lib/base/actor';
import { filterIdentities } from '@/lib/core/endpoints/identities';
import { nullUnlessAborted } from '@/lib/core/errors';
import { type ReadOptions } from '@/lib/core/request';
import { identityName } from '@/lib/core/schemas/identity';
import { getOperation, type OperationView } from '@/lib/operations/get-operation';
import { listOperations } from '@/lib/operations/list-operations';
import { isOpen } from '@/lib/operations/read-standing';
import { type ChangeDto, type ChangeIdentity, type LinkedChange } from './change-dto';
import { mayBeUndone, namelessIn, toChange } from './to-change';

/**
 * One change with everything about it, in words. Cheap enough to be read again every second or two
 * while its outcome is not known: Core is asked only for names that nobody wrote down.
 * Permission: `changes:read`.
 * @throws DomainError `notFound`
 */
export async function getChange(
  actor: Actor,
  params: { operationId: string },
  options: ReadOptions = {},
): Promise<ChangeDto> {
  const change = await getOperation(actor, params.operationId);
  const newest = change.events.at(-1)?.id;
  const [names, undoneBy, seal] = await Promise.all([
    namesOf(namelessIn(change), options),
    undoerOf(actor, change),
    newest && change.outcomeAt !== null ? readSeal(newest) : null,
  ]);
  const mayRead = can(actor, 'audit:read') || change.actor.id === actor.id;
  const told = toChange(change, { names, undoneBy, seal });
  return {
    ...told,
    entryId: (mayRead && newest) || null,
    // The seal is soon there; a page that waits for it does not wait for ever.
    isSettled: told.isSettled && (seal !== null || isOld(change)),
  };
}

/** From here on a page waits no more for an outcome to be sealed. */
const SEALED_WITHIN_MS = 10_000;

const isOld = ({ outcomeAt, now }: OperationView) =>
  outcomeAt !== null && Date.parse(now) - Date.parse(outcomeAt) > SEALED_WITHIN_MS;

/** Later changes of one object that are looked through for the one that undoes another. */
const MOST_LATER = 50;

/** The change that has undone this one or is about to; `null` without any. */
async function undoerOf(actor: Actor, change: OperationView): Promise<LinkedChange | null> {
  const { operationId, subjectType, subjectId, requestedAt } = change;
  if (!mayBeUndone(change) || subjectId === null) return null;
  const subject = { type: subjectType, id: subjectId };
  const from = new Date(requestedAt);
  const { rows } = await listOperations(actor, { subject, from }, { limit: MOST_LATER });
  const undoer = rows.find(
    (row) => row.undoes === operationId && (isOpen(row.state) || row.state === 'succeeded'),
  );
  return undoer ? { operationId: undoer.operationId, number: String(undoer.number) } : null;
}

/** Names of identities; those that cannot be read now are shown by their ids. */
async function namesOf(
  ids: string[],
  options: ReadOptions,
): Promise<ReadonlyMap<string, ChangeIdentity>> {
  if (ids.length === 0) return new Map();
  const found = await filterIdentities(
    { conditions: [{ field: 'identity_id', operator: 'in', values: ids }], limit: ids.length },
    options,
  ).catch(nullUnlessAborted);
  return new Map(
    found?.map((each) => [
      each.identityId,
      { id: each.identityId, name: identityName(each), type: each.identityType },
    ]),
  );
}
