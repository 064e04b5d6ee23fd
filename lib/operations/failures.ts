import 'server-only';
import { eq } from 'drizzle-orm';
import { CoreError } from '@/lib/core/errors';
import { logError, newReference } from '@/lib/base/log';
import { DomainError } from '@/lib/base/result';
import { stubNumber } from '@/lib/base/stub-number';
import { db } from '@/lib/db/client';
import { operation, reservation } from '@/lib/db/schema/operation';

/** Nothing was recorded yet, so nothing can have been sent, whatever went wrong. */
export function beforeIntent(error: unknown): DomainError {
  if (error instanceof DomainError) {
    const { failure } = error;
    // A question that failed has no unknown outcome: it was not even a change yet.
    return failure.code === 'unknown'
      ? new DomainError({ ...failure, code: 'precondition' }, { cause: error })
      : error;
  }
  const reference = newReference();
  logError(error, { reference });
  const what =
    error instanceof CoreError
      ? 'Core could not be asked'
      : 'Something went wrong on our side before anything was sent';
  return new DomainError(
    {
      code: 'precondition',
      message: `${what}. Nothing was sent and nothing has changed; try again. Reference ${reference}.`,
      reference,
    },
    { cause: error },
  );
}

/** The intent may have been recorded, so the request may have been sent: only looking can tell. */
export function afterIntent(error: unknown, operationId: string): DomainError {
  const reference = newReference();
  logError(error, { reference, operation: operationId });
  return new DomainError(
    {
      code: 'unknown',
      message: `We do not know yet what became of this change. Its page shows it as soon as we do; there is no need to send it again. Reference ${reference}.`,
      reference,
      operationId,
    },
    { cause: error },
  );
}

/** Someone else, or another tab, is changing the same thing: who, and until when at the latest. */
export async function busy(holderId: string | null): Promise<DomainError> {
  const [holder] = holderId
    ? await db()
        .select({
          number: operation.number,
          actorName: operation.actorName,
          until: reservation.until,
        })
        .from(reservation)
        .innerJoin(operation, eq(operation.id, reservation.operationId))
        .where(eq(reservation.operationId, holderId))
        .limit(1)
    : [];
  const until = holder?.until.toISOString().slice(11, 19);
  return new DomainError({
    code: 'conflict',
    message: holder
      ? `Stub ${stubNumber(holder.number)} by ${holder.actorName} is changing this and holds it until ${until} UTC, or until it is certain what became of it. Nothing was sent; try again afterwards.`
      : 'Another change of this has just ended. Nothing was sent; try again.',
    ...(holder && { operationId: holderId! }),
  });
}

/** Also for an operation of somebody else: that it exists is none of the asker's business. */
export function noSuchOperation(): DomainError {
  return new DomainError({ code: 'notFound', message: 'There is no such change.' });
}

export function otherInput(operationId: string): DomainError {
  return new DomainError({
    code: 'invalid',
    message:
      'This form was sent before with other values, and that change is recorded. Nothing more was sent; look at it, then start again.',
    operationId,
  });
}
