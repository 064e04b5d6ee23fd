import { errorText, PlainError, Refusal } from '../errors/core-error';
import type { Context } from '../http/context';
import { json, type Reply } from '../http/reply';
import { bigInt, bindJson, bool, type Bound, float, list, struct, text } from '../json/bind';
import { applyPrecision } from '../money/amount';
import { inflightLegs, precisionOf } from '../posting/hold-reads';
import { AlreadyQueued, type HoldRequest } from '../posting/hold-queue';
import { type HoldAction, settleHold } from '../posting/holds';
import type { SettledTransaction } from '../posting/records';
import { transactionObject } from '../posting/transaction-object';
import { route, type Route } from '../router';
import { strictly } from './search';
import type { Db } from '../store/db';

const AMOUNT = { amount: float(), precise_amount: bigInt() };
const inflightUpdate = struct('model.InflightUpdate', {
  status: text(),
  ...AMOUNT,
  skip_queue: bool(),
});
const commitItem = struct('model.BulkInflightCommitItem', { transaction_id: text(), ...AMOUNT });
const bulkVoid = struct('model.BulkInflightVoidRequest', {
  transaction_ids: list(text()),
  skip_queue: bool(),
});
const bulkCommit = struct('model.BulkInflightCommitRequest', {
  transactions: list(commitItem),
  skip_queue: bool(),
});

/** `PUT /transactions/inflight/:txID`: commit or void, through the queue unless it is skipped. */
async function updateInflight(c: Context): Promise<Reply> {
  const body = bindJson(c.body, inflightUpdate);
  const id = c.params.txID ?? '';
  const amountMinor = await amountOf(c.services.store, id, body);
  const action = actionOf(body.status);
  if (!body.skip_queue) {
    const hold = await c.services.queue.holds.add({ id, amountMinor, action });
    return json(200, { ...(transactionObject(hold) as object), queued: true });
  }
  const [first] = await settleAll(c, { id, amountMinor, action });
  if (!first) throw new Refusal('TXN_NOT_INFLIGHT', `no transaction to ${action}`);
  return json(200, transactionObject(first));
}

function actionOf(status: string): HoldAction {
  if (status === 'commit' || status === 'void') return status;
  throw new Refusal('TXN_INVALID_STATUS_ACTION', 'status not supported. use either commit or void');
}

/** Minor units asked for; zero when none are, which means all. */
async function amountOf(
  db: Db,
  id: string,
  { amount, precise_amount }: Bound<typeof AMOUNT>,
): Promise<bigint> {
  const precision = await precisionOf(db, id);
  if (precise_amount === null) {
    return applyPrecision({ amount, precision, preciseAmount: null, amountString: '' })
      .preciseAmount;
  }
  if (precise_amount <= 0n) {
    throw new Refusal('TXN_INVALID_AMOUNT', 'precise_amount must be positive');
  }
  return precise_amount;
}

/** Settles every hold behind an id; whatever fails is told together, after the others were done. */
async function settleAll(c: Context, request: HoldRequest): Promise<SettledTransaction[]> {
  const { action, amountMinor } = request;
  const children: SettledTransaction[] = [];
  const faults: string[] = [];
  for (const { transactionId } of await inflightLegs(c.services.store, request.id)) {
    try {
      children.push(await settleHold(c.services, { transactionId, action, amountMinor }));
    } catch (error) {
      faults.push(errorText(error));
    }
  }
  if (faults.length === 0) return children;
  throw new PlainError(`error occurred during processing: [${faults.join(' ')}]`);
}

const MOST_ITEMS = 100;

interface BulkItem {
  readonly id: string;
  readonly amount: Bound<typeof AMOUNT>;
}

async function bulkVoidInflight(c: Context): Promise<Reply> {
  const body = bindJson(c.body, bulkVoid);
  const ids = body.transaction_ids ?? [];
  refuseCount(ids.length, 'transaction_ids');
  const items = ids.map((id) => ({ id, amount: { amount: 0, precise_amount: null } }));
  return bulk(c, { action: 'void', items, skipQueue: body.skip_queue });
}

async function bulkCommitInflight(c: Context): Promise<Reply> {
  const body = bindJson(c.body, bulkCommit);
  const list = body.transactions ?? [];
  refuseCount(list.length, 'transactions');
  const items = list.map((amount) => ({ id: amount.transaction_id, amount }));
  return bulk(c, { action: 'commit', items, skipQueue: body.skip_queue });
}

function refuseCount(count: number, field: string): void {
  if (count === 0) throw new Refusal('TXN_BULK_EMPTY', `${field} cannot be empty`);
  if (count > MOST_ITEMS) {
    throw new Refusal('TXN_BULK_LIMIT_EXCEEDED', `too many ${field}; max is ${MOST_ITEMS}`);
  }
}

interface BulkRequest {
  readonly action: HoldAction;
  readonly items: readonly BulkItem[];
  readonly skipQueue: boolean;
}

/** Each item on its own: one that fails says so, and the others go on. */
async function bulk(c: Context, { action, items, skipQueue }: BulkRequest): Promise<Reply> {
  const results: ItemResult[] = [];
  for (const { id, amount } of items) {
    const result = await bulkItem(c, { id, action, amount, skipQueue }).catch(failureOf);
    results.push(result);
  }
  const failed = results.filter(({ status }) => status === 'failed').length;
  return json(200, {
    succeeded: results.length - failed,
    failed,
    results: results.map((result, i) => ({ transaction_id: items[i]!.id, ...result })),
  });
}

interface ItemResult {
  readonly status: 'queued' | 'succeeded' | 'failed';
  readonly code?: string;
  readonly message?: string;
}

async function bulkItem(
  c: Context,
  item: BulkItem & { action: HoldAction; skipQueue: boolean },
): Promise<ItemResult> {
  const { id, action } = item;
  const amountMinor =
    item.amount.precise_amount ?? (await amountOf(c.services.store, id, item.amount));
  if (item.skipQueue) {
    await settleHold(c.services, { transactionId: id, action, amountMinor });
    return { status: 'succeeded' };
  }
  try {
    await c.services.queue.holds.add({ id, action, amountMinor });
    return { status: 'queued', code: 'QUEUED' };
  } catch (error) {
    if (!(error instanceof AlreadyQueued)) throw error;
    return { status: 'queued', code: 'ALREADY_QUEUED', message: error.message };
  }
}

/** What each failure is called; the first text that occurs decides. */
const ITEM_CODES: readonly (readonly [string, string])[] = [
  ['not found', 'NOT_FOUND'],
  ['no rows in result set', 'NOT_FOUND'],
  ['has already been voided', 'ALREADY_VOIDED'],
  ['Transaction already committed', 'ALREADY_COMMITTED'],
  ['not in inflight status', 'NOT_INFLIGHT'],
  ['cannot commit more than', 'INVALID_AMOUNT'],
  ['failed to acquire lock', 'LOCKED'],
];

function failureOf(error: unknown): ItemResult {
  const message = errorText(error);
  const code = ITEM_CODES.find(([part]) => message.includes(part))?.[1] ?? 'INTERNAL_ERROR';
  return { status: 'failed', code, message };
}

const ERRORS = {
  upgrades: { GEN_NOT_FOUND: 'TXN_NOT_FOUND' },
  fallback: 'GEN_BAD_REQUEST',
} as const;

export const inflightRoutes: readonly Route[] = [
  route(['PUT', '/transactions/inflight/:txID'], strictly(updateInflight), ERRORS),
  route(['POST', '/transactions/inflight/bulk/void'], strictly(bulkVoidInflight), ERRORS),
  route(['POST', '/transactions/inflight/bulk/commit'], strictly(bulkCommitInflight), ERRORS),
];
