import 'server-only';
import { recordEvent } from '@/lib/audit/record';
import type { Actor } from '@/lib/base/actor';
import { db } from '@/lib/db/client';
import { PermissionError } from './permissions';

/**
 * Does some work for an actor; when it is refused for want of a permission, that attempt is recorded
 * before the refusal goes on. For whatever answers people: actions and route handlers.
 */
export async function recordingDenials<T>(actor: Actor, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof PermissionError) {
      const { permission } = error;
      await recordEvent(db(), { kind: 'access.denied', actor, permission });
    }
    throw error;
  }
}
