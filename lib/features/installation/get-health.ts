import 'server-only';
import { type LogState, readLogState } from '@/lib/audit/log-state';
import { getHealth as askCore } from '@/lib/core/endpoints/health';
import { shortBy } from '@/lib/lineage/carry';
import { openStepsOf } from '@/lib/operations/open-steps';

export type Health = {
  /**
   * `degraded`: people can sign in and read what is ours, but nothing of Core; or a balance is short of money that
   * is being carried over; or the log is not sealed or not copied away. `down`: not even that.
   */
  status: 'ok' | 'degraded' | 'down';
  database: 'up' | 'down';
  /** As the console sees it: `down` means that Core answers without its database. */
  core: 'up' | 'down' | 'away';
  /** Balances that are drained at this moment, because their lineage or their money is being carried over. */
  drainedBalances: number;
  /** How the log is sealed; `null` when the database does not say. */
  log: {
    /** Entries that are sealed. */
    size: number;
    /** For how long the oldest entry waits to be sealed, in milliseconds; 0 when none does. */
    sealLagMs: number;
    /** The newest checkpoint that is kept outside of the database; `null` before the first. */
    anchored: { size: number; at: string } | null;
    /** Places that did not take the last checkpoint. */
    failingAnchors: number;
  } | null;
};

/**
 * How this installation is, for a load balancer or an operator. Needs nobody signed in, and so says
 * nothing that a stranger could use.
 */
export async function getHealth(options?: { signal?: AbortSignal }): Promise<Health> {
  const [carries, log, core] = await Promise.all([
    openStepsOf(['balance.carry_lineage', 'balance.move_to_new']).catch(() => null),
    readLogState().catch(() => null),
    askCore({ signal: options?.signal }),
  ]);
  const drainedBalances = carries?.filter((steps) => shortBy(steps) !== null).length ?? 0;
  const isSealed = !!log && !log.isOverdue && log.anchors.every(({ problem }) => !problem);
  const isWell = core.state === 'up' && drainedBalances === 0 && isSealed;
  return {
    status: carries === null ? 'down' : isWell ? 'ok' : 'degraded',
    database: carries === null ? 'down' : 'up',
    core: core.state,
    drainedBalances,
    log: log && logHealth(log),
  };
}

function logHealth({ newest, sealLagMs, anchors }: LogState): Health['log'] {
  const anchored = anchors
    .flatMap(({ size, anchoredAt }) => (anchoredAt ? [{ size, at: anchoredAt }] : []))
    .sort((a, b) => b.size - a.size)[0];
  return {
    size: newest?.size ?? 0,
    sealLagMs,
    anchored: anchored ?? null,
    failingAnchors: anchors.filter(({ problem }) => problem !== null).length,
  };
}
