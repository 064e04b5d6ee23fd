import type { GoTime } from '../clock/go-time';
import type { GoMap } from '../json/values';
import type { AmountParts } from '../money/amount';
import type { BalanceFigures } from '../money/balance-arithmetic';

/** A balance as the posting functions need it. `''` stands for "none", as in Core. */
export interface BalanceRecord extends BalanceFigures {
  readonly balanceId: string;
  readonly indicator: string;
  readonly currency: string;
  readonly identityId: string;
  /** Counts money movements; a write of an older version than stored is refused. */
  version: number;
  readonly trackFundLineage: boolean;
  readonly allocationStrategy: string;
}

/** The statuses of stored rows; COMMIT exists only between a decision and its row (contract 3.4). */
export type TransactionStatus =
  '' | 'QUEUED' | 'SCHEDULED' | 'APPLIED' | 'INFLIGHT' | 'COMMIT' | 'VOID' | 'REJECTED';

/** One share of a split transaction. */
export interface Distribution {
  identifier: string;
  distribution: string;
  preciseDistribution: string;
  transactionId: string;
}

/** A transaction on its way through Core: request, stored row and answer in one shape (contract 3.4). */
export interface TransactionRecord extends AmountParts {
  transactionId: string;
  parentTransaction: string;
  source: string;
  destination: string;
  reference: string;
  currency: string;
  description: string;
  status: TransactionStatus;
  hash: string;
  allowOverdraft: boolean;
  /** Major units; 0 means no limit. */
  overdraftLimit: number;
  inflight: boolean;
  skipQueue: boolean;
  atomic: boolean;
  sources: Distribution[];
  destinations: Distribution[];
  createdAt: GoTime;
  effectiveDate: GoTime | null;
  scheduledFor: GoTime;
  inflightExpiryDate: GoTime;
  inflightCommitDate: GoTime;
  metaData: GoMap | null;
}

/** A transaction whose minor units are known, i.e. after the first precision pass. */
export type SettledTransaction = TransactionRecord & { preciseAmount: bigint };

/** Which halves of lineage work a transaction causes. */
export type LineageType = 'credit' | 'debit' | 'both';

/** Lineage work, written in the same database transaction as the money that causes it (contract 5.2). */
export interface OutboxEntry {
  readonly transactionId: string;
  readonly sourceBalanceId: string;
  readonly destinationBalanceId: string;
  readonly provider: string;
  readonly lineageType: LineageType;
  readonly inflight: boolean;
}

/** What ties a balance and a provider to the balances that remember its funds (contract 5.1). */
export interface LineageMapping {
  readonly balanceId: string;
  readonly provider: string;
  readonly shadowBalanceId: string;
  readonly aggregateBalanceId: string;
  /** The owner when the provider first came; a later change of owner does not touch it. */
  readonly identityId: string;
  /** Microseconds since 1970; the first time only. Orders FIFO and LIFO. */
  readonly createdAtUs: bigint;
}
