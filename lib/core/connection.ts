import 'server-only';
import { Pool } from 'undici';
import { env } from '@/lib/env';

/** Where Core is, and the two ways to it. */
export type Connection = {
  /** Address without a trailing slash; may carry a path (contract 8). */
  url: string;
  /** Path before each of Core's own, `''` or `/core`. */
  prefix: string;
  key: string | null;
  reads: Pool;
  /**
   * Writes have their own connections and reuse none: then a connect that fails proves that nothing
   * was sent, no stale keep-alive connection can eat a write, and slow reads cannot delay one
   * (design §5.3).
   */
  writes: Pool;
};

const READ_CONNECTIONS = 12;
const WRITE_CONNECTIONS = 4;
const CONNECT_TIMEOUT_MS = 3_000;
const MAX_ANSWER_BYTES = 32 * 1024 * 1024;

let current: Connection | undefined;

/** Points this process at a Core. For tests and tools; everything else takes it from the settings. */
export function connectCore(settings: { url: string; key?: string | null }): Connection {
  void closeCore();
  const url = new URL(settings.url);
  const shared = {
    connectTimeout: CONNECT_TIMEOUT_MS,
    // `exchange` keeps one time limit over the whole exchange instead of undici's two.
    headersTimeout: 0,
    bodyTimeout: 0,
    maxResponseSize: MAX_ANSWER_BYTES,
    allowH2: false,
  };
  const prefix = url.pathname.replace(/\/+$/, '');
  return (current = {
    url: `${url.origin}${prefix}`,
    prefix,
    key: settings.key ?? null,
    reads: new Pool(url.origin, { ...shared, connections: READ_CONNECTIONS, pipelining: 1 }),
    writes: new Pool(url.origin, { ...shared, connections: WRITE_CONNECTIONS, pipelining: 0 }),
  });
}

/** The connection of this process, opened at the first call and never at build time. */
export function coreConnection(): Connection {
  return current ?? connectCore({ url: env().CORE_URL, key: env().CORE_KEY ?? null });
}

/** Ends all connections, so that a process can stop. */
export async function closeCore(): Promise<void> {
  const closing = current;
  current = undefined;
  await Promise.all([closing?.reads.destroy(), closing?.writes.destroy()]);
}
