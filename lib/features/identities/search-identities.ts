import 'server-only';
import { assertPermission } from '@/lib/auth/permissions';
import { type Actor } from '@/lib/base/actor';
import { filterIdentities } from '@/lib/core/endpoints/identities';
import { reading } from '@/lib/core/explain';
import { type ReadOptions } from '@/lib/core/request';
import { findIdentities } from './find-identities';
import { identityLine, type IdentityLine } from './identity-line';

const MOST = 20;
const EVER = '0001-01-02T00:00:00Z';

/**
 * Identities for a picker: by id, by how their name begins, or the newest when nothing is typed. 20
 * at most.
 * Permission: `identities:read`.
 * @throws DomainError
 */
export async function searchIdentities(
  actor: Actor,
  params: { q: string },
  options: ReadOptions = {},
): Promise<IdentityLine[]> {
  assertPermission(actor, 'identities:read');
  const q = params.q.trim();
  return reading('the identities', async () => {
    const found = q
      ? await findIdentities({ q, limit: MOST }, options)
      : await filterIdentities(
          {
            // Without a condition a read-only key would be given the whole table (contract trap 25).
            conditions: [{ field: 'created_at', operator: 'gte', value: EVER }],
            sort: { by: 'created_at', order: 'desc' },
            limit: MOST,
          },
          options,
        );
    return found.map(identityLine);
  });
}
