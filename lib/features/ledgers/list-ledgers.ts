import 'server-only';
import { assertPermission } from '@/lib/auth/permissions';
import { type Actor } from '@/lib/base/actor';
import { linksOf, placeOf, type PageLinks } from '@/lib/core/endpoints/cursor';
import { keysetPage } from '@/lib/core/endpoints/keyset';
import { filterLedgers, type LedgerField, type LedgerSort } from '@/lib/core/endpoints/ledgers';
import { reading } from '@/lib/core/explain';
import { type ReadOptions } from '@/lib/core/request';
import { type Ledger } from '@/lib/core/schemas/ledger';
import { ledgerConditions, ledgerLine, type LedgerLine } from './ledger-line';
import { type LedgerSearchParams } from './search-params';

export type LedgerPage = {
  rows: LedgerLine[];
  links: PageLinks;
  /** False with a key that may only read: newest and older only, and the page says so. */
  bothWays: boolean;
  /** When Core was read, ISO. */
  readAt: string;
};

const PAGE_SIZE = 50;

/**
 * One page of ledgers, newest first, with a search those whose name begins like that. One question to
 * Core.
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
  return reading('the ledgers', async () => {
    const page = await keysetPage<Ledger, LedgerField, LedgerSort>({
      resource: 'ledgers',
      idField: 'ledger_id',
      idOf: (row) => row.ledgerId,
      conditions: ledgerConditions(params.q ?? ''),
      place,
      size: PAGE_SIZE,
      ask: (filter) => filterLedgers(filter, options),
    });
    return {
      rows: page.rows.map(ledgerLine),
      links: linksOf(place, page),
      bothWays: page.bothWays,
      readAt,
    };
  });
}
