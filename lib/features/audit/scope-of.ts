import 'server-only';
import { type EventFilter, type EventScope } from '@/lib/audit/list';
import { can } from '@/lib/auth/permissions';
import { type Actor } from '@/lib/base/actor';
import { CHANGE_KINDS } from '@/lib/base/change-kinds';
import { dayStart, nextDay } from '@/lib/base/time';
import { type EventKind } from '@/lib/audit/events';
import { type AuditFilters } from './search-params';

/** Whose entries somebody may see: all with `audit:read`, else only their own. */
export function scopeOf(viewer: Actor): EventScope {
  return can(viewer, 'audit:read') ? 'all' : { onlyOf: viewer.id };
}

/** The screen's filters as those of the log. `zone` is the viewer's, in which `from` and `to` are days. */
export function filterOf(params: AuditFilters, zone: string): EventFilter {
  const { action, from, to } = params;
  const isChange = action !== undefined && action in CHANGE_KINDS;
  return {
    actorId: params.actor,
    operationKind: isChange ? action : undefined,
    kinds: action !== undefined && !isChange ? [action as EventKind] : undefined,
    subjectType: params.object,
    outcome: params.outcome,
    text: params.q,
    from: from === undefined ? undefined : dayStart(from, zone),
    to: to === undefined ? undefined : dayStart(nextDay(to), zone),
  };
}
