import 'server-only';
import { type EventRecord } from '@/lib/audit/event-record';
import { ROLE_NAMES, type Role } from '@/lib/base/actor';
import { wordsOf } from '@/lib/base/fact-names';
import { type AuditEntryDto } from './audit-dto';
import { factsIn } from './entry-facts';
import { changedIn, personalValue } from './entry-values';
import { type Surroundings, toRow } from './to-row';

/** Everything about an entry in words, but for how it is proven. */
export function toEntry(
  event: EventRecord,
  around: Surroundings,
): Omit<AuditEntryDto, 'proof' | 'erasable'> {
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
