import 'server-only';
import { assertPermission } from '@/lib/auth/permissions';
import { type Actor } from '@/lib/base/actor';
import { DomainError } from '@/lib/base/result';
import { reading } from '@/lib/core/explain';
import { identityName } from '@/lib/core/schemas/identity';
import { describeRename, type RenamePreviewDto } from './describe-rename';
import { findIdentity } from './identity-facts';
import { readRenameEffect } from './rename-effect';

/**
 * What giving an identity these names does to fund lineage, for the form to show before it is sent.
 * @throws DomainError `notFound`, or when Core cannot be read.
 */
export async function previewRename(
  actor: Actor,
  params: { identityId: string; firstName?: string; lastName?: string; organizationName?: string },
  options: { signal?: AbortSignal } = {},
): Promise<RenamePreviewDto> {
  assertPermission(actor, 'identities:read');
  const { identityId, ...names } = params;
  return reading('this identity', async () => {
    const identity = await findIdentity(identityId, options.signal);
    if (!identity) {
      throw new DomainError({ code: 'notFound', message: `Core has no identity ${identityId}.` });
    }
    const effect = await readRenameEffect(identity, names, options);
    return describeRename(effect, { name: identityName(identity), how: 'renamed' });
  });
}
