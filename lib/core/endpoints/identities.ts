import 'server-only';
import { z } from 'zod';
import { type SendResult } from '@/lib/base/send-result';
import { TOKEN_FIELDS, type TokenField } from '@/lib/base/token-fields';
import { readCore, writeCore, type ReadOptions, type WriteOptions } from '../request';
import { listOf } from '../schemas/common';
import { identity, type Identity } from '../schemas/identity';
import { type Condition, type Filter } from './filter';
import { rowsAt } from './rows';

export type IdentityField =
  | 'identity_id'
  | 'first_name'
  | 'last_name'
  | 'other_names'
  | 'organization_name'
  | 'identity_type'
  | 'category'
  | 'country'
  | 'email_address'
  | 'phone_number'
  | 'created_at';

/** Indexed columns only. */
export type IdentitySort = 'identity_id' | 'created_at';
export type IdentityFilter = Filter<IdentityField, IdentitySort>;
export type IdentityCondition = Condition<IdentityField>;

const rows = listOf(identity);

/** @throws CoreError `not_found` when Core does not know it. */
export function getIdentity(identityId: string, options?: ReadOptions): Promise<Identity> {
  return readCore(
    { method: 'GET', path: `/identities/${encodeURIComponent(identityId)}` },
    identity,
    options,
  );
}

/**
 * Identities by Core's filter language, or by its GET list for a key that may only read; that one
 * needs at least one condition.
 */
export async function filterIdentities(
  filter: IdentityFilter,
  options?: ReadOptions,
): Promise<Identity[]> {
  return (await rowsAt({ resource: 'identities', filter, schema: rows }, options)).data;
}

/** Fields of an identity as they are written. `dob` is `YYYY-MM-DD`. */
export type IdentityInput = {
  identityType?: string;
  organizationName?: string;
  category?: string;
  firstName?: string;
  lastName?: string;
  otherNames?: string;
  gender?: string;
  emailAddress?: string;
  phoneNumber?: string;
  nationality?: string;
  street?: string;
  country?: string;
  state?: string;
  postCode?: string;
  city?: string;
  dob?: string;
  /** On an update it replaces the whole map, `tokenized_fields` too (contract trap 35). */
  metaData?: Record<string, unknown>;
};

function wireOf(input: IdentityInput): object {
  return {
    identity_type: input.identityType,
    organization_name: input.organizationName,
    category: input.category,
    first_name: input.firstName,
    last_name: input.lastName,
    other_names: input.otherNames,
    gender: input.gender,
    email_address: input.emailAddress,
    phone_number: input.phoneNumber,
    nationality: input.nationality,
    street: input.street,
    country: input.country,
    state: input.state,
    post_code: input.postCode,
    city: input.city,
    // Core wants a full RFC 3339 time and keeps the date (contract 3.3).
    dob: input.dob && `${input.dob}T00:00:00Z`,
    meta_data: input.metaData,
  };
}

/**
 * Creates an identity under an id of ours (`idt_` and a UUID), which makes it safe to send again: a
 * second time Core answers 400 `IDT_VALIDATION_ERROR` "already exists" (contract trap 34).
 */
export function createIdentity(
  identityId: string,
  input: IdentityInput,
  options?: WriteOptions,
): Promise<SendResult> {
  const body = { identity_id: identityId, ...wireOf(input) };
  return writeCore({ method: 'POST', path: '/identities', body }, options);
}

/**
 * Changes fields of an identity. Core ignores empty text, so a field cannot be cleared (contract trap
 * 35). Renaming breaks the fund lineage of its tracked balances (trap 7).
 */
export function updateIdentity(
  identityId: string,
  input: IdentityInput,
  options?: WriteOptions,
): Promise<SendResult> {
  return writeCore(
    { method: 'PUT', path: `/identities/${encodeURIComponent(identityId)}`, body: wireOf(input) },
    options,
  );
}

/**
 * Deletes an identity. Core answers 500 while a balance or an account refers to it, and otherwise takes
 * every lineage mapping with it that carries its id, also of balances that it owned once (contract 3.3,
 * 5.8.9).
 */
export function deleteIdentity(identityId: string, options?: WriteOptions): Promise<SendResult> {
  return writeCore(
    { method: 'DELETE', path: `/identities/${encodeURIComponent(identityId)}` },
    options,
  );
}

/**
 * Replaces fields of an identity by tokens, one after the other: those before a fault stay tokenized. Core
 * writes the whole identity back, and refuses a field that it has a note of already (contract 3.3).
 */
export function tokenizeIdentity(
  identityId: string,
  fields: readonly TokenField[],
  options?: WriteOptions,
): Promise<SendResult> {
  return writeCore(
    {
      method: 'POST',
      path: `/identities/${encodeURIComponent(identityId)}/tokenize`,
      body: { fields: fields.map((field) => TOKEN_FIELDS[field]) },
    },
    options,
  );
}

const plainValue = z.object({ value: z.string() });

/**
 * The true value of a tokenized field; what is stored stays a token.
 * @throws CoreError `invalid` when Core has no note that it is one, `unavailable` when it cannot read it:
 * its secret is another one now, or was taken away.
 */
export async function detokenizeField(
  identityId: string,
  field: TokenField,
  options?: ReadOptions,
): Promise<string> {
  const path = `/identities/${encodeURIComponent(identityId)}/detokenize/${TOKEN_FIELDS[field]}`;
  return (await readCore({ method: 'GET', path }, plainValue, options)).value;
}
