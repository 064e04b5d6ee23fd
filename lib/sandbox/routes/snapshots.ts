import { errorText, Refusal } from '../errors/core-error';
import { parseInt64 } from '../filter/go-numbers';
import type { Context } from '../http/context';
import { json, type Reply } from '../http/reply';
import { route, type Route } from '../router';
import type { Db } from '../store/db';

/**
 * `POST /balances-snapshots`: remembers every balance as it is now, once a day at most. Answered
 * before it is done, and nothing ever tells that it is (contract 3.2).
 */
function takeSnapshots(c: Context): Reply {
  const batchSize = parseInt64(c.query.get('batch_size') ?? '1000');
  if (batchSize === undefined || batchSize <= 0n) {
    throw new Refusal('GEN_VALIDATION_ERROR', 'invalid batch_size value');
  }
  snapshotAll(c.services.store).catch((error: unknown) =>
    console.error('snapshots:', errorText(error)),
  );
  return json(200, { message: 'Snapshotting in progress. should be completed shortly' });
}

async function snapshotAll(db: Db): Promise<void> {
  await db.query({
    text: `INSERT INTO blnk.balance_snapshots (balance_id, ledger_id, balance, credit_balance,
      debit_balance, inflight_balance, inflight_credit_balance, inflight_debit_balance, currency,
      snapshot_time, created_at, last_tx_id, meta_data)
      SELECT balance_id, ledger_id, balance, credit_balance, debit_balance, inflight_balance,
        inflight_credit_balance, inflight_debit_balance, currency, now(), now(),
        (SELECT transaction_id FROM blnk.transactions t
          WHERE t.source = b.balance_id OR t.destination = b.balance_id
          ORDER BY t.created_at DESC LIMIT 1),
        meta_data
      FROM blnk.balances b WHERE NOT EXISTS (SELECT 1 FROM blnk.balance_snapshots s
        WHERE s.balance_id = b.balance_id AND date_trunc('day', s.snapshot_time) = date_trunc('day', now()))
      ORDER BY b.id`,
  });
}

export const snapshotRoutes: readonly Route[] = [
  route(['POST', '/balances-snapshots'], takeSnapshots),
];
