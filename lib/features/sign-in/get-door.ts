import 'server-only';
import { DEMO_PEOPLE, reasonAgainstDemo } from '@/lib/auth/demo-people';
import type { Role } from '@/lib/base/actor';
import { db } from '@/lib/db/client';
import { person } from '@/lib/db/schema/people';
import { env } from '@/lib/env';
import { seedDemoPeople } from './seed-demo-people';

export type Door = {
  environment: 'sandbox' | 'real';
  /** Who may be signed in as with one click; empty where demo sign-ins do not belong. */
  demoPeople: { name: string; role: Role }[];
  /** Why the sandbox has no demo sign-ins here, if so. */
  demoReason: string | null;
  /** Whether nobody could sign in with a password, because nobody was made yet. */
  isEmpty: boolean;
};

/**
 * What the sign-in page offers. Needs nobody signed in. Where it offers the demo people it makes sure
 * that they exist, so that no start of the sandbox has to wait for a process that only does that.
 */
export async function getDoor(): Promise<Door> {
  const environment = env().COUNTERFOIL_MODE;
  const reason = reasonAgainstDemo();
  if (reason === null) await seedDemoPeople({ kind: 'system', id: 'web', name: 'Web server' });
  const [anybody] = await db().select({ id: person.id }).from(person).limit(1);
  return {
    environment,
    demoPeople: reason === null ? DEMO_PEOPLE.map(({ name, role }) => ({ name, role })) : [],
    demoReason: environment === 'sandbox' ? reason : null,
    isEmpty: environment === 'real' && !anybody,
  };
}
