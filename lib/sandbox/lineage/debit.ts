import { PlainError, wrap } from '../errors/core-error';
import type { Books } from '../posting/books';
import type { BalanceRecord, LineageMapping, SettledTransaction } from '../posting/records';
import { type Allocation, type AllocationSource, allocate } from './allocation';
import { ALLOCATION_KEY } from './outbox';
import { currentAggregate, type OwnerBalances, ownerBalances } from './owner-balances';
import { postShadow } from './shadow-posting';

/** A debit under work. */
interface Debit {
  readonly transaction: SettledTransaction;
  readonly source: BalanceRecord;
  readonly destination: BalanceRecord | null;
}

interface Share extends Allocation {
  readonly mapping: LineageMapping;
}

/**
 * Takes a debit out of the providers of its balance (contract 5.5): allocates it over the mapped
 * shadows, releases each share from the aggregate of the owner the balance has *now*, passes it on
 * to a tracked destination, and notes the shares on the transaction.
 */
export async function processDebit(books: Books, debit: Debit): Promise<void> {
  const { transaction, source } = debit;
  const mappings = await books.mappings(source.balanceId);
  if (mappings.length === 0) {
    if (await books.hasPendingCredit(source.balanceId)) {
      throw new PlainError(
        `pending credit outbox entries exist for balance ${source.balanceId}, retry later`,
      );
    }
    return;
  }
  const receivers = await receiversOf(books, mappings, debit.destination);
  const remaining = transaction.preciseAmount - (await released(books, transaction, mappings));
  if (remaining <= 0n) return;
  const shares = allocate(
    await availableFunds(books, mappings),
    remaining,
    source.allocationStrategy,
  ).map((share): Share => ({
    ...share,
    // Two mappings may point at one shadow; Core takes the older one.
    mapping: mappings.find((mapping) => mapping.shadowBalanceId === share.shadowBalanceId)!,
  }));
  const aggregate = await currentAggregate(books, source);
  for (const share of shares) {
    await takeShare(books, {
      ...debit,
      share,
      aggregate,
      receiver: receivers.get(share.mapping.provider),
    });
  }
  if (shares.length === 0) return;
  const noted = shares.map(({ mapping, amount }) => ({ provider: mapping.provider, amount }));
  await books.mergeMetaData(transaction.transactionId, new Map([[ALLOCATION_KEY, noted]]));
}

/** What earlier attempts have released already. */
async function released(
  books: Books,
  transaction: SettledTransaction,
  mappings: readonly LineageMapping[],
): Promise<bigint> {
  let sum = 0n;
  for (const { provider } of mappings) {
    sum += (await books.amountOfReference(releaseReference(transaction, provider))) ?? 0n;
  }
  return sum;
}

function releaseReference({ reference }: SettledTransaction, provider: string): string {
  return `${reference}_release_${provider}`;
}

async function availableFunds(
  books: Books,
  mappings: readonly LineageMapping[],
): Promise<AllocationSource[]> {
  const shadows = await books.balances(mappings.map((mapping) => mapping.shadowBalanceId));
  const sources: AllocationSource[] = [];
  for (const { shadowBalanceId, createdAtUs } of mappings) {
    const shadow = shadows.get(shadowBalanceId);
    const available = shadow ? shadow.debitBalance - shadow.creditBalance : 0n;
    if (available > 0n) sources.push({ shadowBalanceId, available, mappedAt: createdAtUs });
  }
  return sources;
}

/**
 * Where a tracked destination remembers what it receives, by provider: made for every provider of
 * the source before anything is allocated. When that fails the debit goes on without passing on.
 */
async function receiversOf(
  books: Books,
  mappings: readonly LineageMapping[],
  destination: BalanceRecord | null,
): Promise<Map<string, OwnerBalances>> {
  const receivers = new Map<string, OwnerBalances>();
  if (!destination?.trackFundLineage || destination.identityId === '') return receivers;
  const { identityId, currency } = destination;
  try {
    for (const { provider } of mappings) {
      receivers.set(provider, await ownerBalances(books, { identityId, provider, currency }));
    }
    return receivers;
  } catch {
    return new Map();
  }
}

interface ShareWork extends Debit {
  readonly share: Share;
  readonly aggregate: BalanceRecord;
  readonly receiver: OwnerBalances | undefined;
}

async function takeShare(books: Books, work: ShareWork): Promise<void> {
  // A release of an earlier attempt counts as done, with its receipt, even if that one failed.
  const reference = releaseReference(work.transaction, work.share.mapping.provider);
  if (await books.hasReference(reference)) return;
  try {
    await release(books, work, reference);
  } catch (error) {
    throw wrap('failed to queue release transaction', error);
  }
  try {
    await receive(books, work);
  } catch (error) {
    throw wrap('failed to process destination lineage', error);
  }
}

/** From the owner's aggregate back to the provider's shadow, without overdraft. */
async function release(books: Books, work: ShareWork, reference: string): Promise<void> {
  const { transaction, source, share, aggregate } = work;
  const { provider } = share.mapping;
  await postShadow(books, transaction, {
    source: aggregate.balanceId,
    destination: share.shadowBalanceId,
    amount: 0,
    preciseAmount: share.amount,
    currency: source.currency,
    reference,
    description: `Release ${provider} funds`,
    metaData: {
      _shadow_for: transaction.transactionId,
      _provider: provider,
      _lineage_type: 'release',
      _main_balance: source.balanceId,
      _allocation: source.allocationStrategy,
    },
    allowOverdraft: false,
  });
}

/** What was taken from one owner's provider arrives at the next owner's, if that balance is tracked. */
async function receive(books: Books, work: ShareWork): Promise<void> {
  const { transaction, source, destination, share, receiver } = work;
  if (!destination || !receiver) return;
  const { provider } = share.mapping;
  await postShadow(books, transaction, {
    source: receiver.shadow.balanceId,
    destination: receiver.aggregate.balanceId,
    amount: 0,
    preciseAmount: share.amount,
    currency: destination.currency,
    reference: `${transaction.reference}_receive_${provider}`,
    description: `Receive ${provider} funds`,
    metaData: {
      _shadow_for: transaction.transactionId,
      _provider: provider,
      _lineage_type: 'receive',
      _main_balance: destination.balanceId,
      _from_balance: source.balanceId,
    },
    allowOverdraft: true,
  });
  await books.saveMapping({
    balanceId: destination.balanceId,
    provider,
    shadowBalanceId: receiver.shadow.balanceId,
    aggregateBalanceId: receiver.aggregate.balanceId,
    identityId: destination.identityId,
  });
}
