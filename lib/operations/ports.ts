import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { postgresStore } from './store';
import { type OperationStore } from './store-types';

/** What the protocol needs of the world. A simulation gives it another one. */
export type Ports = {
  store: OperationStore;
  /** Milliseconds that only ever grow, whatever happens to the machine's date. */
  monotonicMs: () => number;
  sleep: (ms: number) => Promise<unknown>;
  /** Aborts after so many milliseconds. */
  abortAfter: (ms: number) => AbortSignal;
};

export const PORTS: Ports = {
  store: postgresStore,
  monotonicMs: () => performance.now(),
  sleep: (ms) => sleep(ms),
  abortAfter: (ms) => AbortSignal.timeout(ms),
};
