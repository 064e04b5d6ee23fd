import 'server-only';
import { personal } from '@/lib/audit/facts';
import { recordEvent } from '@/lib/audit/record';
import { assertPermission } from '@/lib/auth/permissions';
import { type Actor } from '@/lib/base/actor';
import { DomainError } from '@/lib/base/result';
import { detokenizeField } from '@/lib/core/endpoints/identities';
import { reading } from '@/lib/core/explain';
import { CoreError } from '@/lib/core/errors';
import { isTokenized } from '@/lib/core/schemas/identity';
import { db } from '@/lib/db/client';
import { fieldsOf, findIdentity, snakeCase } from './identity-facts';
import { isTokenField, type RevealableField, type RevealFieldInput } from './schema';

/**
 * Shows one personal or tokenized field of an identity. That somebody looked, and why, is committed before the
 * value leaves: if it cannot be recorded, it is not shown.
 * Permission: `identities:reveal`.
 * @throws DomainError `notFound`, or when Core cannot be read.
 */
export async function revealField(
  actor: Actor,
  params: RevealFieldInput,
): Promise<{ value: string }> {
  assertPermission(actor, 'identities:reveal');
  const { identityId, field, reason } = params;
  const value = await reading('this identity', () => valueOf(identityId, field));
  await db().transaction((tx) =>
    recordEvent(tx, {
      kind: 'reveal',
      actor,
      subject: { type: 'identity', id: identityId },
      fields: [snakeCase(field)],
      reason: { note: personal(reason) },
    }),
  );
  return { value };
}

/** The value as Core has it; of a token, the one behind it. */
async function valueOf(identityId: string, field: RevealableField): Promise<string> {
  const identity = await findIdentity(identityId);
  if (!identity) {
    throw new DomainError({ code: 'notFound', message: `Core has no identity ${identityId}.` });
  }
  const value = fieldsOf(identity)[field];
  if (!isTokenized(value) || !isTokenField(field)) return value;
  try {
    return await detokenizeField(identityId, field);
  } catch (error) {
    throw error instanceof CoreError ? unreadableToken(error) : error;
  }
}

/** Core says nothing that would help; what it means is in its contract (3.3). */
function unreadableToken(error: CoreError): Error {
  const why = {
    invalid: 'Core has lost its note that this field is tokenized, so it does not show the value.',
    unavailable:
      'Core cannot read this token: its tokenization secret is missing, or is another one than when it was made.',
  }[error.code as string];
  if (why === undefined) return error;
  return new DomainError({ code: 'precondition', message: why }, { cause: error });
}
