import 'server-only';
import { getEvent, neighboursOf } from '@/lib/audit/list';
import { assertPermission, can } from '@/lib/auth/permissions';
import { type Actor } from '@/lib/base/actor';
import { DomainError } from '@/lib/base/result';
import { type AuditEntryDto } from './audit-dto';
import { textsOfIdentity } from './erasable';
import { proveEntry } from './entry-proof';
import { filterOf, scopeOf } from './scope-of';
import { type AuditFilters } from './search-params';
import { surroundingsOf } from './surroundings';
import { toEntry } from './to-entry';

export type AuditEntryPage = {
  entry: AuditEntryDto;
  /** Ids of the entries next to it among those that the filters show. */
  newer: string | null;
  older: string | null;
};

/**
 * One entry with everything about it. An entry that this person may not see is as if it were not there.
 * Permission: `audit:read_own`.
 * @throws DomainError `notFound`
 */
export async function getAuditEvent(
  actor: Actor,
  params: AuditFilters & { id: string; zone: string },
): Promise<AuditEntryPage> {
  assertPermission(actor, 'audit:read_own');
  const scope = scopeOf(actor);
  const event = await getEvent(scope, params.id);
  if (!event) {
    throw new DomainError({
      code: 'notFound',
      message: 'There is no such entry, or it is not one of yours.',
    });
  }
  const { subject } = event;
  const mayErase = can(actor, 'audit:erase');
  const isIdentity = mayErase && subject?.type === 'identity' && subject.id !== null;
  const [around, beside, proof, ofIdentity] = await Promise.all([
    surroundingsOf([event]),
    neighboursOf(scope, filterOf(params, params.zone), event),
    proveEntry(event),
    isIdentity ? textsOfIdentity(subject.id!) : null,
  ]);
  return {
    entry: {
      ...toEntry(event, around),
      proof,
      erasable: { entry: event.texts.length, identity: ofIdentity && ofIdentity.length },
    },
    ...beside,
  };
}
