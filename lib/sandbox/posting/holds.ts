import { randomUUID } from 'node:crypto';
import { noRows, PlainError, TypedError, wrap } from '../errors/core-error';
import { encodeJson } from '../json/encode';
import { applyPrecision } from '../money/amount';
import { twoDecimals } from '../money/go-float';
import { transactionHash } from '../money/transaction-hash';
import type { Store } from '../store/db';
import type { Books } from './books';
import { committedTotal, hasVoid, shadowIds } from './hold-reads';
import { recordTransaction } from './record-transaction';
import type { SettledTransaction } from './records';

/** What can be done with money that is held. */
export type HoldAction = 'commit' | 'void';

/** What settling holds works with. */
export interface HoldDesk {
  readonly store: Store;
  readonly books: Books;
}

export interface Settlement {
  readonly transactionId: string;
  readonly action: HoldAction;
  /** Minor units to commit; zero means all that is left. A void always takes all. */
  readonly amountMinor: bigint;
  /** Of the child row; a random one by default. */
  readonly reference?: string;
}

/** Holds being settled right now; a second attempt is refused at once. */
const busy = new Set<string>();

/**
 * Commits or voids one inflight transaction (contract 3.4): writes a child row that moves the held
 * money, then does the same to the rows its lineage wrote, always with their whole amounts.
 *
 * @returns the child row.
 * @throws PlainError or TypedError with Core's words.
 */
export async function settleHold(
  desk: HoldDesk,
  settlement: Settlement,
): Promise<SettledTransaction> {
  const { transactionId, action } = settlement;
  if (busy.has(transactionId)) {
    throw new PlainError(
      `failed to acquire lock for inflight ${action}: lock for key inflight-commit:${transactionId} is already held`,
    );
  }
  busy.add(transactionId);
  try {
    const child = await writeChild(desk, settlement);
    await settleShadows(desk, transactionId, action).catch((error: unknown) =>
      leaveForLater(desk, { transactionId, action, error }),
    );
    return child;
  } finally {
    busy.delete(transactionId);
  }
}

async function writeChild(desk: HoldDesk, settlement: Settlement): Promise<SettledTransaction> {
  const { action } = settlement;
  const hold = await openHold(desk, settlement.transactionId);
  const left = hold.preciseAmount - (await committedTotal(desk.store, hold.transactionId));
  refuseAmount(hold, left, settlement);
  const partial = action === 'commit' && settlement.amountMinor !== 0n;
  const preciseAmount = partial ? settlement.amountMinor : left;
  // The fingerprint is made of the amount the hold had, except where a commit takes all of the rest.
  const amount = action === 'commit' && !partial ? Number(left) / hold.precision : hold.amount;
  const createdAt = desk.books.now();
  const child: SettledTransaction = {
    ...hold,
    amount,
    preciseAmount,
    status: action === 'commit' ? 'COMMIT' : 'VOID',
    parentTransaction: hold.transactionId,
    transactionId: desk.books.newId('txn'),
    reference: settlement.reference ?? `ref_${randomUUID()}`,
    createdAt,
    effectiveDate: createdAt,
  };
  child.hash = transactionHash(child);
  if (action === 'void') Object.assign(child, applyPrecision(child));
  try {
    return await recordTransaction(desk.books, child);
  } catch (error) {
    throw wrap('saving transaction to db error', error);
  }
}

/**
 * The inflight row of this id, if it may still be settled.
 * @throws TypedError GEN_NOT_FOUND; PlainError when it is not inflight, or voided.
 */
export async function openHold(
  { books, store }: HoldDesk,
  id: string,
): Promise<SettledTransaction> {
  const found = await books.transaction(id);
  if (!found) {
    throw new TypedError('GEN_NOT_FOUND', `Transaction with ID '${id}' not found`, noRows());
  }
  const held =
    found.status === 'INFLIGHT' ||
    (found.status === 'QUEUED' && found.metaData?.get('inflight') === true);
  if (!held) throw new PlainError('transaction is not in inflight status');
  if (await hasVoid(store, id)) throw new PlainError('transaction has already been voided');
  return found;
}

/** Whether this much can be committed, or anything voided. */
export function refuseAmount(
  hold: SettledTransaction,
  left: bigint,
  { action, amountMinor }: Pick<Settlement, 'action' | 'amountMinor'>,
): void {
  if (left === 0n) throw new PlainError(`cannot ${action}. Transaction already committed`);
  if (action === 'void' || amountMinor === 0n) return;
  if (amountMinor < 0n) throw new PlainError('commit amount cannot be negative');
  const money = (minor: number) => hold.currency + twoDecimals(minor);
  const requested = money(Number(amountMinor) / hold.precision);
  if (amountMinor > hold.preciseAmount) {
    throw new PlainError(
      `cannot commit more than the original transaction amount. Original: ${money(hold.amount)}, Requested: ${requested}`,
    );
  }
  if (amountMinor > left) {
    throw new PlainError(
      `cannot commit more than the remaining amount. Available: ${money(Number(left) / hold.precision)}, Requested: ${requested}`,
    );
  }
}

/**
 * Settles the rows that lineage wrote for a hold, with their whole amounts whatever was committed
 * (contract 5.5). One that is settled already is passed over.
 *
 * @throws PlainError naming those that could not be settled.
 */
export async function settleShadows(
  desk: HoldDesk,
  transactionId: string,
  action: HoldAction,
): Promise<void> {
  const failed: string[] = [];
  for (const shadow of await shadowIds(desk.store, transactionId)) {
    try {
      await settleHold(desk, {
        transactionId: shadow.transactionId,
        action,
        amountMinor: action === 'commit' ? shadow.preciseAmount : 0n,
      });
    } catch (error) {
      if (!isSettled(error)) failed.push(shadow.transactionId);
    }
  }
  if (failed.length === 0) return;
  throw new PlainError(
    `failed to ${action} ${failed.length} shadow transactions: [${failed.join(' ')}]`,
  );
}

function isSettled(error: unknown): boolean {
  const text = error instanceof Error ? error.message : '';
  return text.includes('already committed') || text.includes('not in inflight status');
}

/** What could not be done for lineage at once is tried again by its worker. */
async function leaveForLater(
  { store }: HoldDesk,
  work: { transactionId: string; action: HoldAction; error: unknown },
): Promise<void> {
  const type = `shadow_${work.action}`;
  await store.query({
    text: `INSERT INTO blnk.lineage_outbox (transaction_id, lineage_type, payload, created_at)
      VALUES ($1, $2, $3, now()) ON CONFLICT (transaction_id) DO NOTHING`,
    values: [
      `${work.transactionId}_${type}`,
      type,
      encodeJson({ parent_transaction_id: work.transactionId }),
    ],
  });
}
