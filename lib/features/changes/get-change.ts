import 'server-only';
import { can } from '@/lib/auth/permissions';
import { type Actor } from '@/lib/base/actor';
import { filterIdentities } from '@/lib/core/endpoints/identities';
import { nullUnlessAborted } from '@/lib/core/errors';
import { type ReadOptions } from '@/lib/core/request';
import { identityName } from '@/lib/core/schemas/identity';
import { getOperation } from '@/lib/operations/get-operation';
import { type ChangeDto, type ChangeIdentity } from './change-dto';
import { namelessIn, toChange } from './to-change';

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
  const mayRead = can(actor, 'audit:read') || change.actor.id === actor.id;
  return {
    ...toChange(change, await namesOf(namelessIn(change), options)),
    entryId: (mayRead && change.events.at(-1)?.id) || null,
  };
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
