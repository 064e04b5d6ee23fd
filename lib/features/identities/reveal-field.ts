import 'server-only';
import { personal } from '@/lib/audit/facts';
import { recordEvent } from '@/lib/audit/record';
import { assertPermission } from '@/lib/auth/permissions';
import { type Actor } from '@/lib/base/actor';
import { DomainError } from '@/lib/base/result';
import { reading } from '@/lib/core/explain';
import { db } from '@/lib/db/client';
import { fieldsOf, findIdentity, snakeCase } from './identity-facts';
import { type RevealFieldInput } from './schema';

/**
 * Shows one personal field of an identity. That somebody looked, and why, is committed before the
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
  const identity = await reading('this identity', () => findIdentity(identityId));
  if (!identity) {
    throw new DomainError({ code: 'notFound', message: `Core has no identity ${identityId}.` });
  }
  await db().transaction((tx) =>
    recordEvent(tx, {
      kind: 'reveal',
      actor,
      subject: { type: 'identity', id: identityId },
      fields: [snakeCase(field)],
      reason: { note: personal(reason) },
    }),
  );
  return { value: fieldsOf(identity)[field] };
}
