import 'server-only';
import { moneyText } from '@/lib/base/money';
import { type Failure } from '@/lib/base/result';
import { updateIdentity as putIdentity } from '@/lib/core/endpoints/identities';
import { reading } from '@/lib/core/explain';
import { type Identity } from '@/lib/core/schemas/identity';
import { defineOperation } from '@/lib/operations/define-operation';
import {
  fieldsOf,
  type FieldTexts,
  findIdentity,
  identityFacts,
  seenFacts,
} from './identity-facts';
import { readRenameEffect, type RenameEffect } from './rename-effect';
import {
  confirmationOfRename,
  isPersonalField,
  updateIdentityInput,
  type UpdateIdentityInput,
} from './schema';

type Loaded = { identity: Identity | null; effect: RenameEffect };

/** Only the fields of `values` that `changes` names. */
function changedOnly(changes: FieldTexts, values: FieldTexts): FieldTexts {
  return Object.fromEntries(
    Object.keys(changes).map((field) => [field, values[field as keyof FieldTexts] ?? '']),
  );
}

/**
 * Changes fields of an identity. Core compares nothing and tells nobody (contract 3.3, 7.1); a new
 * name breaks the fund lineage of every tracked balance of this identity (contract 5.8.11).
 */
export const updateIdentity = defineOperation<UpdateIdentityInput, Loaded>({
  kind: 'identity.update',
  permission: 'identities:edit',
  input: updateIdentityInput,
  subject: ({ identityId }) => ({ type: 'identity', id: identityId }),
  load: ({ identityId, changes }, { signal }) =>
    reading('this identity', async () => {
      const identity = await findIdentity(identityId, signal);
      const effect = identity && (await readRenameEffect(identity, changes, { signal }));
      return { identity, effect: effect ?? { kind: 'none' } };
    }),
  guard,
  describe: ({ identityId, changes, ticket, note }, { identity, effect }) => ({
    before: identity ? identityFacts(identityId, changedOnly(changes, fieldsOf(identity))) : {},
    after: identityFacts(identityId, changes),
    reason: { ticket, ...(note && { note }) },
    details: {
      lineage_effect: effect.kind,
      ...(effect.kind === 'breaks' && { lineage_tagged: effect.tagged.map(moneyText).join(', ') }),
    },
  }),
  write: {
    how: 'set',
    read: async ({ input, signal }) => {
      const identity = await findIdentity(input.identityId, signal);
      return (
        identity && identityFacts(input.identityId, changedOnly(input.changes, fieldsOf(identity)))
      );
    },
    expected: ({ identityId, changes, seen }) => seenFacts(identityId, changedOnly(changes, seen)),
    target: ({ identityId, changes }) => identityFacts(identityId, changes),
    send: ({ input, limits }) => putIdentity(input.identityId, input.changes, limits),
  },
  explainRefusal: ({ status, coreCode }) => ({
    message:
      status === 404
        ? 'Core has no such identity any more. Nothing was changed.'
        : `Core refused this change (${status} ${coreCode}). Nothing was changed.`,
  }),
});

function guard(input: UpdateIdentityInput, { identity, effect }: Loaded): Failure | null {
  if (!identity) {
    return {
      code: 'notFound',
      message: `Core has no identity ${input.identityId}. Nothing was changed.`,
    };
  }
  const fields: Record<string, string> = {};
  const now = fieldsOf(identity);
  for (const [name, value] of Object.entries(input.changes)) {
    const field = name as keyof FieldTexts;
    // Whether a guess of a personal field was right is not for this answer to tell.
    if (value === '' && now[field] !== '') {
      fields[field] = 'Core cannot clear a field. Write another value, or leave it as it was.';
    } else if (!isPersonalField(field) && value === (input.seen[field] ?? '')) {
      fields[field] = 'This is its value already.';
    }
  }
  if (Object.keys(fields).length > 0) {
    const message = 'Nothing was sent: some fields need another value.';
    return { code: 'invalid', message, fields };
  }
  const ending = confirmationOfRename(input.identityId);
  const isConfirmed = input.confirmation.trim().toLowerCase() === ending.toLowerCase();
  if (effect.kind === 'breaks' && !isConfirmed) {
    return {
      code: 'invalid',
      message: 'Nothing was sent: the confirmation is missing.',
      fields: { confirmation: `Type ${ending}, the end of this identity’s id.` },
    };
  }
  return null;
}
