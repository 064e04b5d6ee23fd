import { z } from 'zod';
import { type CoreJson } from '../json';
import { amount, listOf, text } from './common';
import { fundAllocationIn, transaction } from './transaction';

/**
 * What Core says about the lineage of a balance (contract 5.6). The figures are those of whole
 * shadows, which all tracked balances of the identity in that currency share. Providers come in the
 * order of their first credit.
 */
export const balanceLineage = z
  .object({
    balance_id: z.string(),
    total_with_lineage: amount,
    aggregate_balance_id: text,
    providers: listOf(
      z
        .object({
          provider: z.string(),
          amount,
          available: amount,
          spent: amount,
          shadow_balance_id: z.string(),
        })
        .transform((p) => ({
          provider: p.provider,
          /** Received. */
          amount: p.amount,
          available: p.available,
          spent: p.spent,
          shadowBalanceId: p.shadow_balance_id,
        })),
    ),
  })
  .transform((l) => ({
    balanceId: l.balance_id,
    totalWithLineage: l.total_with_lineage,
    aggregateBalanceId: l.aggregate_balance_id,
    providers: l.providers,
  }));
export type BalanceLineage = z.output<typeof balanceLineage>;

/** The lineage of one APPLIED or INFLIGHT row (contract 5.7); of a queued one it is empty (trap 13). */
export const transactionLineage = z
  .object({
    transaction_id: z.string(),
    fund_allocation: z.unknown().optional(),
    shadow_transactions: listOf(transaction),
  })
  .transform((l) => ({
    transactionId: l.transaction_id,
    fundAllocation: fundAllocationIn(l.fund_allocation as CoreJson | undefined),
    shadowTransactions: l.shadow_transactions,
  }));
export type TransactionLineage = z.output<typeof transactionLineage>;
