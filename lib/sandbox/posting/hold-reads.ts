import type { Db } from '../store/db';
import { queryOr } from '../store/failures';
import type { SettledTransaction } from './records';
import { TRANSACTION_COLUMNS, transactionRecord, type TransactionRow } from './rows';

/** How much of a hold was committed so far, in minor units. */
export async function committedTotal(db: Db, transactionId: string): Promise<bigint> {
  const { rows } = await queryOr<{ total: string }>(
    db,
    'Failed to get total committed transactions',
    {
      name: 'holds-committed-total',
      text: `SELECT coalesce(sum(precise_amount), 0) AS total FROM blnk.transactions
        WHERE parent_transaction = $1 AND status = 'APPLIED'`,
      values: [transactionId],
    },
  );
  return BigInt(rows[0]?.total ?? 0);
}

/** Whether a hold was voided, wholly or in its rest. */
export async function hasVoid(db: Db, transactionId: string): Promise<boolean> {
  const { rows } = await db.query({
    name: 'holds-has-void',
    text: `SELECT 1 FROM blnk.transactions WHERE parent_transaction = $1 AND status = 'VOID' LIMIT 1`,
    values: [transactionId],
  });
  return rows.length > 0;
}

/** The rows that lineage wrote for a transaction, oldest first. */
export async function shadowIds(
  db: Db,
  transactionId: string,
): Promise<{ transactionId: string; preciseAmount: bigint }[]> {
  const { rows } = await db.query<{ transaction_id: string; precise_amount: string }>({
    name: 'holds-shadows',
    text: `SELECT transaction_id, precise_amount FROM blnk.transactions
      WHERE meta_data ->> '_shadow_for' = $1 ORDER BY created_at ASC`,
    values: [transactionId],
  });
  return rows.map((row) => ({
    transactionId: row.transaction_id,
    preciseAmount: BigInt(row.precise_amount),
  }));
}

/**
 * The inflight rows behind an id: its own, its children's, those of a batch or of a queued request,
 * newest first; and when none is inflight yet, the queued ones that will be.
 */
export async function inflightLegs(db: Db, id: string): Promise<SettledTransaction[]> {
  const { rows } = await queryOr<TransactionRow>(db, 'Failed to retrieve inflight transactions', {
    name: 'holds-inflight-legs',
    text: `WITH inflight AS (
          SELECT * FROM blnk.transactions WHERE status = 'INFLIGHT' AND (transaction_id = $1
            OR parent_transaction = $1 OR meta_data ->> 'QUEUED_PARENT_TRANSACTION' = $1)),
        queued AS (
          SELECT * FROM blnk.transactions t WHERE status = 'QUEUED'
            AND (transaction_id = $1 OR parent_transaction = $1) AND meta_data ->> 'inflight' = 'true'
            AND NOT EXISTS (SELECT 1 FROM blnk.transactions r
              WHERE r.reference = t.reference || '_q' AND r.status = 'REJECTED')
            AND NOT EXISTS (SELECT 1 FROM blnk.transactions c
              WHERE c.parent_transaction = t.transaction_id AND c.status = 'INFLIGHT')),
        legs AS (SELECT * FROM inflight UNION ALL
          SELECT * FROM queued WHERE NOT EXISTS (SELECT 1 FROM inflight))
        SELECT ${TRANSACTION_COLUMNS} FROM legs ORDER BY created_at DESC`,
    values: [id],
  });
  return rows.map(transactionRecord);
}

/** The precision a transaction was made with, 1 when it is unknown. */
export async function precisionOf(db: Db, id: string): Promise<number> {
  const { rows } = await db.query<{ precision: string }>({
    name: 'holds-precision',
    text: `SELECT "precision" FROM blnk.transactions
      WHERE transaction_id = $1 OR parent_transaction = $1 LIMIT 1`,
    values: [id],
  });
  const precision = Number(rows[0]?.precision ?? 1);
  return precision > 0 ? precision : 1;
}
