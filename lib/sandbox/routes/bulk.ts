import { codeFromText, STATUS_BY_CODE } from '../errors/codes';
import { errorText, Refusal } from '../errors/core-error';
import type { Context } from '../http/context';
import { json, type Reply } from '../http/reply';
import { bindJson, bool, list, struct } from '../json/bind';
import type { Encodable } from '../json/values';
import { BatchFailure, newBatchId, postBatch } from '../posting/bulk';
import { route, type Route } from '../router';
import { strictly } from './search';
import {
  recordTransactionBody,
  type RecordTransactionBody,
  toTransaction,
  validateTransaction,
} from './transaction-request';

const bulkRequest = struct('model.BulkTransactionRequest', {
  transactions: list(recordTransactionBody, { pointer: true }),
  inflight: bool(),
  atomic: bool(),
  run_async: bool(),
  skip_queue: bool(),
});

const MOST = 10_000;

/** `POST /transactions/bulk` (contract 3.4). */
async function createBulk(c: Context): Promise<Reply> {
  const body = readBody(c);
  const items = body.transactions ?? [];
  if (items.length === 0) throw new Refusal('TXN_BULK_EMPTY', 'transactions cannot be empty');
  if (items.length > MOST) {
    throw new Refusal('TXN_BULK_LIMIT_EXCEEDED', `too many transactions; max is ${MOST}`);
  }
  const missing = missingItems(c);
  items.forEach((item, index) => validateItem(item, { index, isMissing: missing.has(index) }));
  const batchId = newBatchId();
  const work = postBatch(c.services, batchId, {
    transactions: items.map(toTransaction),
    inflight: body.inflight,
    atomic: body.atomic,
    skipQueue: body.skip_queue,
  });
  if (body.run_async) {
    // Core tells the outcome by a webhook only.
    work.catch((error: unknown) => console.error('bulk:', errorText(error)));
    return json(202, answer({ batch_id: batchId, message: STARTED, status: 'processing' }));
  }
  try {
    await work;
  } catch (error) {
    if (error instanceof BatchFailure) return failureReply(error);
    throw error;
  }
  return json(
    201,
    answer({
      batch_id: batchId,
      status: body.inflight ? 'inflight' : 'applied',
      transaction_count: items.length,
    }),
  );
}

const STARTED = 'Bulk transaction processing started';

const answer = (fields: Record<string, Encodable>): Map<string, Encodable> =>
  new Map(Object.entries(fields));

function readBody(c: Context) {
  try {
    return bindJson(c.body, bulkRequest);
  } catch (error) {
    throw new Refusal('GEN_MALFORMED_REQUEST', `Invalid request body: ${errorText(error)}`);
  }
}

/** Which items were `null`, which the decoder turns into empty ones. */
function missingItems(c: Context): Set<number> {
  const body = c.body.json();
  const list = body instanceof Map ? body.get('transactions') : null;
  if (!Array.isArray(list)) return new Set();
  return new Set(list.flatMap((item, index) => (item === null ? [index] : [])));
}

function validateItem(
  item: RecordTransactionBody,
  { index, isMissing }: { index: number; isMissing: boolean },
): void {
  const refuse = (message: string): never => {
    throw new Refusal('TXN_VALIDATION_ERROR', message, { legacyKey: 'errors', details: { index } });
  };
  if (isMissing) refuse(`transactions[${index}] is required`);
  try {
    validateTransaction(item);
  } catch (error) {
    refuse(`transactions[${index}]: ${errorText(error)}`);
  }
}

function failureReply({ batchId, message }: BatchFailure): Reply {
  const code = codeFromText(message) ?? 'GEN_BAD_REQUEST';
  return json(
    STATUS_BY_CODE[code],
    answer({
      batch_id: batchId,
      error: message,
      error_detail: { code, message, details: { batch_id: batchId } },
    }),
  );
}

export const bulkRoutes: readonly Route[] = [
  route(['POST', '/transactions/bulk'], strictly(createBulk), { fallback: 'GEN_BAD_REQUEST' }),
];
