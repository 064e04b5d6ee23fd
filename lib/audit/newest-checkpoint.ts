import 'server-only';
import { desc } from 'drizzle-orm';
import { db, type Tx } from '@/lib/db/client';
import { logCheckpoint } from '@/lib/db/schema/log';

/** The checkpoint that covers the most, or `null` before the first. */
export async function newestCheckpoint(
  tx: Pick<Tx, 'select'> = db(),
): Promise<typeof logCheckpoint.$inferSelect | null> {
  const [newest] = await tx.select().from(logCheckpoint).orderBy(desc(logCheckpoint.size)).limit(1);
  return newest ?? null;
}
