import { z } from 'zod';
import { TOKEN_FIELDS, TOKENIZED_TEXT, type TokenField } from '@/lib/base/token-fields';
import { isJsonObject } from '../json';
import { exactInstant, instant, metaData, text } from './common';

/** A person or organisation (contract 3.3). `identity_type` is free text in Core. */
export const identity = z
  .object({
    identity_id: z.string().min(1),
    identity_type: text,
    organization_name: text,
    category: text,
    first_name: text,
    last_name: text,
    other_names: text,
    gender: text,
    email_address: text,
    phone_number: text,
    nationality: text,
    street: text,
    country: text,
    state: text,
    post_code: text,
    city: text,
    dob: instant,
    created_at: exactInstant,
    meta_data: metaData,
  })
  .transform((i) => ({
    identityId: i.identity_id,
    identityType: i.identity_type,
    organizationName: i.organization_name,
    category: i.category,
    firstName: i.first_name,
    lastName: i.last_name,
    otherNames: i.other_names,
    gender: i.gender,
    emailAddress: i.email_address,
    phoneNumber: i.phone_number,
    nationality: i.nationality,
    street: i.street,
    country: i.country,
    state: i.state,
    postCode: i.post_code,
    city: i.city,
    /** `YYYY-MM-DD`, as Core stores it. */
    dob: i.dob && i.dob.slice(0, 10),
    createdAt: i.created_at,
    metaData: i.meta_data,
  }));
export type Identity = z.output<typeof identity>;

const TOKENIZED = /^FPT:/;

/** A field that Core replaced by a pseudonym (contract 3.3): not to be shown as if it were the name. */
export function isTokenized(value: string | null): boolean {
  return value !== null && TOKENIZED.test(value);
}

/**
 * What stands in a field that Core can tokenize. `written_over`: Core has a note that it is a token, but
 * somebody wrote plain text there since; Core then refuses to tokenize it again (contract 3.3).
 */
export type TokenState = 'empty' | 'plain' | 'tokenized' | 'written_over';

/** How one field of an identity stands. */
export function tokenStateOf(identity: Identity, field: TokenField): TokenState {
  const value = identity[field];
  if (value === null) return 'empty';
  if (isTokenized(value)) return 'tokenized';
  const notes = identity.metaData.tokenized_fields;
  return isJsonObject(notes) && notes[TOKEN_FIELDS[field]] === true ? 'written_over' : 'plain';
}

/**
 * What an identity is called on screen: a person's names in order, or the organisation's name. An
 * identity without any name is called by its id.
 */
export function identityName(
  i: Pick<Identity, 'identityId' | 'firstName' | 'lastName' | 'otherNames' | 'organizationName'>,
): string {
  const shown = (value: string | null) => (isTokenized(value) ? TOKENIZED_TEXT : value);
  const person = [i.firstName, i.otherNames, i.lastName].map(shown).filter(Boolean).join(' ');
  return person || shown(i.organizationName) || i.identityId;
}
