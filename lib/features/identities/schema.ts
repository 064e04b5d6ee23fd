import { z } from 'zod';
import { type Failure } from '@/lib/base/result';
import { TOKEN_FIELDS, type TokenField } from '@/lib/base/token-fields';

const text = (max: number) => z.string().trim().max(max, `Keep it within ${max} characters.`);

function isRealDay(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

/** `YYYY-MM-DD` of a real day, or empty. */
const day = z
  .string()
  .trim()
  .refine((value) => value === '' || isRealDay(value), 'Write a date as year-month-day.')
  .refine((value) => value === '' || Date.parse(value) <= Date.now(), 'This day is still to come.');

/** Core takes any text as a type; these two are what the screens offer. */
export const IDENTITY_TYPES = ['individual', 'organization'] as const;

/** The two kinds in the words of the screens. */
export const IDENTITY_KINDS = [
  { value: 'individual', label: 'Individual' },
  { value: 'organization', label: 'Organization' },
] as const;

/** The fields of an identity as a form has them; empty text is "not given" (contract 3.3). */
export const identityFields = z.strictObject({
  identityType: z.enum(IDENTITY_TYPES, 'Choose a person or an organization.'),
  firstName: text(200),
  lastName: text(200),
  otherNames: text(200),
  organizationName: text(300),
  category: text(100),
  gender: text(50),
  dob: day,
  emailAddress: text(320).refine(
    (value) => value === '' || z.email().safeParse(value).success,
    'This is not an e-mail address.',
  ),
  phoneNumber: text(50),
  nationality: text(100),
  street: text(300),
  city: text(200),
  state: text(200),
  postCode: text(50),
  country: text(100),
});
export type IdentityFields = z.output<typeof identityFields>;

/** A form with nothing in it. */
export const NO_FIELDS: IdentityFields = {
  identityType: 'individual',
  firstName: '',
  lastName: '',
  otherNames: '',
  organizationName: '',
  category: '',
  gender: '',
  dob: '',
  emailAddress: '',
  phoneNumber: '',
  nationality: '',
  street: '',
  city: '',
  state: '',
  postCode: '',
  country: '',
};
export const IDENTITY_FIELD_NAMES = Object.keys(NO_FIELDS) as (keyof IdentityFields)[];

/** Every identity needs a name that a screen can show; which field it is missing from, or `null`. */
function nameProblem(fields: IdentityFields): 'organizationName' | 'firstName' | null {
  if (fields.identityType === 'organization') {
    return fields.organizationName ? null : 'organizationName';
  }
  return fields.firstName || fields.lastName ? null : 'firstName';
}

// Said together with whatever else is wrong, not only once that is mended.
const always = ({ value }: { value: unknown }) => typeof value === 'object' && value !== null;

export const createIdentityInput = identityFields
  .refine((fields) => nameProblem(fields) !== 'firstName', {
    path: ['firstName'],
    message: 'Give a first name, a last name, or both.',
    when: always,
  })
  .refine((fields) => nameProblem(fields) !== 'organizationName', {
    path: ['organizationName'],
    message: 'Give the organization a name.',
    when: always,
  });
export type CreateIdentityInput = z.output<typeof createIdentityInput>;

/**
 * Fields that are masked on the server until somebody with `identities:reveal` reveals them (design
 * §10). They never stand in the log either: see `identity-facts.ts`.
 */
export const PERSONAL_FIELDS = [
  'emailAddress',
  'phoneNumber',
  'street',
  'postCode',
  'dob',
] as const;
export type PersonalField = (typeof PERSONAL_FIELDS)[number];

/** Whether a field is one of `PERSONAL_FIELDS`. */
export function isPersonalField(field: string): field is PersonalField {
  return PERSONAL_FIELDS.some((each) => each === field);
}

/** What a form calls each field. */
export const FIELD_LABELS: Readonly<Record<keyof IdentityFields, string>> = {
  identityType: 'Type',
  firstName: 'First name',
  lastName: 'Last name',
  otherNames: 'Other names',
  organizationName: 'Organization name',
  category: 'Category',
  gender: 'Gender',
  dob: 'Birth date',
  emailAddress: 'E-mail',
  phoneNumber: 'Phone',
  nationality: 'Nationality',
  street: 'Street',
  city: 'City',
  state: 'State or region',
  postCode: 'Post code',
  country: 'Country',
};

/** The fields that Core can tokenize, in the order of the screens (contract 3.3). */
export const TOKEN_FIELD_NAMES = Object.keys(TOKEN_FIELDS) as TokenField[];

/** Whether Core can tokenize a field. */
export function isTokenField(field: string): field is TokenField {
  return field in TOKEN_FIELDS;
}

/** Names can be read by everybody, unless they are tokenized. */
export const REVEALABLE_FIELDS = [
  ...TOKEN_FIELD_NAMES.filter((field) => !isPersonalField(field)),
  ...PERSONAL_FIELDS,
] as const;
export type RevealableField = TokenField | PersonalField;

export const revealFieldInput = z.strictObject({
  identityId: z.string().min(1).max(200),
  field: z.enum(REVEALABLE_FIELDS),
  /** Why somebody looks: a ticket, or a few words. Recorded with the reveal. */
  reason: text(300).min(1, 'Say why you need it: a ticket, or a few words.'),
});
export type RevealFieldInput = z.output<typeof revealFieldInput>;

/**
 * What the edit form sends: only what the person changed, each field with what they saw (of a
 * personal field, which they may not have seen, the mark that the server gave the form). Core ignores
 * empty text, so nothing that has a value can be cleared (contract trap 35). `confirmation` is asked
 * for when a new name breaks fund lineage, which the server judges for itself; `effectDigest` names
 * the amounts for which it was typed.
 */
export const updateIdentityInput = z.strictObject({
  identityId: z.string().min(1).max(200),
  changes: identityFields
    .extend({ identityType: text(100) })
    .partial()
    .refine((changes) => Object.keys(changes).length > 0, 'Change a field first.'),
  seen: z.partialRecord(z.enum(IDENTITY_FIELD_NAMES), z.string()),
  ticket: text(100).min(1, 'Name the ticket, order or letter that asks for this change.'),
  note: text(1_000),
  effectDigest: z.string().max(100),
  confirmation: z.string().max(100),
});
export type UpdateIdentityInput = z.output<typeof updateIdentityInput>;

/** Fields that give the identity another lineage name when they change (contract 5.1, 5.8.11). */
export const LINEAGE_NAME_FIELDS = ['firstName', 'lastName', 'organizationName'] as const;

/** What the dialog sends that deletes an identity. `seenName` is what it was called on the screen. */
export const deleteIdentityInput = z.strictObject({
  identityId: z.string().min(1).max(200),
  seenName: z.string().max(500),
  ticket: text(100).min(1, 'Name the ticket, order or letter that asks for this.'),
  note: text(1_000),
  confirmation: z.string().max(100),
});
export type DeleteIdentityInput = z.output<typeof deleteIdentityInput>;

/** What the dialog sends that tokenizes fields. `effectDigest` names what it said about fund lineage. */
export const tokenizeIdentityInput = z.strictObject({
  identityId: z.string().min(1).max(200),
  seenName: z.string().max(500),
  fields: z
    .array(z.enum(TOKEN_FIELD_NAMES))
    .min(1, 'Choose at least one field.')
    .refine((fields) => new Set(fields).size === fields.length, 'Choose each field once.'),
  ticket: text(100).min(1, 'Name the ticket, order or letter that asks for this.'),
  note: text(1_000),
  effectDigest: z.string().max(100),
  confirmation: z.string().max(100),
});
export type TokenizeIdentityInput = z.output<typeof tokenizeIdentityInput>;

/** What has to be typed before a rename that breaks lineage, or a deletion: the end of the id. */
export function confirmationOfIdentity(identityId: string): string {
  return identityId.slice(-4);
}

/** Whether that was typed, in whatever case. */
export function isIdentityConfirmed(typed: string, identityId: string): boolean {
  return typed.trim().toLowerCase() === confirmationOfIdentity(identityId).toLowerCase();
}

/** Why a change is not sent that has to be confirmed by typing the end of the id; `null` when it was. */
export function idConfirmationProblem(input: {
  identityId: string;
  confirmation: string;
}): Failure | null {
  if (isIdentityConfirmed(input.confirmation, input.identityId)) return null;
  return {
    code: 'invalid',
    message: 'Nothing was sent: the confirmation is missing.',
    fields: {
      confirmation: `Type ${confirmationOfIdentity(input.identityId)}, the end of this identity’s id.`,
    },
  };
}
