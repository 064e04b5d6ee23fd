import { z } from 'zod';
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
 * What an identity is called on screen: a person's names in order, or the organisation's name. An
 * identity without any name is called by its id.
 */
export function identityName(
  i: Pick<Identity, 'identityId' | 'firstName' | 'lastName' | 'otherNames' | 'organizationName'>,
): string {
  const shown = (value: string | null) => (isTokenized(value) ? '[tokenized]' : value);
  const person = [i.firstName, i.otherNames, i.lastName].map(shown).filter(Boolean).join(' ');
  return person || shown(i.organizationName) || i.identityId;
}
