import 'server-only';
import { assertPermission } from '@/lib/auth/permissions';
import type { Actor } from '@/lib/base/actor';
import { forgetCapabilities } from '@/lib/core/capabilities';

/**
 * Forgets what was learnt about Core and the key, so that the next page asks anew: after the key was
 * given other scopes, or Core was updated. Permission: `settings:read`.
 */
export async function learnCoreAgain(actor: Actor): Promise<void> {
  assertPermission(actor, 'settings:read');
  forgetCapabilities();
}
