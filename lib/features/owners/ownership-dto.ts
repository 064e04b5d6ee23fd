import { type NamedIdentity } from '@/lib/core/endpoints/names';

/** What made somebody the owner. */
export type OwnershipCause =
  /** A change of ours; digits of its stub. */
  | { is: 'change'; operationId: string; number: string; kind: string }
  /** Found to differ: changed some time before `foundAt`. `driftId` is its entry in the log. */
  | { is: 'drift'; driftId: string; cause: 'outside' | 'late_answer' }
  /** Seen for the first time; how it came about is not known. */
  | { is: 'first_seen' };

/**
 * One owner, from when to when. `null` ends a period that goes on; `from` is `null` where the owner before
 * Counterfoil is not known. Times are ISO 8601 UTC.
 */
export type OwnershipPeriod = {
  /** `null`: nobody. `unknown` before Counterfoil. */
  owner: NamedIdentity | null | 'unknown';
  from: string | null;
  /** The change happened at some time from here on up to `from`; `null` when `from` is exact. */
  notBefore: string | null;
  to: string | null;
  cause: OwnershipCause | null;
};

/** Who owned a balance. */
export type Ownership = {
  balanceId: string;
  /** Newest first. */
  periods: OwnershipPeriod[];
  /** Whom Core shows now; `undefined` when it could not be read. */
  shown: NamedIdentity | null | undefined;
  /** What Core shows is not what the newest period says: the next check will find it. */
  differs: boolean;
  createdAt: string | null;
  /** When the owner was last looked at; `null` before the first check. */
  checkedAt: string | null;
};
