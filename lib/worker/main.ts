import { setTimeout as sleep } from 'node:timers/promises';
import { logError } from '@/lib/base/log';
import { closeDb } from '@/lib/db/client';
import { operations } from '@/lib/features/registry';
import { createReconciler } from '@/lib/operations/reconcile';
import { runWorker } from './run-worker';

/*
 * A process of its own, started as `tsx --conditions=react-server lib/worker/main.ts`; as many of them
 * as you like. SIGTERM or SIGINT: it takes nothing more, gives back what it holds, and exits 0.
 */
const stopping = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => stopping.abort());
}

console.log('ready');
await runWorker(createReconciler(operations), {
  stopping: stopping.signal,
  sleep: (ms) => sleep(ms, undefined, { signal: stopping.signal }).catch(() => {}),
  onError: logError,
});
await closeDb();
