import 'server-only';
import { assertPermission } from '@/lib/auth/permissions';
import { type Actor } from '@/lib/base/actor';
import { linksOf, placeOf, type PageLinks } from '@/lib/core/endpoints/cursor';
import { keysetPage } from '@/lib/core/endpoints/keyset';
import { filterLedgers, type LedgerField, type LedgerSort } from '@/lib/core/endpoints/ledgers';
import { reading } from '@/lib/core/explain';
import { type ReadOptions } from '@/lib/core/request';
import { type Ledger } from '@/lib/core/schemas/ledger';
import { findLedgers } from './find-ledgers';
import { ledgerLine, type LedgerLine } from './ledger-line';
import { type LedgerSearchParams } from './search-params';

export type LedgerPage = {
  rows: LedgerLine[];
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

/**
 * One page of ledgers, newest first; or, with a search, the first 50 with these words in their names.
 * One question to Core, two for a search among more than 100.
 * Permission: `ledgers:read`.
 * @throws DomainError
 */
export async function listLedgers(
  actor: Actor,
  params: LedgerSearchParams,
  options: ReadOptions = {},
): Promise<LedgerPage> {
  assertPermission(actor, 'ledgers:read');
  const readAt = new Date().toISOString();
  const place = placeOf(params);
  const { q } = params;
  return reading('the ledgers', async () => {
    if (q) {
      const found = await findLedgers({ q, limit: PAGE_SIZE + 1 }, options);
      const rows = found.slice(0, PAGE_SIZE).map(ledgerLine);
      return { rows, links: NO_LINKS, bothWays: true, more: found.length > PAGE_SIZE, readAt };
    }
    const page = await keysetPage<Ledger, LedgerField, LedgerSort>({
      resource: 'ledgers',
      idField: 'ledger_id',
      idOf: (row) => row.ledgerId,
      conditions: [],
      place,
      size: PAGE_SIZE,
      ask: (filter) => filterLedgers(filter, options),
    });
    return {
      rows: page.rows.map(ledgerLine),
      links: linksOf(place, page),
      bothWays: page.bothWays,
      more: false,
      readAt,
    };
  });
}
