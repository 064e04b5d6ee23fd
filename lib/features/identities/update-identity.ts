import 'server-only';
import { type Facts, personal } from '@/lib/audit/facts';
import { maskAll } from '@/lib/base/mask';
import { type Failure } from '@/lib/base/result';
import { updateIdentity as putIdentity } from '@/lib/core/endpoints/identities';
import { reading } from '@/lib/core/explain';
import { type Identity, identityName, isTokenized } from '@/lib/core/schemas/identity';
import { defineOperation, type Described } from '@/lib/operations/define-operation';
import { effectFacts, effectProblem } from './describe-rename';
import {
  fieldsOf,
  type FieldTexts,
  findIdentity,
  identityFacts,
  markOf,
  maskField,
  seenFacts,
  snakeCase,
} from './identity-facts';
import { readRenameEffect, type RenameEffect } from './rename-effect';
import {
  idConfirmationProblem,
  IDENTITY_FIELD_NAMES,
  isPersonalField,
  LINEAGE_NAME_FIELDS,
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
  describe,
  write: {
    how: 'set',
    read: async ({ input: { identityId, changes }, signal }) => {
      const identity = await findIdentity(identityId, signal);
      const values = identity && changedOnly(changes, fieldsOf(identity));
      return values && identityFacts(values, { marksOf: identityId });
    },
    expected: ({ changes, seen }) => seenFacts(changedOnly(changes, seen)),
    target: ({ identityId, changes }) => identityFacts(changes, { marksOf: identityId }),
    send: ({ input, limits }) => putIdentity(input.identityId, input.changes, limits),
  },
  explainRefusal: ({ status, coreCode }) => ({
    message:
      status === 404
        ? 'Core has no such identity any more. Nothing was changed.'
        : `Core refused this change (${status} ${coreCode}). Nothing was changed.`,
  }),
});

function describe(input: UpdateIdentityInput, { identity, effect }: Loaded): Described {
  const { changes, ticket, note } = input;
  const name = identity ? identityName(identity) : input.identityId;
  return {
    before: identity ? beforeFacts(input, identity) : {},
    after: identityFacts(changes, { marksOf: input.identityId }),
    reason: { ticket, ...(note && { note }) },
    details: {
      subject_name: personal(name),
      ...effectFacts(effect, { name, how: 'renamed' }),
    },
  };
}

/**
 * What the person saw. Of a personal field they saw the mask, and what they sent is its mark: the
 * mask of what Core has now may stand there only if it is still the same value.
 */
function beforeFacts({ identityId, changes, seen }: UpdateIdentityInput, now: Identity): Facts {
  const values = fieldsOf(now);
  const facts: Record<string, Facts[string]> = {};
  for (const field of IDENTITY_FIELD_NAMES.filter((name) => changes[name] !== undefined)) {
    if (isPersonalField(field)) {
      const isSame = seen[field] === markOf(identityId, field, values[field]);
      facts[snakeCase(field)] = personal(isSame ? maskField(field, values[field]) : maskAll());
    }
    Object.assign(facts, seenFacts({ [field]: seen[field] ?? '' }));
  }
  return facts;
}

function guard(input: UpdateIdentityInput, { identity, effect }: Loaded): Failure | null {
  if (!identity) {
    return {
      code: 'notFound',
      message: `Core has no identity ${input.identityId}. Nothing was changed.`,
    };
  }
  const now = fieldsOf(identity);
  const fields = fieldProblems(input, now);
  if (Object.keys(fields).length > 0) {
    const message = 'Nothing was sent: some fields need another value.';
    return { code: 'invalid', message, fields };
  }
  // A name that somebody else changed meanwhile is an outcome of its own, which the protocol records;
  // what the change would do from there is not what the person was asked about.
  const isOtherName = LINEAGE_NAME_FIELDS.some(
    (field) => input.changes[field] !== undefined && (input.seen[field] ?? '') !== now[field],
  );
  if (effect.kind !== 'breaks' || isOtherName) return null;
  const about = { name: identityName(identity), how: 'renamed' } as const;
  return effectProblem(effect, input, about) ?? idConfirmationProblem(input);
}

/**
 * What is wrong with single fields. Whether a personal field has that value already is not said here:
 * nothing is recorded yet, so somebody could find out a birth date by trying.
 */
function fieldProblems({ changes, seen }: UpdateIdentityInput, now: FieldTexts) {
  const fields: Record<string, string> = {};
  for (const [name, value] of Object.entries(changes)) {
    const field = name as keyof FieldTexts;
    if (isTokenized(now[field] ?? null)) {
      fields[field] =
        'It is tokenized. Core would keep its note of that beside a new value, and could show neither.';
    } else if (value === '' && now[field] !== '') {
      fields[field] = 'Core cannot clear a field. Write another value, or leave it as it was.';
    } else if (!isPersonalField(field) && value === (seen[field] ?? '')) {
      fields[field] = 'This is its value already.';
    }
  }
  return fields;
}
