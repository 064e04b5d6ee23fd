import 'server-only';
import { type SendResult } from '@/lib/base/send-result';
import { readCore, writeCore, type ReadOptions, type WriteOptions } from '../request';
import {
  balance,
  balanceRow,
  type AllocationStrategy,
  type Balance,
  type BalanceRow,
} from '../schemas/balance';
import { listOf } from '../schemas/common';
import { type CreatedByField } from './created-by';
import { type Condition, type Filter } from './filter';
import { rowsAt } from './rows';

/** What Core can filter balances by; lineage and version are not among it (contract 4.3). */
export type BalanceField =
  | 'balance_id'
  | 'ledger_id'
  | 'identity_id'
  | 'indicator'
  | 'currency'
  | 'created_at'
  | CreatedByField;

/** Columns with an index behind the sort. `identity_id` has none: 178 ms at a million rows. */
export type BalanceSort = 'balance_id' | 'created_at' | 'ledger_id' | 'currency' | 'indicator';

export type BalanceFilter = Filter<BalanceField, BalanceSort>;
export type BalanceCondition = Condition<BalanceField>;

const rows = listOf(balanceRow);

/**
 * One balance with everything. Never asks for `include=identity`: that is a 500 for a balance without
 * one (contract trap 32).
 * @throws CoreError `not_found` when Core does not know it.
 */
export function getBalance(balanceId: string, options?: ReadOptions): Promise<Balance> {
  return readCore(
    { method: 'GET', path: `/balances/${encodeURIComponent(balanceId)}` },
    balance,
    options,
  );
}

/** Balances by Core's filter language, or by its GET list for a key that may only read. */
export async function filterBalances(
  filter: BalanceFilter,
  options?: ReadOptions,
): Promise<BalanceRow[]> {
  return (await rowsAt({ resource: 'balances', filter, schema: rows }, options)).data;
}

export type NewBalance = {
  ledgerId: string;
  currency: string;
  identityId?: string;
  trackFundLineage?: boolean;
  allocationStrategy?: AllocationStrategy;
  metaData?: Record<string, unknown>;
};

/**
 * Creates a balance. There is no idempotency: sent twice, it exists twice (contract 2.5). An
 * `indicator` is never sent, since released versions drop it and create a plain balance.
 */
export function createBalance(input: NewBalance, options?: WriteOptions): Promise<SendResult> {
  const body = {
    ledger_id: input.ledgerId,
    currency: input.currency,
    identity_id: input.identityId,
    track_fund_lineage: input.trackFundLineage,
    allocation_strategy: input.allocationStrategy,
    meta_data: input.metaData,
  };
  return writeCore({ method: 'POST', path: '/balances', body }, options);
}

/**
 * Gives a balance to an identity. No compare-and-set, no version, last writer wins (contract 7.1);
 * the answer has no balance in it. Safe to send again. An identity cannot be taken away (2.4).
 */
export function putBalanceIdentity(
  change: { balanceId: string; identityId: string },
  options?: WriteOptions,
): Promise<SendResult> {
  return writeCore(
    {
      method: 'PUT',
      path: `/balances/${encodeURIComponent(change.balanceId)}/identity`,
      body: { identity_id: change.identityId },
    },
    options,
  );
}

type Refused = Extract<SendResult, { kind: 'refused' }>;

/**
 * Which of the two Core misses when it refuses a change of identity with `BAL_NOT_FOUND`: both share
 * the code, only the text differs (contract 2.4), and the identity is looked up first.
 */
export function missingOnReassign(refusal: Refused): 'identity' | 'balance' | null {
  if (refusal.status !== 404 || refusal.coreCode !== 'BAL_NOT_FOUND') return null;
  return refusal.message.startsWith('Identity with ID') ? 'identity' : 'balance';
}

/**
 * Which of the two Core misses when it refuses a create with "Invalid ledger ID": it says so of the
 * identity as well, and only the constraint's name tells (contract 2.5).
 */
export function missingOnCreate(refusal: Refused): 'identity' | 'ledger' | null {
  if (refusal.constraint === 'balances_identity_id_fkey') return 'identity';
  if (refusal.constraint === 'balances_ledger_id_fkey') return 'ledger';
  return null;
}
