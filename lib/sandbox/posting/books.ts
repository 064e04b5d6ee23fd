import type { GoTime } from '../clock/go-time';
import type { IdentityName } from '../lineage/identifier';
import type { BalanceRecord, LineageMapping, OutboxEntry, SettledTransaction } from './records';

/** What one movement of money writes, all of it or nothing. */
export interface Posting {
  readonly transaction: SettledTransaction;
  /** With the figures after the movement; `version` is the one that was read. */
  readonly source: BalanceRecord;
  readonly destination: BalanceRecord;
  readonly outbox: OutboxEntry | null;
}

/**
 * Where money is written. The posting functions and the lineage engine know only this, so the seed
 * can run them in memory, against its own clock, and write their result at once.
 */
export interface Books {
  now(): GoTime;
  newId(prefix: string): string;
  /**
   * Runs `work` while nobody else posts to these balances.
   * @throws PlainError when the balances stay taken for three seconds (423, contract 7.5).
   */
  locked<T>(balanceIds: readonly string[], work: () => Promise<T>): Promise<T>;

  balance(balanceId: string): Promise<BalanceRecord | null>;
  balances(balanceIds: readonly string[]): Promise<Map<string, BalanceRecord>>;
  balanceByIndicator(indicator: string, currency: string): Promise<BalanceRecord | null>;
  /** Adds a balance to the general ledger; does nothing when another one was quicker. */
  createByIndicator(indicator: string, currency: string): Promise<void>;
  identityName(identityId: string): Promise<IdentityName | null>;

  /**
   * Writes a movement in one database transaction.
   * @throws TypedError GEN_CONFLICT when a balance moved since it was read; GEN_INTERNAL else.
   */
  post(posting: Posting): Promise<void>;
  /** Stores a row that moves no money: QUEUED, SCHEDULED, REJECTED. */
  storeOnly(transaction: SettledTransaction): Promise<void>;
  transaction(transactionId: string): Promise<SettledTransaction | null>;
  hasReference(reference: string): Promise<boolean>;
  /** Minor units of the transaction with this reference, `null` when there is none. */
  amountOfReference(reference: string): Promise<bigint | null>;
  /** Merges keys into the metadata of a transaction and of its children (contract 3.7). */
  mergeMetaData(transactionId: string, patch: LosslessMetaData): Promise<void>;

  /** Oldest first. */
  mappings(balanceId: string): Promise<LineageMapping[]>;
  hasMapping(balanceId: string, provider: string): Promise<boolean>;
  /** Adds a mapping, or points an old one to other balances; its owner and its age stay. */
  saveMapping(mapping: Omit<LineageMapping, 'createdAtUs'>): Promise<void>;
  hasPendingCredit(balanceId: string): Promise<boolean>;
}

/** Metadata that Core writes itself: amounts in it keep all their digits in the database. */
export type LosslessMetaData = ReadonlyMap<string, readonly FundShare[]>;

/** One provider's share of a debit, as BLNK_FUND_ALLOCATION lists it. */
export interface FundShare {
  readonly provider: string;
  readonly amount: bigint;
}
