import 'server-only';
import { type Facts, personal } from '@/lib/audit/facts';
import { type Failure } from '@/lib/base/result';
import { type TokenField } from '@/lib/base/token-fields';
import { tokenizeIdentity as sendTokenize } from '@/lib/core/endpoints/identities';
import { reading } from '@/lib/core/explain';
import {
  identityName,
  isTokenized,
  tokenStateOf,
  type Identity,
} from '@/lib/core/schemas/identity';
import { defineOperation, type Described, type Refusal } from '@/lib/operations/define-operation';
import { effectFacts, effectProblem } from './describe-rename';
import { findIdentity, snakeCase } from './identity-facts';
import { readTokenizeEffect, type RenameEffect } from './rename-effect';
import {
  FIELD_LABELS,
  idConfirmationProblem,
  tokenizeIdentityInput,
  type TokenizeIdentityInput,
} from './schema';

type Loaded = { identity: Identity | null; effect: RenameEffect };

/** How a field that was chosen stands, in the words of slip and log. */
const WORDS = {
  empty: 'not set',
  plain: 'plain text',
  written_over: 'plain text',
  tokenized: 'tokenized',
} as const;

/**
 * Replaces fields of an identity by tokens. Core has no way back, and a tokenized name is another lineage
 * name, for all of its tracked balances (contract 3.3, 5.8.11). Core takes one field after the other, so
 * being half done is a state: what is left is sent again, and told if it stays so.
 */
export const tokenizeIdentity = defineOperation<TokenizeIdentityInput, Loaded>({
  kind: 'identity.tokenize',
  permission: 'identities:tokenize',
  input: tokenizeIdentityInput,
  subject: ({ identityId }) => ({ type: 'identity', id: identityId }),
  load: ({ identityId, fields }, { signal }) =>
    reading('this identity', async () => {
      const identity = await findIdentity(identityId, signal);
      const effect = identity && (await readTokenizeEffect(identity, fields, { signal }));
      return { identity, effect: effect ?? { kind: 'none' } };
    }),
  guard,
  describe,
  write: {
    how: 'set',
    read: async ({ input: { identityId, fields }, signal }) => {
      const identity = await findIdentity(identityId, signal);
      return identity && tokenFacts(identity, fields);
    },
    // What is not tokenized yet is still to be done, whatever stands there.
    expected: () => ({}),
    target: ({ fields }) => allTokenized(fields),
    send: async ({ input: { identityId, fields }, signal, limits }) => {
      const identity = await findIdentity(identityId, signal);
      // Core refuses a whole request for one field that it has a note of.
      const left = fields.filter((field) => !isTokenized(identity?.[field] ?? null));
      return sendTokenize(identityId, left, limits);
    },
  },
  explainRefusal,
});

function guard(input: TokenizeIdentityInput, { identity, effect }: Loaded): Failure | null {
  if (!identity) {
    return {
      code: 'notFound',
      message: `Core has no identity ${input.identityId}. Nothing was sent.`,
    };
  }
  const name = identityName(identity);
  if (name !== input.seenName) {
    return {
      code: 'conflict',
      message: `This identity is called ${name} now, and you saw ${input.seenName}. Nothing was sent; look at it again.`,
    };
  }
  const problems = input.fields.flatMap((field) => whyNotTokenized(identity, field) ?? []);
  if (problems.length > 0) {
    const message = problems.join(' ');
    return {
      code: 'invalid',
      message: `${message} Nothing was sent.`,
      fields: { fields: message },
    };
  }
  return effectProblem(effect, input, { name, how: 'tokenized' }) ?? idConfirmationProblem(input);
}

/** Why a field cannot be tokenized as it stands, as a sentence; `null` when it can. */
function whyNotTokenized(identity: Identity, field: TokenField): string | null {
  const label = FIELD_LABELS[field];
  switch (tokenStateOf(identity, field)) {
    case 'plain':
      return null;
    case 'empty':
      return `${label} is not set.`;
    case 'tokenized':
      return `${label} is tokenized already.`;
    case 'written_over':
      return `${label} was tokenized once and written over since, and Core does not tokenize it again.`;
  }
}

/** How the chosen fields stand, each and together. */
function tokenFacts(identity: Identity, fields: readonly TokenField[]): Facts {
  const states = fields.map((field) => WORDS[tokenStateOf(identity, field)]);
  const done = states.filter((state) => state === 'tokenized').length;
  return {
    fields: done === 0 ? 'plain text' : done < states.length ? 'partly tokenized' : 'tokenized',
    ...Object.fromEntries(fields.map((field, i) => [snakeCase(field), states[i]!])),
  };
}

function allTokenized(fields: readonly TokenField[]): Facts {
  const each = fields.map((field) => [snakeCase(field), WORDS.tokenized]);
  return { fields: WORDS.tokenized, ...Object.fromEntries(each) };
}

function describe(input: TokenizeIdentityInput, { identity, effect }: Loaded): Described {
  const { fields, ticket, note } = input;
  const name = identity ? identityName(identity) : input.identityId;
  return {
    before: identity ? tokenFacts(identity, fields) : {},
    after: allTokenized(fields),
    reason: { ticket, ...(note && { note }) },
    details: {
      subject_name: personal(name),
      ...effectFacts(effect, { name, how: 'tokenized' }),
    },
  };
}

function explainRefusal({ status, coreCode }: Refusal): { message: string } | null {
  if (coreCode === 'IDT_TOKENIZATION_DISABLED') {
    return {
      message:
        'Core has no secret to tokenize with (403). An operator sets tokenization_secret, 32 bytes long, where Core runs.',
    };
  }
  if (status === 403) {
    return {
      message:
        'Core does not let our key change identities (403). An operator can give it that scope.',
    };
  }
  if (status === 404) return { message: 'Core has no such identity any more (404).' };
  return status === 409
    ? { message: 'Core has a note that a field is tokenized already (409).' }
    : null;
}
