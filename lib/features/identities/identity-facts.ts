import 'server-only';
import { type Fact, type Facts, personal } from '@/lib/audit/facts';
import { getIdentity } from '@/lib/core/endpoints/identities';
import { isNotFound } from '@/lib/core/errors';
import { type Identity } from '@/lib/core/schemas/identity';
import { IDENTITY_FIELD_NAMES, type IdentityFields } from './schema';

/** Fields that say nothing about a person by themselves. All others are personal (design §6). */
const PLAIN = new Set<keyof IdentityFields>(['identityType', 'category', 'country']);

const snakeCase = (field: string) => field.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`);

/** One field as the log keeps it; empty text is a field without a value. */
function factOf(field: keyof IdentityFields, value: string): Fact {
  return PLAIN.has(field) || value === '' ? value : personal(value);
}

export type FieldTexts = Partial<Record<keyof IdentityFields, string>>;

/** Some fields of an identity as facts, by the names that Core has for them. */
export function identityFacts(fields: FieldTexts): Facts {
  const entries = IDENTITY_FIELD_NAMES.flatMap((field) => {
    const value = fields[field];
    return value === undefined ? [] : [[snakeCase(field), factOf(field, value)] as const];
  });
  return Object.fromEntries(entries);
}

/** An identity of Core in the shape of the forms: what is not set is empty text. */
export function fieldsOf(identity: Identity): Record<keyof IdentityFields, string> {
  const entries = IDENTITY_FIELD_NAMES.map((field) => [field, identity[field] ?? ''] as const);
  return Object.fromEntries(entries) as Record<keyof IdentityFields, string>;
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
