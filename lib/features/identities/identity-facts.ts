import 'server-only';
import { createHmac } from 'node:crypto';
import { type Fact, type Facts, personal } from '@/lib/audit/facts';
import { maskAll, maskEmail, maskPhone } from '@/lib/base/mask';
import { getIdentity } from '@/lib/core/endpoints/identities';
import { isNotFound } from '@/lib/core/errors';
import { type Identity } from '@/lib/core/schemas/identity';
import { env } from '@/lib/env';
import {
  IDENTITY_FIELD_NAMES,
  type IdentityFields,
  isPersonalField,
  PERSONAL_FIELDS,
  type PersonalField,
} from './schema';

type FieldName = keyof IdentityFields;
export type FieldTexts = Partial<Record<FieldName, string>>;

/** Fields that say nothing about a person by themselves. */
const PLAIN = new Set<FieldName>(['identityType', 'category', 'country']);

const snakeCase = (field: string) => field.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`);

/** A personal field as people see it who may not reveal it. Empty text stays empty. */
export function maskField(field: PersonalField, value: string): string {
  if (value === '') return '';
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
 * A mark that stands for the value of a personal field of one identity: equal marks mean equal values, and without
 * the installation's secret nobody can tell which. A form carries it instead of what its reader may
 * not see, and the log compares by it.
 */
export function markOf(identityId: string, field: PersonalField, value: string): string {
  return createHmac('sha256', env().AUTH_SECRET)
    .update(`identity-field\n${identityId}\n${field}\n${value}`)
    .digest('hex');
}

function factsOf(identityId: string, field: FieldName, value: string): [string, Fact][] {
  const name = snakeCase(field);
  if (isPersonalField(field)) {
    return [
      [name, personal(maskField(field, value))],
      [`${name}_mark`, personal(markOf(identityId, field, value))],
    ];
  }
  return [[name, PLAIN.has(field) || value === '' ? value : personal(value)]];
}

/**
 * Some fields of an identity as facts, by the names that Core has for them. Of personal fields the log
 * gets the masked text and a mark: it proves that a value changed, and gives none away.
 */
export function identityFacts(identityId: string, fields: FieldTexts): Facts {
  const named = IDENTITY_FIELD_NAMES.filter((field) => fields[field] !== undefined);
  return Object.fromEntries(named.flatMap((field) => factsOf(identityId, field, fields[field]!)));
}

/**
 * Fields of a new identity as facts. Nothing has to be compared with what somebody saw, so personal
 * fields leave no mark either.
 */
export function newIdentityFacts(fields: FieldTexts): Facts {
  const entries = Object.entries(identityFacts('', fields));
  return Object.fromEntries(entries.filter(([name]) => !name.endsWith('_mark')));
}

/** What somebody saw of some fields, as facts to compare a fresh read with: marks where masked. */
export function seenFacts(identityId: string, seen: FieldTexts): Facts {
  const named = IDENTITY_FIELD_NAMES.filter((field) => seen[field] !== undefined);
  return Object.fromEntries(
    named.flatMap((field): [string, Fact][] =>
      isPersonalField(field)
        ? [[`${snakeCase(field)}_mark`, personal(seen[field]!)]]
        : factsOf(identityId, field, seen[field]!),
    ),
  );
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
