import 'server-only';
import { type EventRecord } from '@/lib/audit/event-record';
import { getEvent, neighboursOf } from '@/lib/audit/list';
import { assertPermission } from '@/lib/auth/permissions';
import { type Actor, ROLE_NAMES, type Role } from '@/lib/base/actor';
import { wordsOf } from '@/lib/base/fact-names';
import { DomainError } from '@/lib/base/result';
import { type AuditEntryDto } from './audit-dto';
import { factsIn } from './entry-facts';
import { proveEntry } from './entry-proof';
import { changedIn, personalValue } from './entry-values';
import { filterOf, scopeOf } from './scope-of';
import { type AuditFilters } from './search-params';
import { surroundingsOf } from './surroundings';
import { toRow, type Surroundings } from './to-row';

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
  const [around, beside, proof] = await Promise.all([
    surroundingsOf([event]),
    neighboursOf(scope, filterOf(params, params.zone), event),
    proveEntry(event),
  ]);
  return { entry: { ...toEntry(event, around), proof }, ...beside };
}

function toEntry(event: EventRecord, around: Surroundings): Omit<AuditEntryDto, 'proof'> {
  const { actor, operation, reason, payload } = event;
  const given = payload.reason as { note?: unknown } | undefined;
  return {
    ...toRow(event, around),
    kind: event.kind,
    role: actor.role && (ROLE_NAMES[actor.role as Role] ?? actor.role),
    sessionId: event.sessionId,
    change: operation && {
      operationId: operation.id,
      number: operation.number === null ? null : String(operation.number),
    },
    changed: changedIn(event, around.identities),
    facts: factsIn(event, around.identities),
    why: {
      category: reason.category && wordsOf(reason.category),
      ticket: reason.ticket,
      note: given?.note === undefined ? null : personalValue(given.note),
    },
  };
}
