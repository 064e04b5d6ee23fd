import { setTimeout as sleep } from 'node:timers/promises';
import { operations } from '@/lib/features/registry';
import { createReconciler } from '@/lib/operations/reconcile';
import { timing } from '@/lib/operations/timing';

/*
 * A worker that is meant to die where `COUNTERFOIL_TEST_KILL_AT` says. It works until it does, or is told to stop.
 */
const reconciler = createReconciler(operations);
let isStopping = false;
process.once('SIGTERM', () => (isStopping = true));
let hasBegun = false;
while (!isStopping) {
  const claimed = await reconciler.tick();
  if (claimed > 0 && !hasBegun) console.log('begun');
  hasBegun ||= claimed > 0;
  await sleep(timing().tickMs);
}
await reconciler.stop();
process.exit(0);
