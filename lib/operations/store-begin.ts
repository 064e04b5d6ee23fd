import 'server-only';
import { databaseNow, recordEvent } from '@/lib/audit/record';
import { personal } from '@/lib/audit/facts';
import { assert } from '@/lib/base/assert';
import { db, type Tx } from '@/lib/db/client';
import { operation, operationStep } from '@/lib/db/schema/operation';
import { LEASE_OWNER } from './lease-owner';
import { reserve } from './store-reserve';
import { type Begun, type Intent } from './store-types';
import { timing } from './timing';

/** Leaves the transaction with an answer and nothing written. */
class NotBegun extends Error {
  constructor(readonly answer: Begun) {
    super(answer.is);
  }
}

/**
 * Tx1 (design §5.1): operation, reservations and the `intent` event, or nothing. Without a committed
 * intent nothing may be sent to Core.
 */
export async function begin(intent: Intent): Promise<Begun> {
  try {
    return await db().transaction(async (tx) => {
      const at = await databaseNow(tx);
      const number = await insertOperation(tx, intent, at);
      const holder = await reserve(tx, intent, at);
      if (holder) throw new NotBegun({ is: 'busy', ...holder });
      await recordIntent(tx, { intent, number }, at);
      return { is: 'begun', claim: { operationId: intent.operationId, epoch: 1 } } as const;
    });
  } catch (error) {
    if (error instanceof NotBegun) return error.answer;
    throw error;
  }
}

const later = (at: Date, ms: number) => new Date(at.getTime() + ms);

async function insertOperation(tx: Tx, intent: Intent, at: Date): Promise<number> {
  const { actor, subject } = intent;
  const leaseUntil = intent.lease === 'keep' ? later(at, timing().leaseMs) : null;
  const [inserted] = await tx
    .insert(operation)
    .values({
      id: intent.operationId,
      kind: intent.kind,
      actorKind: actor.kind,
      actorId: actor.id,
      actorName: actor.name,
      actorRole: actor.kind === 'person' ? actor.role : null,
      sessionId: actor.kind === 'person' ? actor.sessionId : null,
      input: intent.input,
      inputHash: intent.inputHash,
      state: 'intent',
      described: JSON.stringify(intent.described),
      subjectType: subject.type,
      subjectId: subject.id,
      epoch: 1,
      leaseOwner: leaseUntil && LEASE_OWNER,
      leaseUntil,
      requestedAt: at,
      sendUntil: intent.firstSendMs === null ? null : later(at, intent.firstSendMs),
      nextAt: leaseUntil ?? at,
    })
    .onConflictDoNothing({ target: operation.id })
    .returning({ number: operation.number });
  if (!inserted) throw new NotBegun({ is: 'known' });
  if (intent.firstStep) {
    await tx.insert(operationStep).values({
      operationId: intent.operationId,
      stepNo: 1,
      name: intent.firstStep.name,
      data: JSON.stringify(intent.firstStep.data),
      decidedAt: at,
    });
  }
  return inserted.number;
}

async function recordIntent(
  tx: Tx,
  { intent, number }: { intent: Intent; number: number },
  at: Date,
): Promise<void> {
  const { before, after, reason, details } = intent.described;
  assert(Number.isSafeInteger(number), 'a stub has a number');
  await recordEvent(
    tx,
    {
      kind: 'operation.intent',
      actor: intent.actor,
      operation: { id: intent.operationId, kind: intent.kind, number },
      subject: intent.subject,
      before,
      after,
      reason: reason && {
        category: reason.category,
        ticket: reason.ticket,
        note: reason.note ? personal(reason.note) : undefined,
      },
      details,
    },
    at,
  );
}
