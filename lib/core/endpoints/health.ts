import 'server-only';
import { z } from 'zod';
import { CoreError } from '../errors';
import { readCore, type ReadOptions } from '../request';

/** `down`: Core answers, but its database does not. `away`: nothing answers as Core at that address. */
export type CoreHealth = { state: 'up'; tookMs: number } | { state: 'down' } | { state: 'away' };

/** Asks Core how it is. Needs no key, and says nothing about Redis or workers (contract 1.8). */
export async function getHealth(options?: ReadOptions): Promise<CoreHealth> {
  const started = performance.now();
  try {
    await readCore({ method: 'GET', path: '/health' }, z.object({ status: z.literal('UP') }), {
      timeoutMs: 4_000,
      ...options,
    });
    return { state: 'up', tookMs: Math.round(performance.now() - started) };
  } catch (error) {
    if (!(error instanceof CoreError) || error.code === 'aborted') throw error;
    return { state: error.status === 503 ? 'down' : 'away' };
  }
}
