import 'server-only';
import { type Facts, personal } from '@/lib/audit/facts';
import { comparableMetaData, OPERATION_ID_KEY } from '@/lib/base/meta-data';
import { createBalance, filterBalances, getBalance } from '@/lib/core/endpoints/balances';
import { createdBy } from '@/lib/core/endpoints/created-by';
import { type AllocationStrategy, type Balance } from '@/lib/core/schemas/balance';
import { type CreateWrite } from '@/lib/operations/define-operation';

/** A balance as it is asked for. */
export type NewBalance = {
  ledgerId: string;
  currency: string;
  identityId: string | null;
  trackFundLineage: boolean;
  allocationStrategy: AllocationStrategy;
  metaData: Readonly<Record<string, unknown>>;
};

/**
 * The write that creates a balance. Core has no idempotency here (contract 2.5, 7.2), so it is sent once and
 * looked up by the operation's id in its metadata. What is found has its id among its facts.
 */
export function newBalance<Input>(of: (input: Input) => NewBalance): CreateWrite<Input> {
  return {
    how: 'create',
    find: async ({ input, operationId, since, signal }) => {
      const { ledgerId, currency } = of(input);
      const rows = await filterBalances(
        {
          conditions: [
            ...createdBy(operationId, since),
            { field: 'ledger_id', operator: 'eq', value: ledgerId },
            { field: 'currency', operator: 'eq', value: currency },
          ],
          limit: 10,
        },
        { signal },
      );
      // Lists never say whether a balance is tracked (contract trap 2), so each hit is read by its id.
      const found = await Promise.all(rows.map((row) => getBalance(row.balanceId, { signal })));
      return found.map((balance) => ({ id: balance.balanceId, facts: balanceFacts(balance) }));
    },
    target: (input) => newBalanceFacts(of(input)),
    send: ({ input, operationId, limits }) => {
      const { ledgerId, currency, identityId, trackFundLineage, ...more } = of(input);
      return createBalance(
        {
          ledgerId,
          currency,
          ...(identityId && { identityId }),
          trackFundLineage,
          ...(trackFundLineage && { allocationStrategy: more.allocationStrategy }),
          metaData: { ...more.metaData, [OPERATION_ID_KEY]: operationId },
        },
        limits,
      );
    },
  };
}

/** What is asked for, as facts. */
export function newBalanceFacts(request: NewBalance): Facts {
  const { ledgerId, currency, identityId, trackFundLineage, allocationStrategy } = request;
  return {
    ledger_id: ledgerId,
    currency,
    identity_id: identityId,
    track_fund_lineage: trackFundLineage,
    // Core stores FIFO for a balance that is not tracked (contract 2.5).
    allocation_strategy: trackFundLineage ? allocationStrategy : 'FIFO',
    meta_data: personal(comparableMetaData(request.metaData)),
  };
}

function balanceFacts(balance: Balance): Facts {
  return {
    balance_id: balance.balanceId,
    ledger_id: balance.ledgerId,
    currency: balance.currency,
    identity_id: balance.identityId,
    track_fund_lineage: balance.trackFundLineage,
    allocation_strategy: balance.allocationStrategy,
    meta_data: personal(comparableMetaData(balance.metaData)),
  };
}
