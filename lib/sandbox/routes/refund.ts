import { errorText, PlainError, Refusal } from '../errors/core-error';
import type { Context } from '../http/context';
import { json, type Reply } from '../http/reply';
import { bindJson, bool, struct } from '../json/bind';
import type { SettledTransaction } from '../posting/records';
import { refund, refundable } from '../posting/refunds';
import { transactionObject } from '../posting/transaction-object';
import { route, type Route } from '../router';

const refundRequest = struct('api.refundTransactionRequest', { skip_queue: bool() });

/**
 * `POST /refund-transaction/:id`; the body may be absent. All that is refundable behind the id is
 * reversed, a refund of it included, which is why asking twice gives the money back (contract 13.1).
 */
async function refundTransaction(c: Context): Promise<Reply> {
  const { skip_queue } = isEmpty(c) ? { skip_queue: false } : bindJson(c.body, refundRequest);
  const reversals: SettledTransaction[] = [];
  const faults: string[] = [];
  for (const id of await refundable(c.services, c.params.id ?? '')) {
    try {
      reversals.push(await refund(c.services, id, skip_queue));
    } catch (error) {
      faults.push(errorText(error));
    }
  }
  if (faults.length > 0) {
    throw new PlainError(`error occurred during processing: [${faults.join(' ')}]`);
  }
  const [first] = reversals;
  if (!first) throw new Refusal('TXN_NOT_FOUND', 'no transaction to refund');
  return json(201, transactionObject(first));
}

const isEmpty = (c: Context): boolean => c.body.bytes.toString('latin1').trim() === '';

export const refundRoutes: readonly Route[] = [
  route(['POST', '/refund-transaction/:id'], refundTransaction, {
    upgrades: { GEN_NOT_FOUND: 'TXN_NOT_FOUND' },
    fallback: 'GEN_BAD_REQUEST',
  }),
];
