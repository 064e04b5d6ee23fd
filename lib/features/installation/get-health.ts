import 'server-only';
import { getHealth as askCore } from '@/lib/core/endpoints/health';
import { shortBy } from '@/lib/lineage/carry';
import { openStepsOf } from '@/lib/operations/open-steps';

export type Health = {
  /**
   * `degraded`: people can sign in and read what is ours, but nothing of Core, or a balance is short of money that
   * is being carried over. `down`: not even that.
   */
  status: 'ok' | 'degraded' | 'down';
  database: 'up' | 'down';
  /** As the console sees it: `down` means that Core answers without its database. */
  core: 'up' | 'down' | 'away';
  /** Balances that are drained at this moment, because their lineage or their money is being carried over. */
  drainedBalances: number;
};

/**
 * How this installation is, for a load balancer or an operator. Needs nobody signed in, and so says
 * nothing that a stranger could use.
 */
export async function getHealth(options?: { signal?: AbortSignal }): Promise<Health> {
  const [carries, core] = await Promise.all([
    openStepsOf(['balance.carry_lineage', 'balance.move_to_new']).catch(() => null),
    askCore({ signal: options?.signal }),
  ]);
  const drainedBalances = carries?.filter((steps) => shortBy(steps) !== null).length ?? 0;
  const isWell = core.state === 'up' && drainedBalances === 0;
  return {
    status: carries === null ? 'down' : isWell ? 'ok' : 'degraded',
    database: carries === null ? 'down' : 'up',
    core: core.state,
    drainedBalances,
  };
}
