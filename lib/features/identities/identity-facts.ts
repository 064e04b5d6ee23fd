import 'server-only';
import { createHmac } from 'node:crypto';
import { type Fact, type Facts, personal } from '@/lib/audit/facts';
import { markNameOf } from '@/lib/base/fact-names';
import { maskAll, maskEmail, maskPhone } from '@/lib/base/mask';
import { TOKENIZED_TEXT, type TokenField } from '@/lib/base/token-fields';
import { getIdentity } from '@/lib/core/endpoints/identities';
import { isNotFound } from '@/lib/core/errors';
import { isTokenized, type Identity } from '@/lib/core/schemas/identity';
import { env } from '@/lib/env';
import {
  IDENTITY_FIELD_NAMES,
  type IdentityFields,
  isPersonalField,
  PERSONAL_FIELDS,
  type PersonalField,
  TOKEN_FIELD_NAMES,
} from './schema';

type FieldName = keyof IdentityFields;
export type FieldTexts = Partial<Record<FieldName, string>>;

/** Fields that say nothing about a person by themselves. */
const PLAIN = new Set<FieldName>(['identityType', 'category', 'country']);

/** What Core and the log call a field: `email_address`. */
export const snakeCase = (field: string) => field.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`);

/** A personal field as people see it who may not reveal it. Empty text stays empty. */
export function maskField(field: PersonalField, value: string): string {
  if (value === '') return '';
  if (isTokenized(value)) return TOKENIZED_TEXT;
  if (field === 'emailAddress') return maskEmail(value);
  return field === 'phoneNumber' ? maskPhone(value) : maskAll();
}

/** The personal fields of an identity, masked; `null` where nothing is set. */
export function maskedFields(identity: Identity): Record<PersonalField, string | null> {
  const entries = PERSONAL_FIELDS.map((field) => {
    const value = identity[field];
    return [field, value && maskField(field, value)] as const;
  });
  return Object.fromEntries(entries) as Record<PersonalField, string | null>;
}

/**
 * A mark that stands for the value of a personal field of one identity: equal marks mean equal values,
 * and without the installation's secret nobody can tell which. A form carries it instead of what its
 * reader may not see, and the log compares by it. It is made for one identity only: if the same value
 * had the same mark everywhere, somebody could create identities with likely birth dates and look
 * which mark is the one they may not read.
 */
export function markOf(identityId: string, field: PersonalField, value: string): string {
  return createHmac('sha256', env().AUTH_SECRET)
    .update(`identity-field\n${identityId}\n${field}\n${value}`)
    .digest('hex');
}

function plainFact(field: FieldName, value: string): Fact {
  return PLAIN.has(field) || value === '' ? value : personal(value);
}

/**
 * Some fields of an identity as facts, by the names that Core has for them. Of personal fields the log
 * gets the masked text and, with `marksOf` the identity they belong to, a mark: it proves that a value
 * changed, and gives none away. A new identity leaves no marks: nobody saw anything to compare with.
 */
export function identityFacts(fields: FieldTexts, { marksOf }: { marksOf?: string } = {}): Facts {
  const named = IDENTITY_FIELD_NAMES.filter((field) => fields[field] !== undefined);
  return Object.fromEntries(
    named.flatMap((field): [string, Fact][] => {
      const value = fields[field]!;
      if (!isPersonalField(field)) return [[snakeCase(field), plainFact(field, value)]];
      const masked: [string, Fact] = [snakeCase(field), personal(maskField(field, value))];
      if (marksOf === undefined) return [masked];
      return [masked, [markNameOf(snakeCase(field)), personal(markOf(marksOf, field, value))]];
    }),
  );
}

/** What somebody saw of some fields, as facts to compare a fresh read with: marks where masked. */
export function seenFacts(seen: FieldTexts): Facts {
  const named = IDENTITY_FIELD_NAMES.filter((field) => seen[field] !== undefined);
  return Object.fromEntries(
    named.map((field): [string, Fact] =>
      isPersonalField(field)
        ? [markNameOf(snakeCase(field)), personal(seen[field]!)]
        : [snakeCase(field), plainFact(field, seen[field]!)],
    ),
  );
}

/** The fields of an identity that hold a token, in the order of the screens. */
export function tokenizedFields(identity: Identity): TokenField[] {
  return TOKEN_FIELD_NAMES.filter((field) => isTokenized(identity[field]));
}

/** An identity of Core in the shape of the forms: what is not set is empty text. */
export function fieldsOf(identity: Identity): Record<FieldName, string> {
  const entries = IDENTITY_FIELD_NAMES.map((field) => [field, identity[field] ?? ''] as const);
  return Object.fromEntries(entries) as Record<FieldName, string>;
}

/** An identity as Core has it now, or `null` when there is none of this id. */
export async function findIdentity(
  identityId: string,
  signal?: AbortSignal,
): Promise<Identity | null> {
  try {
    return await getIdentity(identityId, { signal });
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}

/** Fields without those that are empty: Core leaves these out, and refuses `dob: ""` (contract 3.3). */
export function givenFields(fields: FieldTexts): FieldTexts {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value));
}
