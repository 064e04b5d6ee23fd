import { GoTime, parseRfc3339, ZERO_TIME } from '../clock/go-time';
import { decodeStored, encodeStored } from '../json/stored';
import { formatFloat } from '../money/go-float';
import type { BalanceRecord, SettledTransaction, TransactionStatus } from './records';

/** What a statement selects for a {@link BalanceRecord}. */
export const BALANCE_COLUMNS = `balance_id, coalesce(indicator, '') AS indicator, currency,
  coalesce(identity_id, '') AS identity_id, version, track_fund_lineage, allocation_strategy,
  balance, credit_balance, debit_balance,
  inflight_balance, inflight_credit_balance, inflight_debit_balance`;

export interface BalanceRow {
  balance_id: string;
  indicator: string;
  currency: string;
  identity_id: string;
  version: number;
  track_fund_lineage: boolean;
  allocation_strategy: string;
  balance: string;
  credit_balance: string;
  debit_balance: string;
  inflight_balance: string;
  inflight_credit_balance: string;
  inflight_debit_balance: string;
}

/** A row of `blnk.balances` as the posting functions hold it. */
export function balanceRecord(row: BalanceRow): BalanceRecord {
  return {
    balanceId: row.balance_id,
    indicator: row.indicator,
    currency: row.currency,
    identityId: row.identity_id,
    version: row.version,
    trackFundLineage: row.track_fund_lineage,
    allocationStrategy: row.allocation_strategy,
    balance: BigInt(row.balance),
    creditBalance: BigInt(row.credit_balance),
    debitBalance: BigInt(row.debit_balance),
    inflightBalance: BigInt(row.inflight_balance),
    inflightCreditBalance: BigInt(row.inflight_credit_balance),
    inflightDebitBalance: BigInt(row.inflight_debit_balance),
  };
}

/** What a statement selects for a transaction read by its id: neither effective date nor schedule. */
export const TRANSACTION_COLUMNS = `transaction_id, coalesce(source, '') AS source, reference,
  amount, precise_amount, "precision", currency, coalesce(destination, '') AS destination,
  description, status, created_at, meta_data, coalesce(parent_transaction, '') AS parent_transaction,
  hash`;

export interface TransactionRow {
  transaction_id: string;
  source: string;
  reference: string;
  amount: string;
  precise_amount: string;
  precision?: string;
  currency: string;
  destination: string;
  description: string;
  status: string;
  created_at: string;
  meta_data: string | null;
  parent_transaction?: string;
  hash?: string;
  effective_date?: string | null;
}

/**
 * A row of `blnk.transactions` as Core holds it. What the row does not keep, or the statement did
 * not ask for, is zero (contract 3.4).
 */
export function transactionRecord(row: TransactionRow): SettledTransaction {
  return {
    transactionId: row.transaction_id,
    parentTransaction: row.parent_transaction ?? '',
    source: row.source,
    destination: row.destination,
    reference: row.reference,
    currency: row.currency,
    description: row.description,
    status: row.status as TransactionStatus,
    hash: row.hash ?? '',
    amount: Number(row.amount),
    amountString: '',
    preciseAmount: BigInt(row.precise_amount),
    precision: Number(row.precision ?? 0),
    allowOverdraft: false,
    overdraftLimit: 0,
    inflight: false,
    skipQueue: false,
    atomic: false,
    sources: [],
    destinations: [],
    createdAt: timeOf(row.created_at),
    effectiveDate: row.effective_date ? timeOf(row.effective_date) : null,
    scheduledFor: ZERO_TIME,
    inflightExpiryDate: ZERO_TIME,
    inflightCommitDate: ZERO_TIME,
    metaData: decodeStored(row.meta_data),
  };
}

function timeOf(text: string): GoTime {
  const time = parseRfc3339(text);
  return time instanceof GoTime ? time : ZERO_TIME;
}

/** The columns a transaction is written with, in the order of {@link transactionValues}. */
export const TRANSACTION_INSERT = `transaction_id, parent_transaction, source, reference, amount,
  precise_amount, "precision", currency, destination, description, status, created_at, meta_data,
  scheduled_for, hash, effective_date`;

/** The values of a new row. Times are stored in UTC, whatever offset they were sent with. */
export function transactionValues(transaction: SettledTransaction): unknown[] {
  return [
    transaction.transactionId,
    transaction.parentTransaction,
    transaction.source,
    transaction.reference,
    transaction.amountString,
    transaction.preciseAmount.toString(),
    formatFloat(transaction.precision),
    transaction.currency,
    transaction.destination,
    transaction.description,
    transaction.status,
    utc(transaction.createdAt),
    encodeStored(transaction.metaData),
    utc(transaction.scheduledFor),
    transaction.hash,
    transaction.effectiveDate && utc(transaction.effectiveDate),
  ];
}

const utc = (time: GoTime): string => new GoTime(time.nanos).sql;
