import { z } from 'zod';
import { amount, exactInstant, metaData, text } from './common';

export const ALLOCATION_STRATEGIES = ['FIFO', 'LIFO', 'PROPORTIONAL'] as const;
export type AllocationStrategy = (typeof ALLOCATION_STRATEGIES)[number];

/** Ledger of Core's own balances: aggregates, shadows and everything named by an `@indicator`. */
export const GENERAL_LEDGER_ID = 'general_ledger_id';

const wire = z.object({
  balance_id: z.string().min(1),
  ledger_id: z.string().min(1),
  identity_id: text,
  indicator: text,
  currency: z.string(),
  balance: amount,
  credit_balance: amount,
  debit_balance: amount,
  inflight_balance: amount,
  inflight_credit_balance: amount,
  inflight_debit_balance: amount,
  created_at: exactInstant,
  meta_data: metaData,
});

function rename(b: z.output<typeof wire>) {
  return {
    balanceId: b.balance_id,
    ledgerId: b.ledger_id,
    /** Whose balance it is, or `null` when nobody's. */
    identityId: b.identity_id,
    /** `@name`, or `null`. Unique with the currency. */
    indicator: b.indicator,
    currency: b.currency,
    /** Minor units: credit − debit, inflight not included. */
    balance: b.balance,
    creditBalance: b.credit_balance,
    debitBalance: b.debit_balance,
    inflightBalance: b.inflight_balance,
    inflightCreditBalance: b.inflight_credit_balance,
    inflightDebitBalance: b.inflight_debit_balance,
    createdAt: b.created_at,
    metaData: b.meta_data,
  };
}

/**
 * A balance in one of Core's lists. Lists always say version 0 and "not tracked" (contract trap 2),
 * so these fields do not exist here: lineage can never be decided from a row.
 */
export const balanceRow = wire.transform(rename);
export type BalanceRow = z.output<typeof balanceRow>;

/** A balance read by its id, with everything (contract 3.2). */
export const balance = wire
  .extend({
    version: z.bigint(),
    track_fund_lineage: z.boolean(),
    allocation_strategy: z.string().nullish(),
  })
  .transform((b) => ({
    ...rename(b),
    /** Counts money movements; a change of identity does not move it (contract 7.1). */
    version: Number(b.version),
    trackFundLineage: b.track_fund_lineage,
    /** Core treats whatever it does not know as FIFO (contract 5.5). */
    allocationStrategy:
      ALLOCATION_STRATEGIES.find((known) => known === b.allocation_strategy) ?? 'FIFO',
  }));
export type Balance = z.output<typeof balance>;
