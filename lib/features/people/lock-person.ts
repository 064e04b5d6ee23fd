import 'server-only';
import { eq } from 'drizzle-orm';
import { DomainError } from '@/lib/base/result';
import type { Tx } from '@/lib/db/client';
import { person } from '@/lib/db/schema/people';

/**
 * Reads one person and locks the row until the transaction ends.
 * @throws DomainError `notFound`
 */
export async function lockPerson(tx: Tx, personId: string): Promise<typeof person.$inferSelect> {
  const [row] = await tx.select().from(person).where(eq(person.id, personId)).for('update');
  if (row) return row;
  throw new DomainError({
    code: 'notFound',
    message: 'This person does not exist. Read the list again.',
  });
}
