import { type Balance, type BalanceRow } from './balance';
import { type Identity } from './identity';
import { type BalanceLineage } from './lineage';
import { type Transaction } from './transaction';

/** Another balance whose lineage lies in some of the same shadows. */
export type Sharer = { row: BalanceRow; shadowIds: readonly string[] };

/**
 * Everything that can be read about the lineage of a tracked balance, at about one time. Read by
 * `gatherLineageFacts`, judged by `lib/lineage`.
 */
export type LineageFacts = {
  balance: Balance;
  /** Whose balance it is now; `null` when it has no identity or that one no longer exists. */
  identity: Identity | null;
  lineage: BalanceLineage;
  /**
   * The shadow and aggregate balances that the mappings point to, and those that the present and the
   * new identity's names stand for, in this currency.
   */
  lineageBalances: readonly BalanceRow[];
  /** The other balances that share shadows with this one. */
  sharers: readonly Sharer[];
  /** How many balances that may share them were too many to ask; at least, if that is not known. */
  unasked: number;
  /** This balance's APPLIED, INFLIGHT and VOID rows, newest first. */
  rows: readonly Transaction[];
  /** False when older rows exist that were not read. */
  rowsComplete: boolean;
  /** The shadow postings of the tagged credits among `rows`, by reference. */
  shadowRows: readonly Transaction[];
  /** Balances that `shadowRows` came from and that no mapping points to any more. */
  formerShadows: readonly BalanceRow[];
  /** Sources of tagged credits without a shadow posting that track lineage themselves. */
  trackedSources: ReadonlySet<string>;
  /** Core's clock at the reading of `rows`, in milliseconds. `rows` are read after the lineage. */
  readAtMs: number;
};
