import { now } from '../clock/go-time';
import type { Store } from '../store/db';
import type { Books } from './books';

interface MappingRow {
  balance_id: string;
  provider: string;
  shadow_balance_id: string;
  aggregate_balance_id: string;
  identity_id: string;
  created_at_us: string;
}

/** The part of the books that remembers which provider of a balance is kept where (contract 5.1). */
export function postgresMappings(
  store: Store,
): Pick<Books, 'mappings' | 'hasMapping' | 'saveMapping' | 'hasPendingCredit'> {
  return {
    mappings: async (balanceId) => {
      const { rows } = await store.query<MappingRow>({
        name: 'books-mappings',
        text: `SELECT balance_id, provider, shadow_balance_id, aggregate_balance_id, identity_id,
          (extract(epoch FROM created_at) * 1000000)::bigint AS created_at_us
          FROM blnk.lineage_mappings WHERE balance_id = $1 ORDER BY created_at ASC`,
        values: [balanceId],
      });
      return rows.map((row) => ({
        balanceId: row.balance_id,
        provider: row.provider,
        shadowBalanceId: row.shadow_balance_id,
        aggregateBalanceId: row.aggregate_balance_id,
        identityId: row.identity_id,
        createdAtUs: BigInt(row.created_at_us),
      }));
    },
    hasMapping: async (balanceId, provider) => {
      const { rows } = await store.query({
        name: 'books-has-mapping',
        text: 'SELECT 1 FROM blnk.lineage_mappings WHERE balance_id = $1 AND provider = $2',
        values: [balanceId, provider],
      });
      return rows.length > 0;
    },
    saveMapping: async (mapping) => {
      await store.query({
        name: 'books-save-mapping',
        text: `INSERT INTO blnk.lineage_mappings
          (balance_id, provider, shadow_balance_id, aggregate_balance_id, identity_id, created_at)
          VALUES ($1, $2, $3, $4, $5, $6)
          ON CONFLICT (balance_id, provider) DO UPDATE SET
            shadow_balance_id = excluded.shadow_balance_id,
            aggregate_balance_id = excluded.aggregate_balance_id`,
        values: [
          mapping.balanceId,
          mapping.provider,
          mapping.shadowBalanceId,
          mapping.aggregateBalanceId,
          mapping.identityId,
          now().sql,
        ],
      });
    },
    hasPendingCredit: async (balanceId) => {
      const { rows } = await store.query({
        name: 'books-has-pending-credit',
        text: `SELECT 1 FROM blnk.lineage_outbox WHERE destination_balance_id = $1
          AND lineage_type IN ('credit', 'both') AND status IN ('pending', 'processing') LIMIT 1`,
        values: [balanceId],
      });
      return rows.length > 0;
    },
  };
}
