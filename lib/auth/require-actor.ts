import 'server-only';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { connection } from 'next/server';
import type { PersonActor } from '@/lib/base/actor';
import { routes } from '@/lib/routes';
import { PATH_HEADER } from './path-header';
import { currentActor } from './session';

/**
 * The first call of every page: who is looking. Sends everybody else to sign in and back to this
 * address afterwards. `connection()` keeps the page out of the build, which must open nothing.
 */
export async function requireActor(): Promise<PersonActor> {
  await connection();
  const actor = await currentActor();
  if (actor) return actor;
  redirect(routes.signIn({ next: (await headers()).get(PATH_HEADER) ?? undefined }));
}
