import { noRows, PlainError, TypedError, wrap } from '../errors/core-error';
import { postNow, stamped } from './accept-transaction';
import type { HoldDesk } from './holds';
import { queryOr } from '../store/failures';
import type { TransactionQueue } from './queue';
import type { SettledTransaction } from './records';

/** The transactions that asking for a refund of this id would reverse, newest first (contract 3.4). */
export async function refundable({ store }: HoldDesk, id: string): Promise<string[]> {
  const { rows } = await queryOr<{ transaction_id: string }>(
    store,
    'Failed to retrieve refundable transactions',
    {
      name: 'refunds-refundable',
      text: `SELECT transaction_id FROM blnk.transactions
        WHERE (transaction_id = $1 AND status = 'APPLIED')
          OR (parent_transaction = $1 AND status IN ('APPLIED', 'VOID'))
          OR (status = 'APPLIED' AND meta_data ->> 'QUEUED_PARENT_TRANSACTION' = $1)
        ORDER BY created_at DESC`,
      values: [id],
    },
  );
  return rows.map((row) => row.transaction_id);
}

/** Refunds being made right now; a second attempt is refused at once. */
const busy = new Set<string>();

/**
 * Reverses one transaction: the same amount back, with overdraft, under the reference
 * `<id>_refund`. Its metadata comes along, whatever it says.
 *
 * @throws PlainError or TypedError with Core's words.
 */
export async function refund(
  desk: HoldDesk & { readonly queue: TransactionQueue },
  id: string,
  skipQueue: boolean,
): Promise<SettledTransaction> {
  if (busy.has(id)) {
    throw new PlainError(
      `failed to acquire lock for refund: lock for key refund:${id} is already held`,
    );
  }
  busy.add(id);
  try {
    const original = await requireRefundable(desk, id);
    const { books, queue } = desk;
    const reversal = stamped(books, {
      ...original,
      transactionId: books.newId('txn'),
      reference: `${id}_refund`,
      parentTransaction: id,
      source: original.destination,
      destination: original.source,
      allowOverdraft: true,
      skipQueue,
      status: '',
      // A void is taken back by a hold.
      inflight: original.status === 'VOID',
    });
    try {
      return skipQueue ? await postNow(books, reversal) : queue.accept(reversal);
    } catch (error) {
      throw wrap(`failed to queue refund transaction ${reversal.transactionId}`, error);
    }
  } finally {
    busy.delete(id);
  }
}

async function requireRefundable(
  { books, store }: HoldDesk,
  id: string,
): Promise<SettledTransaction> {
  const original = await books.transaction(id);
  if (!original) {
    throw new TypedError('GEN_NOT_FOUND', `Transaction with ID '${id}' not found`, noRows());
  }
  if (original.status !== 'APPLIED' && original.status !== 'VOID') {
    throw new PlainError(
      `transaction ${id} cannot be refunded in status ${original.status} (only APPLIED or VOID)`,
    );
  }
  const { rows } = await queryOr(store, 'Failed to check refund status', {
    name: 'refunds-is-refunded',
    text: `SELECT 1 FROM blnk.transactions
        WHERE parent_transaction = $1 AND source = $2 AND destination = $3 LIMIT 1`,
    values: [id, original.destination, original.source],
  });
  if (rows.length > 0) throw new PlainError(`transaction ${id} has already been refunded`);
  return original;
}
