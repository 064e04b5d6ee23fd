import 'server-only';
import { assertPermission } from '@/lib/auth/permissions';
import { type Actor } from '@/lib/base/actor';
import { DomainError } from '@/lib/base/result';
import { reading } from '@/lib/core/explain';
import { type ReadOptions } from '@/lib/core/request';
import { type TokenField } from '@/lib/base/token-fields';
import { identityName } from '@/lib/core/schemas/identity';
import { fieldsOf, findIdentity, markOf, maskedFields, tokenizedFields } from './identity-facts';
import { type IdentityFields, PERSONAL_FIELDS, type PersonalField } from './schema';

/** What the edit form starts from. */
export type IdentityForm = {
  identityId: string;
  name: string;
  /** Every field that may be seen; the others are empty, because they are typed anew or not at all. */
  values: Record<keyof IdentityFields, string>;
  masked: Record<PersonalField, string | null>;
  /** Fields that hold a token, and keep it. */
  tokenized: TokenField[];
  /** What stands in Core now: the value, or the mark of a personal field. Sent back with a change. */
  seen: Record<keyof IdentityFields, string>;
};

/**
 * One identity for its edit form. Opening a form reveals nothing: personal fields come masked for
 * everybody. Permission: `identities:edit`.
 * @throws DomainError `notFound` when Core does not know it.
 */
export async function getIdentityForm(
  actor: Actor,
  params: { identityId: string },
  options: ReadOptions = {},
): Promise<IdentityForm> {
  assertPermission(actor, 'identities:edit');
  const { identityId } = params;
  const identity = await reading('this identity', () => findIdentity(identityId, options.signal));
  if (!identity) {
    throw new DomainError({ code: 'notFound', message: `Core has no identity ${identityId}.` });
  }
  const values = fieldsOf(identity);
  const seen = { ...values };
  for (const field of PERSONAL_FIELDS) {
    seen[field] = markOf(identityId, field, values[field]);
    values[field] = '';
  }
  const tokenized = tokenizedFields(identity);
  for (const field of tokenized) {
    seen[field] = '';
    values[field] = '';
  }
  const name = identityName(identity);
  return { identityId, name, values, masked: maskedFields(identity), tokenized, seen };
}
