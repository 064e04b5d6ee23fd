import 'server-only';
import { readLogState } from '@/lib/audit/log-state';
import { listEvents } from '@/lib/audit/list';
import { assertPermission, can } from '@/lib/auth/permissions';
import { type Actor } from '@/lib/base/actor';
import { textOf } from './value-words';
import { type LogSummaryDto } from './audit-dto';

/**
 * How the log stands as a whole: how much is sealed and copied away, and what its last check came to.
 * Who sees only their own entries learns how far it is sealed.
 * Permission: `audit:read_own`.
 */
export async function getLogSummary(actor: Actor): Promise<LogSummaryDto> {
  assertPermission(actor, 'audit:read_own');
  const state = await readLogState();
  return {
    size: state.newest?.size ?? 0,
    sealLagMs: state.sealLagMs,
    isOverdue: state.isOverdue,
    anchorProblem: state.anchors.find(({ problem }) => problem)?.problem?.text ?? null,
    lastCheck: can(actor, 'audit:read') ? await readLastCheck() : null,
  };
}

async function readLastCheck(): Promise<LogSummaryDto['lastCheck']> {
  const { rows } = await listEvents('all', { kinds: ['log.verified'] }, { limit: 1 });
  const [event] = rows;
  const verdict = textOf(event?.after?.verdict);
  if (!event || (verdict !== 'sound' && verdict !== 'tampered' && verdict !== 'incomplete')) {
    return null;
  }
  return { verdict, size: Number(event.after!.size), at: event.at, entryId: event.id };
}
