import { type FaultClient } from '../../fault-proxy/client';
import { type DatabaseProxy } from '../../database-proxy/proxy';
import { type Trouble } from './cases';

/** How the path of the change ends, and of nothing else. */
export const CHANGE = '/identity';

/**
 * Puts up what is to go wrong between the processes.
 * @returns ids of the faults that keep requests back until they are let go
 */
export async function arm(
  troubles: readonly Trouble[],
  about: { balanceId: string; operationId: string },
  { core, database }: { core: FaultClient; database: DatabaseProxy },
): Promise<string[]> {
  const held: string[] = [];
  const change = { about: about.balanceId, method: 'PUT', pathEnds: CHANGE } as const;
  for (const trouble of troubles) {
    switch (trouble.is) {
      case 'core': {
        const reads = { about: about.balanceId, method: 'GET', pathEnds: about.balanceId } as const;
        const match = trouble.at === 'write' ? change : reads;
        await core.arm(match, trouble.fault, trouble.times);
        break;
      }
      case 'late':
        held.push(await core.arm(change, { kind: 'hold', what: 'request' }, Infinity));
        break;
      case 'cut':
        database.arm({ about: about.operationId, nth: trouble.nth, how: trouble.how });
        break;
      case 'killed':
      case 'other':
        break;
    }
  }
  return held;
}
