import { now } from '../clock/go-time';
import { errorText } from '../errors/core-error';
import { encodeJson } from '../json/encode';
import type { GoMap } from '../json/values';
import type { HoldDesk } from './holds';
import { queryOr } from '../store/failures';
import { recordTransaction } from './record-transaction';
import type { SettledTransaction } from './records';
import { TRANSACTION_COLUMNS, transactionRecord, type TransactionRow } from './rows';

const BATCH = 100;
const MOST_ATTEMPTS = 3;

/**
 * Applies queued transactions that nothing came of (contract 7.3): older than the threshold and
 * without a child. Each attempt is noted on the row; after three it is rejected.
 *
 * @returns how many were found, whatever became of them.
 */
export async function recoverQueued(desk: HoldDesk, olderThanMs: number): Promise<number> {
  const stuck = await stuckTransactions(desk, olderThanMs);
  for (const transaction of stuck) await recoverOne(desk, transaction);
  return stuck.length;
}

async function stuckTransactions(
  { store }: HoldDesk,
  olderThanMs: number,
): Promise<SettledTransaction[]> {
  const { rows } = await queryOr<TransactionRow>(
    store,
    'Failed to retrieve stuck queued transactions',
    {
      text: `SELECT ${TRANSACTION_COLUMNS} FROM blnk.transactions t WHERE status = 'QUEUED'
        AND created_at < now() - interval '1 millisecond' * $1
        AND NOT EXISTS (SELECT 1 FROM blnk.transactions c WHERE c.parent_transaction = t.transaction_id)
        ORDER BY created_at ASC LIMIT ${BATCH}`,
      values: [olderThanMs],
    },
  );
  return rows.map(transactionRecord);
}

async function recoverOne(desk: HoldDesk, stuck: SettledTransaction): Promise<void> {
  const { books } = desk;
  const facts: GoMap = stuck.metaData ?? new Map();
  const before = facts.get('recovery_attempts');
  const attempts = (typeof before === 'number' ? Math.trunc(before) : 0) + 1;
  const child: SettledTransaction = {
    ...stuck,
    inflight: facts.get('inflight') === true,
    atomic: facts.get('atomic') === true,
    allowOverdraft: facts.get('allow_overdraft') === true,
    transactionId: books.newId('txn'),
    parentTransaction: stuck.transactionId,
    reference: `${stuck.reference}_q`,
  };
  if (attempts > MOST_ATTEMPTS) {
    const metaData = new Map(facts).set(
      'blnk_rejection_reason',
      'exceeded max queued recovery attempts',
    );
    await books.storeOnly({ ...child, status: 'REJECTED', metaData }).catch(() => undefined);
    return;
  }
  const status = await recordTransaction(books, child).then(
    () => 'recovered',
    (error: unknown) =>
      errorText(error).includes('already been used') ? 'already_processed' : 'failed',
  );
  await note(desk, stuck.transactionId, { attempts, status });
}

async function note(
  { store }: HoldDesk,
  id: string,
  { attempts, status }: { attempts: number; status: string },
): Promise<void> {
  await store.query({
    text: `UPDATE blnk.transactions SET meta_data =
      (CASE WHEN jsonb_typeof(meta_data) = 'object' THEN meta_data ELSE '{}'::jsonb END) || $1::jsonb
      WHERE transaction_id = $2 OR parent_transaction = $2`,
    values: [
      encodeJson({
        recovery_attempts: attempts,
        recovery_status: status,
        recovery_last_attempt: now().secondsText,
      }),
      id,
    ],
  });
}
