import 'server-only';
import { createHash } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { db } from '@/lib/db/client';
import { signInAttempt } from '@/lib/db/schema/people';

/** Tries to sign in for one address within one window, the successful one included. */
export const MAX_ATTEMPTS = 10;
export const WINDOW_MS = 15 * 60_000;

export type AttemptAnswer =
  | { allowed: true }
  /** `first` only for the try that met the limit, so that a flood makes one event, not thousands. */
  | { allowed: false; retryAt: Date; first: boolean };

/** The address is kept as a hash: mistyped ones are nobody's to collect. */
function keyOf(email: string): string {
  return createHash('sha256').update(email.trim().toLowerCase()).digest('hex');
}

/**
 * Counts one try to sign in for an address, before the password is looked at, so that parallel
 * guesses cannot all slip through. Counted per address of the person and not of their network: the
 * latter comes from a header that anyone can write. The clock is the database's. Windows that are
 * over are cleared away whenever a new one begins.
 */
export async function takeAttempt(email: string): Promise<AttemptAnswer> {
  const { windowStartedAt, count } = signInAttempt;
  const expired = sql`${windowStartedAt} <= now() - ${WINDOW_MS} * interval '1 millisecond'`;
  const [row] = await db()
    .insert(signInAttempt)
    .values({ key: keyOf(email), count: 1, windowStartedAt: sql`now()` })
    .onConflictDoUpdate({
      target: signInAttempt.key,
      set: {
        count: sql`case when ${expired} then 1 else ${count} + 1 end`,
        windowStartedAt: sql`case when ${expired} then now() else ${windowStartedAt} end`,
      },
    })
    .returning();
  if (row?.count === 1) await db().delete(signInAttempt).where(expired);
  if (!row || row.count <= MAX_ATTEMPTS) return { allowed: true };
  return {
    allowed: false,
    retryAt: new Date(row.windowStartedAt.getTime() + WINDOW_MS),
    first: row.count === MAX_ATTEMPTS + 1,
  };
}

/** Forgets the tries for an address, after one of them was right. */
export async function forgetAttempts(email: string): Promise<void> {
  await db()
    .delete(signInAttempt)
    .where(eq(signInAttempt.key, keyOf(email)));
}
