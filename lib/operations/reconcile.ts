import 'server-only';
import { logError } from '@/lib/base/log';
import { type Actor } from '@/lib/base/actor';
import { type AnyOperation } from './define-operation';
import { goOn } from './go-on';
import { type Ports, PORTS } from './ports';
import { Fenced } from './store-types';

/** All operations by kind. */
export type OperationRegistry = ReadonlyMap<string, AnyOperation>;

/** Who writes outcomes that nobody waited for any more. */
export const RECONCILER: Actor = { kind: 'system', id: 'reconciler', name: 'Reconciler' };

const AT_ONCE = 16;

/**
 * Takes over operations that nobody holds (design §5, takeover): any number of processes may do so at
 * once, because each claim locks its rows, raises the epoch and so shuts out whoever held it before.
 */
export function createReconciler(registry: OperationRegistry, ports: Ports = PORTS) {
  const running = new Set<Promise<void>>();
  const kinds = [...registry.keys()];
  let isStopping = false;

  async function takeOver(operationId: string, epoch: number, kind: string): Promise<void> {
    try {
      await goOn({ operationId, epoch }, registry.get(kind)!, {
        how: {
          actor: RECONCILER,
          patienceMs: 0,
          isStopping: () => isStopping,
        },
        ports,
      });
    } catch (error) {
      // Otherwise the lease runs out and it is tried again; nothing is lost but time.
      if (!(error instanceof Fenced)) logError(error, { operation: operationId, kind });
    }
  }

  return {
    /**
     * Claims what is due and starts on it, as far as there is room.
     * @returns how many were claimed. Throws when the database cannot be asked.
     */
    async tick(): Promise<number> {
      const room = AT_ONCE - running.size;
      if (isStopping || room <= 0) return 0;
      const claims = await ports.store.claimDue(kinds, room);
      for (const { operationId, epoch, kind } of claims) {
        const work = takeOver(operationId, epoch, kind).finally(() => running.delete(work));
        running.add(work);
      }
      return claims.length;
    },
    /** Waits until everything that was started is done or given back. */
    async idle(): Promise<void> {
      await Promise.all(running);
    },
    /** Starts nothing new, gives back what can be given back, and waits for the rest. */
    async stop(): Promise<void> {
      isStopping = true;
      await Promise.all(running);
    },
  };
}
