import { createHash } from 'node:crypto';
import { formatFloat } from './go-float';

/**
 * Core's fingerprint of a transaction: SHA-256 of amount, reference, currency, source and
 * destination, as they are at the moment of asking. A request in minor units is fingerprinted
 * before its major amount is known, so with `0` (contract 3.13).
 */
export function transactionHash(of: {
  amount: number;
  reference: string;
  currency: string;
  source: string;
  destination: string;
}): string {
  const text = formatFloat(of.amount) + of.reference + of.currency + of.source + of.destination;
  return createHash('sha256').update(text).digest('hex');
}
