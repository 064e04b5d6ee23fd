import { ZERO_TIME } from '../clock/go-time';
import type { GoAny } from '../json/values';
import { stamped } from '../posting/accept-transaction';
import type { Books } from '../posting/books';
import { recordTransaction } from '../posting/record-transaction';
import type { SettledTransaction } from '../posting/records';

/** A movement between lineage balances: an ordinary transaction with the engine's own metadata. */
export interface ShadowPosting {
  readonly source: string;
  readonly destination: string;
  readonly preciseAmount: bigint;
  /** The float amount of the movement it mirrors; only the fingerprint shows it. */
  readonly amount: number;
  readonly currency: string;
  readonly reference: string;
  readonly description: string;
  readonly metaData: Readonly<Record<string, GoAny>>;
  readonly allowOverdraft: boolean;
}

/** Posts it at once, as part of the lineage work of `cause`. */
export async function postShadow(
  books: Books,
  cause: SettledTransaction,
  posting: ShadowPosting,
): Promise<void> {
  const transaction = stamped(books, {
    ...posting,
    metaData: new Map(Object.entries(posting.metaData)),
    amountString: '',
    precision: cause.precision,
    inflight: cause.inflight,
    transactionId: '',
    parentTransaction: '',
    status: '',
    hash: '',
    overdraftLimit: 0,
    skipQueue: true,
    atomic: false,
    sources: [],
    destinations: [],
    createdAt: ZERO_TIME,
    effectiveDate: null,
    scheduledFor: ZERO_TIME,
    inflightExpiryDate: ZERO_TIME,
    inflightCommitDate: ZERO_TIME,
  });
  await recordTransaction(books, transaction);
}
