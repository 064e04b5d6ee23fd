import 'server-only';
import { assertPermission } from '@/lib/auth/permissions';
import { type Actor } from '@/lib/base/actor';
import { filterLedgers } from '@/lib/core/endpoints/ledgers';
import { reading } from '@/lib/core/explain';
import { type ReadOptions } from '@/lib/core/request';
import { ledgerConditions, ledgerLine, type LedgerLine } from './ledger-line';

const MOST = 20;

/**
 * Ledgers for a picker: by id, by how their name begins, or the newest when nothing is typed. 20 at
 * most.
 * Permission: `ledgers:read`.
 * @throws DomainError
 */
export async function searchLedgers(
  actor: Actor,
  params: { q: string },
  options: ReadOptions = {},
): Promise<LedgerLine[]> {
  assertPermission(actor, 'ledgers:read');
  return reading('the ledgers', async () => {
    const found = await filterLedgers(
      {
        conditions: ledgerConditions(params.q.trim()),
        sort: { by: 'created_at', order: 'desc' },
        limit: MOST,
      },
      options,
    );
    return found.map(ledgerLine);
  });
}
