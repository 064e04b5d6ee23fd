import { setTimeout as sleep } from 'node:timers/promises';
import { anchorPlaces } from '@/lib/audit/anchor-places';
import { createSealing } from '@/lib/audit/keep-sealed';
import { signingKeys } from '@/lib/audit/signing-key';
import type { Actor } from '@/lib/base/actor';
import { logError } from '@/lib/base/log';
import { DomainError } from '@/lib/base/result';
import { closeCore } from '@/lib/core/connection';
import { closeDb } from '@/lib/db/client';
import { env } from '@/lib/env';
import { holdToOneCore } from '@/lib/features/installation/hold-to-one-core';
import { operations } from '@/lib/features/registry';
import { sweepOwners } from '@/lib/features/owners/sweep';
import { createReconciler } from '@/lib/operations/reconcile';
import { runWorker } from './run-worker';

/*
 * A process of its own, started as `tsx --conditions=react-server lib/worker/main.ts`; as many of them
 * as you like. It prints `ready` once it has looked for the first time. SIGTERM or SIGINT: it takes
 * nothing more, gives back what it holds, and exits 0. It exits 1, with one sentence, when the
 * database belongs to another Core.
 */
const stopping = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => stopping.abort());
}

const actor: Actor = { kind: 'system', id: 'worker', name: 'Worker' };
const reconciler = createReconciler(operations);
let isRightCore = false;
let isReady = false;

/** Nothing is taken up until Core has answered once and is the one that this database belongs to. */
async function tick(): Promise<void> {
  try {
    const { COUNTERFOIL_MODE: mode } = env();
    isRightCore ||= (await holdToOneCore(actor, { mode })) === 'held';
    if (isRightCore) await reconciler.tick();
  } catch (error) {
    if (isRightCore || !(error instanceof DomainError)) throw error;
    console.error(error.failure.message);
    process.exit(1);
  } finally {
    if (!isReady) console.log('ready');
    isReady = true;
  }
}

const world = {
  stopping: stopping.signal,
  sleep: (ms: number) => sleep(ms, undefined, { signal: stopping.signal }).catch(() => {}),
  onError: logError,
};
/** Beside the other loop: what is recorded is sealed whether or not Core answers. */
const sealing = runWorker(createSealing({ keys: signingKeys, places: anchorPlaces() }), world);
/** Beside both, because a walk over all balances takes hours. */
const checking = runWorker(
  { tick: async () => (isRightCore ? sweepOwners() : undefined), stop: async () => {} },
  world,
);
await runWorker({ tick, stop: () => reconciler.stop() }, world);
await Promise.all([sealing, checking]);
await Promise.all([closeDb(), closeCore()]);
