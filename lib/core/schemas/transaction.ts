import { z } from 'zod';
import { isJsonObject, type CoreJson } from '../json';
import { exactInstant, instant, metaData, text, type MetaData } from './common';

/** The tag on a credit that Core's lineage follows (contract 5.1). */
export const PROVIDER_TAG = 'BLNK_LINEAGE_PROVIDER';

const MAX_EXACT = 2n ** 53n;

/**
 * What a debit took from each provider, as Core noted it. These amounts pass through float64 on
 * Core's side, so above 2^53 the note is only near the truth (contract 5.7): `exact` says whether
 * it can be counted with.
 */
export type FundAllocation = { provider: string; amount: bigint | null; exact: boolean };

/** Marks a posting that Core made for lineage, and says for which one (contract 5.4, 5.5). */
export type ShadowMark = {
  shadowFor: string;
  provider: string | null;
  lineageType: string | null;
  mainBalance: string | null;
};

const string = (value: CoreJson | undefined) => (typeof value === 'string' ? value : null);

/** Reads a `fund_allocation` list; `null` when Core noted none. */
export function fundAllocationIn(value: CoreJson | undefined): FundAllocation[] | null {
  if (!Array.isArray(value)) return null;
  return value.filter(isJsonObject).map((item) => {
    const amount = typeof item.amount === 'bigint' ? item.amount : null;
    return {
      provider: string(item.provider) ?? '',
      amount,
      exact: amount !== null && amount <= MAX_EXACT,
    };
  });
}

function shadowMarkIn(meta: MetaData): ShadowMark | null {
  const shadowFor = string(meta._shadow_for);
  if (shadowFor === null) return null;
  return {
    shadowFor,
    provider: string(meta._provider),
    lineageType: string(meta._lineage_type),
    mainBalance: string(meta._main_balance),
  };
}

/** A transaction (contract 3.4). Its rows never change status: follow the children (trap 40). */
export const transaction = z
  .object({
    transaction_id: z.string().min(1),
    parent_transaction: text,
    precise_amount: z.bigint().nullish(),
    currency: z.string(),
    source: text,
    destination: text,
    reference: z.string(),
    description: text,
    status: z.string(),
    inflight: z.boolean().nullish(),
    created_at: exactInstant,
    effective_date: instant,
    meta_data: metaData,
  })
  .transform((t) => ({
    transactionId: t.transaction_id,
    parentTransaction: t.parent_transaction,
    /** Minor units; `null` on rows of very old Cores. `amount` is a float and never read. */
    preciseAmount: t.precise_amount ?? null,
    currency: t.currency,
    source: t.source,
    destination: t.destination,
    reference: t.reference,
    description: t.description,
    /** QUEUED, SCHEDULED, APPLIED, INFLIGHT, VOID or REJECTED. */
    status: t.status,
    inflight: t.inflight ?? false,
    createdAt: t.created_at,
    effectiveDate: t.effective_date,
    metaData: t.meta_data,
    /** The lineage tag of a credit. Core ignores a tag that is not text (contract 5.1). */
    provider: string(t.meta_data[PROVIDER_TAG]),
    fundAllocation: fundAllocationIn(t.meta_data.BLNK_FUND_ALLOCATION),
    shadow: shadowMarkIn(t.meta_data),
  }));
export type Transaction = z.output<typeof transaction>;

/**
 * Whether Core books lineage for this row as a credit of `balanceId`: tagged money that came in. A
 * row that belongs to a queued, bulk or split inflight, and the commit of an inflight, are followed
 * by nothing of their own (contract 5.2, trap 9).
 */
export function expectsShadow(row: Transaction, balanceId: string): boolean {
  const own = row.parentTransaction === null || !row.inflight;
  return (
    row.provider !== null &&
    row.destination === balanceId &&
    own &&
    (row.status === 'APPLIED' || row.status === 'INFLIGHT')
  );
}

/** Reference of the posting by which Core follows a tagged credit (contract 5.4). */
export function shadowReference(row: Transaction): string {
  return `${row.reference}_shadow_${row.provider}`;
}
