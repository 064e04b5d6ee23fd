import 'server-only';
import { assertPermission } from '@/lib/auth/permissions';
import { type Actor } from '@/lib/base/actor';
import { DomainError } from '@/lib/base/result';
import { reading } from '@/lib/core/explain';
import { identityName } from '@/lib/core/schemas/identity';
import { readDeleteStanding, whyNotDeleted, type DeleteStanding } from './delete-standing';
import { findIdentity } from './identity-facts';

/** What the dialog says before anything is asked for. `blocked` is why it cannot be, or `null`. */
export type DeletePreviewDto = DeleteStanding & { name: string; blocked: string | null };

/**
 * Whether an identity can be deleted, judged from a fresh read of Core.
 * Permission: `identities:delete`.
 * @throws DomainError `notFound`, or when Core cannot be read.
 */
export async function previewDelete(
  actor: Actor,
  params: { identityId: string },
  options: { signal?: AbortSignal } = {},
): Promise<DeletePreviewDto> {
  assertPermission(actor, 'identities:delete');
  return reading('this identity', async () => {
    const identity = await findIdentity(params.identityId, options.signal);
    if (!identity) {
      const message = `Core has no identity ${params.identityId}.`;
      throw new DomainError({ code: 'notFound', message });
    }
    const standing = await readDeleteStanding(identity, options);
    return { ...standing, name: identityName(identity), blocked: whyNotDeleted(standing) };
  });
}
