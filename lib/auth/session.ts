import 'server-only';
import { headers } from 'next/headers';
import { cache } from 'react';
import { type PersonActor } from '@/lib/base/actor';
import { auth } from './auth';
import { personOf } from './person-of';

/**
 * Who makes a request with these headers, or `null` if nobody is signed in or no longer may be. Read
 * from the database each time: another role and being disabled take effect at the next click.
 */
export async function actorOf(requestHeaders: Headers): Promise<PersonActor | null> {
  const found = await auth().api.getSession({ headers: requestHeaders });
  return found && !found.user.disabledAt ? personOf(found) : null;
}

/** Who makes the current request; read once per request, however often it is asked. */
export const currentActor = cache(async (): Promise<PersonActor | null> =>
  actorOf(await headers()),
);
