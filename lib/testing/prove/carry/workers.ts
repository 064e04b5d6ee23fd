import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isNull } from 'drizzle-orm';
import { db } from '@/lib/db/client';
import { operation } from '@/lib/db/schema/operation';
import { operations } from '@/lib/features/registry';
import { KILL_POINTS } from '@/lib/operations/kill-point';
import { createReconciler } from '@/lib/operations/reconcile';
import { timing } from '@/lib/operations/timing';

/** Whoever works on the carries of a proof. */
export type Workers = {
  stop: () => Promise<void>;
  /** How many died at a named point. */
  deaths: () => number;
};

/** One worker in this process, which lives to the end. */
export function oneWorker(): Workers {
  const reconciler = createReconciler(operations);
  let isStopping = false;
  const work = (async () => {
    while (!isStopping) {
      await reconciler.tick();
      await sleep(timing().tickMs);
    }
    await reconciler.stop();
  })();
  return {
    stop: async () => {
      isStopping = true;
      await work;
    },
    deaths: () => 0,
  };
}

/** Those that a worker meets. */
const POINTS = KILL_POINTS.filter((point) => point !== 'after_intent');
/** As many steps as a carry of six providers takes. */
const STEPS = 60;
async function isAnyOpen(): Promise<boolean> {
  const rows = await db()
    .select({ id: operation.id })
    .from(operation)
    .where(isNull(operation.outcomeAt))
    .limit(1);
  return rows.length > 0;
}

/** From the first work that it has taken over. */
const LONGEST_LIFE_MS = 300;
const AT_ONCE = 2;
const WORKER = path.resolve(import.meta.dirname, 'worker.ts');

/**
 * Processes that die like `kill -9`, one after the other at each named point of each step, from the first on, so that
 * hardly anything is done between two deaths; a second one takes over while the next is being started.
 */
export function dyingWorkers(): Workers {
  const children = new Set<ChildProcess>();
  let isStopping = false;
  let turn = 0;
  let died = 0;
  const slot = async () => {
    while (!isStopping) {
      if (!(await isAnyOpen())) {
        await sleep(100);
        continue;
      }
      const at = turn++ % (POINTS.length * STEPS);
      const point = `${POINTS[at % POINTS.length]}:${1 + Math.floor(at / POINTS.length)}`;
      const child = spawn(process.execPath, ['--conditions=react-server', '--import=tsx', WORKER], {
        env: { ...process.env, COUNTERFOIL_TEST_KILL_AT: point },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      children.add(child);
      // A step that only reads has no sending to die at: then it dies in the middle of something else.
      let late: NodeJS.Timeout | undefined;
      child.stdout.once('data', () => {
        late = setTimeout(() => child.kill('SIGKILL'), LONGEST_LIFE_MS);
      });
      await new Promise<void>((resolve) =>
        child.on('close', (_code, signal) => {
          if (signal === 'SIGKILL') died += 1;
          resolve();
        }),
      );
      clearTimeout(late);
      children.delete(child);
    }
  };
  const slots = Array.from({ length: AT_ONCE }, slot);
  return {
    stop: async () => {
      isStopping = true;
      for (const child of children) child.kill('SIGTERM');
      await Promise.all(slots);
    },
    deaths: () => died,
  };
}
