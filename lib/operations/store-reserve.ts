import 'server-only';
import { eq, inArray } from 'drizzle-orm';
import { type Tx } from '@/lib/db/client';
import { reservation } from '@/lib/db/schema/operation';
import { timing } from './timing';

/** Who keeps a subject: nobody by name when it was freed in between, and the next try finds it free. */
export type Holder = { subject: string; operationId: string | null };

/**
 * Reserves subjects for an operation; what it has reserved already stays so. In one order for everybody, so
 * that two operations never wait for each other.
 * @returns `null` when all of them are its own now; else who has one, and then the transaction must not
 * be committed.
 */
export async function reserve(
  tx: Tx,
  { operationId, reserve: wanted }: { operationId: string; reserve: readonly string[] },
  at: Date,
): Promise<Holder | null> {
  const subjects = [...new Set(wanted)].sort();
  if (subjects.length === 0) return null;
  const until = new Date(at.getTime() + timing().leaseMs);
  const rows = subjects.map((subject) => ({ subject, operationId, until }));
  const taken = await tx.insert(reservation).values(rows).onConflictDoNothing().returning();
  if (taken.length === subjects.length) return null;
  const got = new Set(taken.map(({ subject }) => subject));
  const missing = subjects.filter((subject) => !got.has(subject));
  const found = await tx.select().from(reservation).where(inArray(reservation.subject, missing));
  if (found.length === missing.length && found.every((row) => row.operationId === operationId)) {
    return null;
  }
  const holder = found.find((row) => row.operationId !== operationId);
  return {
    subject: holder?.subject ?? missing[0]!,
    operationId: holder?.operationId ?? null,
  };
}

/** Gives back everything that an operation has reserved. */
export async function free(tx: Tx, operationId: string): Promise<void> {
  await tx.delete(reservation).where(eq(reservation.operationId, operationId));
}
