import 'server-only';
import { assertPermission } from '@/lib/auth/permissions';
import { type Actor } from '@/lib/base/actor';
import { reading } from '@/lib/core/explain';
import { type ReadOptions } from '@/lib/core/request';
import { findLedgers } from './find-ledgers';
import { ledgerLine, type LedgerLine } from './ledger-line';

const MOST = 20;

/**
 * Ledgers for a picker: by id, by words of their names, or the newest when nothing is typed. 20 at most.
 * Permission: `ledgers:read`.
 * @throws DomainError
 */
export async function searchLedgers(
  actor: Actor,
  params: { q: string },
  options: ReadOptions = {},
): Promise<LedgerLine[]> {
  assertPermission(actor, 'ledgers:read');
  return reading('the ledgers', async () =>
    (await findLedgers({ q: params.q, limit: MOST }, options)).map(ledgerLine),
  );
}
