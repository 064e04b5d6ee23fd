import 'server-only';
import { getHealth as askCore } from '@/lib/core/endpoints/health';
import { sql } from 'drizzle-orm';
import { db } from '@/lib/db/client';

export type Health = {
  /** `degraded`: people can sign in and read what is ours, and nothing of Core. `down`: not even that. */
  status: 'ok' | 'degraded' | 'down';
  database: 'up' | 'down';
  /** As the console sees it: `down` means that Core answers without its database. */
  core: 'up' | 'down' | 'away';
};

/**
 * How this installation is, for a load balancer or an operator. Needs nobody signed in, and so says
 * nothing that a stranger could use.
 */
export async function getHealth(options?: { signal?: AbortSignal }): Promise<Health> {
  const [database, core] = await Promise.all([
    db()
      .execute(sql`select 1`)
      .then(
        () => 'up' as const,
        () => 'down' as const,
      ),
    askCore({ signal: options?.signal }),
  ]);
  const status = database === 'down' ? 'down' : core.state === 'up' ? 'ok' : 'degraded';
  return { status, database, core: core.state };
}
