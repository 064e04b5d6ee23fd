import 'server-only';
import { assertPermission } from '@/lib/auth/permissions';
import { type Actor } from '@/lib/base/actor';
import { linksOf, placeOf, type PageLinks } from '@/lib/core/endpoints/cursor';
import {
  filterIdentities,
  type IdentityField,
  type IdentitySort,
} from '@/lib/core/endpoints/identities';
import { keysetPage } from '@/lib/core/endpoints/keyset';
import { reading } from '@/lib/core/explain';
import { type ReadOptions } from '@/lib/core/request';
import { type Identity } from '@/lib/core/schemas/identity';
import { findIdentities } from './find-identities';
import { identityLine, type IdentityLine } from './identity-line';
import { type IdentitySearchParams } from './search-params';

export type IdentityPage = {
  rows: IdentityLine[];
  links: PageLinks;
  /** False with a key that may only read: newest and older only, and the page says so. */
  bothWays: boolean;
  /** True when a search found more than it shows. */
  more: boolean;
  /** When Core was read, ISO. */
  readAt: string;
};

const PAGE_SIZE = 50;
const NO_LINKS: PageLinks = { newest: null, newer: null, older: null, oldest: null };
const EVER = '0001-01-02T00:00:00Z';

/**
 * One page of identities, newest first; or, with a search, the first 50 whose name begins like that.
 * One question to Core, up to three for a search.
 * Permission: `identities:read`.
 * @throws DomainError
 */
export async function listIdentities(
  actor: Actor,
  params: IdentitySearchParams,
  options: ReadOptions = {},
): Promise<IdentityPage> {
  assertPermission(actor, 'identities:read');
  const { q, type } = params;
  const readAt = new Date().toISOString();
  return reading('the identities', async () => {
    if (q) {
      const found = await findIdentities({ q, type, limit: PAGE_SIZE + 1 }, options);
      const rows = found.slice(0, PAGE_SIZE).map(identityLine);
      const more = found.length > PAGE_SIZE;
      return { rows, links: NO_LINKS, bothWays: true, more, readAt };
    }
    const place = placeOf(params);
    const page = await keysetPage<Identity, IdentityField, IdentitySort>({
      resource: 'identities',
      idField: 'identity_id',
      idOf: (row) => row.identityId,
      conditions: type ? [{ field: 'identity_type', operator: 'eq', value: type }] : [],
      // Always a condition: a read-only key would be given the whole table (contract trap 25).
      since: EVER,
      place,
      size: PAGE_SIZE,
      ask: (filter) => filterIdentities(filter, options),
    });
    return {
      rows: page.rows.map(identityLine),
      links: linksOf(place, page),
      bothWays: page.bothWays,
      more: false,
      readAt,
    };
  });
}
