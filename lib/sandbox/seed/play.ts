import { ZERO_TIME } from '../clock/go-time';
import { errorText } from '../errors/core-error';
import type { GoMap } from '../json/values';
import { PROVIDER_KEY } from '../lineage/outbox';
import { processLineage } from '../lineage/process';
import { postNow, stamped } from '../posting/accept-transaction';
import { CURRENCIES } from './catalog';
import type { MemoryBooks, OutboxRecord } from './memory-books';
import { inOrder, later, type PlannedEvent, type PlannedPayment } from './timeline';
import type { SeedWorld } from './world';

const MAX_ATTEMPTS = 5;

/** Lets everything planned happen, in order of time, through the posting functions and the lineage engine. */
export async function play(world: SeedWorld): Promise<void> {
  let number = 100_000;
  for (const event of inOrder(world.events)) {
    world.books.clock = event.at;
    if (event.kind === 'payment') number += 7;
    await happen(world, event, number);
  }
}

async function happen(world: SeedWorld, event: PlannedEvent, number: number): Promise<void> {
  const { books } = world;
  if (event.kind === 'reassign') {
    books.byId.get(event.balanceId)!.identityId = event.identityId;
  } else if (event.kind === 'rename') {
    const { organizationName, identityId } = event;
    world.identities.find((identity) => identity.identityId === identityId)!.organizationName =
      organizationName;
  } else {
    await pay(books, event, `${event.prefix}_${number}`);
    const work = books.outbox.at(-1);
    if (work?.status === 'pending') await doLineage(books, work);
  }
}

async function pay(books: MemoryBooks, payment: PlannedPayment, reference: string): Promise<void> {
  const metaData: GoMap = new Map(Object.entries(payment.metaData ?? {}));
  if (payment.provider !== undefined) metaData.set(PROVIDER_KEY, payment.provider);
  const transaction = stamped(books, {
    amount: 0,
    amountString: '',
    preciseAmount: payment.amountMinor,
    precision: CURRENCIES[payment.currency].precision,
    transactionId: '',
    parentTransaction: '',
    source: payment.source,
    destination: payment.destination,
    reference,
    currency: payment.currency,
    description: payment.description,
    status: '',
    hash: '',
    allowOverdraft: payment.allowOverdraft ?? false,
    overdraftLimit: 0,
    inflight: payment.inflight ?? false,
    skipQueue: true,
    atomic: false,
    sources: [],
    destinations: [],
    createdAt: ZERO_TIME,
    effectiveDate: null,
    scheduledFor: ZERO_TIME,
    inflightExpiryDate: ZERO_TIME,
    inflightCommitDate: ZERO_TIME,
    metaData,
  });
  await postNow(books, transaction);
}

/** Up to five attempts, a second apart, as the worker makes them. */
async function doLineage(books: MemoryBooks, work: OutboxRecord): Promise<void> {
  books.clock = later(books.clock, 0.42);
  while (work.status === 'pending') {
    try {
      await processLineage(books, work.entry);
      work.status = 'completed';
      work.processedAt = books.clock;
    } catch (error) {
      work.attempts += 1;
      work.lastError = errorText(error);
      if (work.attempts >= MAX_ATTEMPTS) work.status = 'failed';
      books.clock = later(books.clock, 1);
    }
  }
}
