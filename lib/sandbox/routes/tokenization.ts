import { Refusal } from '../errors/core-error';
import type { Context } from '../http/context';
import { json, type Reply } from '../http/reply';
import {
  detokenizeField,
  tokenizedNames,
  tokenizeField,
  type Vault,
} from '../identities/tokenized-fields';
import { bindJson, list as listOf, required, struct, text } from '../json/bind';
import { decodeStored } from '../json/stored';
import type { Encodable } from '../json/values';
import { route, type Route } from '../router';
import { requireIdentity } from '../store/identities';

const tokenizeRequest = struct('model.TokenizeRequest', {
  fields: required('Fields', listOf(text())),
});
const detokenizeRequest = struct('model.DetokenizeRequest', {
  fields: required('Fields', listOf(text())),
});

const AS_IDENTITY = { upgrades: { GEN_NOT_FOUND: 'IDT_NOT_FOUND' } } as const;

export const tokenizationRoutes: readonly Route[] = [
  route(['GET', '/identities/:id/tokenized-fields'], names, AS_IDENTITY),
  route(['POST', '/identities/:id/tokenize/:field'], tokenizeOne, AS_IDENTITY),
  route(['POST', '/identities/:id/tokenize'], tokenizeSome, AS_IDENTITY),
  route(['GET', '/identities/:id/detokenize/:field'], detokenizeOne, AS_IDENTITY),
  route(['POST', '/identities/:id/detokenize'], detokenizeSome, AS_IDENTITY),
];

const vault = ({ services }: Context): Vault => ({
  db: services.store,
  secret: services.config.tokenizationSecret,
});

async function tokenizeOne(c: Context): Promise<Reply> {
  await tokenizeField(vault(c), c.params.id!, c.params.field!);
  return json(200, { message: 'Field tokenized successfully' });
}

/** One after the other: those before a fault stay hidden. */
async function tokenizeSome(c: Context): Promise<Reply> {
  const { fields } = bindJson(c.body, tokenizeRequest);
  if (!fields?.length) {
    throw new Refusal('GEN_VALIDATION_ERROR', 'at least one field must be specified');
  }
  for (const field of fields) await tokenizeField(vault(c), c.params.id!, field);
  return json(200, { message: 'Fields tokenized successfully' });
}

async function detokenizeOne(c: Context): Promise<Reply> {
  const value = await detokenizeField(vault(c), c.params.id!, c.params.field!);
  return json(200, { field: c.params.field!, value });
}

async function detokenizeSome(c: Context): Promise<Reply> {
  const given = bindJson(c.body, detokenizeRequest);
  const fields = given.fields?.length ? given.fields : await hiddenFields(c);
  const values = new Map<string, Encodable>();
  for (const field of fields)
    values.set(field, await detokenizeField(vault(c), c.params.id!, field));
  return json(200, { fields: values });
}

async function hiddenFields(c: Context): Promise<string[]> {
  const { meta_data: stored } = await requireIdentity(c.services.store, c.params.id!);
  return tokenizedNames(decodeStored(stored)) ?? [];
}

async function names(c: Context): Promise<Reply> {
  const { meta_data: stored } = await requireIdentity(c.services.store, c.params.id!);
  const metaData = decodeStored(stored);
  const found = tokenizedNames(metaData);
  if (found) return json(200, { tokenized_fields: found });
  return json(200, {
    debug_info: {
      has_metadata: true,
      raw_metadata: metaData,
      tokenized_field_type: goTypeName(metaData?.get('tokenized_fields')),
    },
    tokenized_fields: [],
  });
}

function goTypeName(value: unknown): string {
  if (value === null || value === undefined) return '<nil>';
  if (Array.isArray(value)) return '[]interface {}';
  if (typeof value === 'number') return 'float64';
  return typeof value === 'boolean' ? 'bool' : 'string';
}
