import { PlainError } from '../errors/core-error';
import { GoTime, ZERO_TIME } from '../clock/go-time';
import { parseRfc3339 } from '../clock/go-time';
import { decodeStored } from '../json/stored';
import { encodeJson } from '../json/encode';
import type { GoAny, GoMap } from '../json/values';
import type { Db } from '../store/db';
import {
  IDENTITY_TEXTS,
  requireIdentity,
  updateIdentity,
  type IdentityRow,
  type IdentityText,
  type IdentityTexts,
} from '../store/identities';
import { detokenize, tokenize } from './tokens';

/** The fields that may be hidden, by their Go names, which callers must use. */
const TOKENIZABLE: readonly string[] = [
  'FirstName',
  'LastName',
  'OtherNames',
  'EmailAddress',
  'PhoneNumber',
  'Street',
  'PostCode',
];

/** Text fields by their Go names. */
const COLUMN_BY_NAME: ReadonlyMap<string, IdentityText> = new Map(
  IDENTITY_TEXTS.map((column) => [
    column.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase()),
    column,
  ]),
);

const upperFirst = (name: string): string => name.slice(0, 1).toUpperCase() + name.slice(1);

/** Which fields are hidden is kept in the metadata, where a caller may write too (contract 3.3). */
function marks(metaData: GoMap | null): GoMap {
  const value = metaData?.get('tokenized_fields');
  return value instanceof Map ? value : new Map<string, GoAny>();
}

function isTokenized(metaData: GoMap | null, name: string): boolean {
  const all = marks(metaData);
  const mark = all.get(upperFirst(name));
  return typeof mark === 'boolean' ? mark : all.get(name) === true;
}

export interface Vault {
  readonly db: Db;
  readonly secret: string;
}

/**
 * Hides one field of an identity.
 *
 * @throws PlainError for a field that cannot be hidden or is hidden already; TypedError for the identity or the secret.
 */
export async function tokenizeField(
  { db, secret }: Vault,
  id: string,
  name: string,
): Promise<void> {
  const goName = upperFirst(name);
  const column = COLUMN_BY_NAME.get(goName);
  if (!TOKENIZABLE.includes(goName) || !column) {
    throw new PlainError(`field ${name} is not tokenizable`);
  }
  const row = await requireIdentity(db, id);
  const metaData = decodeStored(row.meta_data) ?? new Map<string, GoAny>();
  if (isTokenized(metaData, name)) throw new PlainError(`field ${name} is already tokenized`);
  const kept = [...marks(metaData)].filter(([, mark]) => typeof mark === 'boolean');
  metaData.set('tokenized_fields', new Map<string, GoAny>([...kept, [goName, true]]));
  // Core writes the whole identity back, so what others changed meanwhile is overwritten.
  const texts = { ...textsOf(row), [column]: tokenize(secret, row[column]) };
  const dob = parseRfc3339(row.dob);
  await updateIdentity(db, {
    identityId: id,
    texts,
    dob: dob instanceof GoTime ? dob : ZERO_TIME,
    metaData,
  });
}

function textsOf(row: IdentityRow): IdentityTexts {
  return Object.fromEntries(
    IDENTITY_TEXTS.map((column) => [column, row[column]]),
  ) as unknown as IdentityTexts;
}

/** The true value of a hidden field; what is stored stays hidden. @throws PlainError */
export async function detokenizeField(
  { db, secret }: Vault,
  id: string,
  name: string,
): Promise<string> {
  const row = await requireIdentity(db, id);
  const metaData = decodeStored(row.meta_data);
  if (!isTokenized(metaData, name)) {
    const told = metaData ? `. Metadata: ${encodeJson(metaData)}` : '';
    throw new PlainError(`field ${name} is not tokenized${told}`);
  }
  const column = COLUMN_BY_NAME.get(upperFirst(name));
  if (!column) throw new PlainError(`field ${name} not found`);
  return detokenize(secret, row[column]);
}

/** The names of hidden fields; undefined when the metadata holds something else under that key. */
export function tokenizedNames(metaData: GoMap | null): string[] | undefined {
  const value = metaData?.get('tokenized_fields');
  if (value === undefined) return [];
  if (!(value instanceof Map)) return undefined;
  return [...value].flatMap(([name, mark]) => (mark === true ? [name] : []));
}
