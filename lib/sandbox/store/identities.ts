import { type GoTime, now, ZERO_TIME_TEXT } from '../clock/go-time';
import { newId } from '../clock/ids';
import { noRows, TypedError } from '../errors/core-error';
import { listStatement, type ListRequest } from '../filter/list-statement';
import { decodeStored, encodeStored } from '../json/stored';
import type { Encodable, GoMap } from '../json/values';
import type { Db } from './db';
import { asError, queryOr, sqlState, UNIQUE_VIOLATION } from './failures';

/** The texts of an identity, in the order in which Core writes them. */
export const IDENTITY_TEXTS = [
  'identity_type',
  'organization_name',
  'category',
  'first_name',
  'last_name',
  'other_names',
  'gender',
  'email_address',
  'phone_number',
  'nationality',
  'street',
  'country',
  'state',
  'post_code',
  'city',
] as const;
export type IdentityText = (typeof IDENTITY_TEXTS)[number];
export type IdentityTexts = Readonly<Record<IdentityText, string>>;

const COLUMNS = `identity_id, ${IDENTITY_TEXTS.join(', ')}, dob, created_at, meta_data`;

export type IdentityRow = IdentityTexts & {
  readonly identity_id: string;
  readonly dob: string;
  readonly created_at: string;
  readonly meta_data: string | null;
  readonly total_count?: string;
};

/** An identity as Core writes it. */
export function identityObject(row: Partial<IdentityRow>): Encodable {
  const texts = Object.fromEntries(IDENTITY_TEXTS.map((name) => [name, row[name] ?? '']));
  return {
    identity_id: row.identity_id ?? '',
    ...texts,
    dob: row.dob ?? ZERO_TIME_TEXT,
    created_at: row.created_at ?? ZERO_TIME_TEXT,
    meta_data: decodeStored(row.meta_data ?? null),
  };
}

/** What a caller sends about an identity. */
export interface GivenIdentity {
  readonly identityId: string;
  readonly texts: IdentityTexts;
  readonly dob: GoTime;
  readonly metaData: GoMap | null;
}

const UUID_FORMS = [
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  /^.[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}.$/i,
  /^[0-9a-f]{32}$/i,
];

/** Core's own id, or the caller's when it is `idt_` and a UUID in any spelling Go reads. */
function identityId(given: string): string {
  if (given === '') return newId('idt');
  if (!given.startsWith('idt_')) {
    throw new TypedError('GEN_BAD_REQUEST', "identity_id must start with the 'idt_' prefix");
  }
  if (!UUID_FORMS.some((form) => form.test(given.slice(4)))) {
    const message = "identity_id suffix after 'idt_' must be a valid UUID";
    throw new TypedError('GEN_BAD_REQUEST', message, {});
  }
  return given;
}

/**
 * Adds an identity. Nothing is checked but a caller's own id (contract 3.3).
 *
 * @throws TypedError GEN_BAD_REQUEST for a bad id, GEN_CONFLICT for one that exists.
 */
export async function insertIdentity(db: Db, given: GivenIdentity): Promise<Encodable> {
  const id = identityId(given.identityId);
  const createdAt = now();
  const metaData = encodeStored(given.metaData);
  const names = ['identity_id', ...IDENTITY_TEXTS, 'dob', 'created_at', 'meta_data'];
  try {
    await db.query({
      name: 'insert-identity',
      text: `INSERT INTO blnk.identity (${names.join(', ')}) VALUES (${names.map((_, i) => `$${i + 1}`).join(', ')})`,
      values: [
        id,
        ...IDENTITY_TEXTS.map((name) => given.texts[name]),
        given.dob.sql,
        createdAt.sql,
        metaData,
      ],
    });
  } catch (error) {
    if (sqlState(error) === UNIQUE_VIOLATION) {
      throw new TypedError('GEN_CONFLICT', `Identity already exists: ${id}`, asError(error));
    }
    throw new TypedError('GEN_INTERNAL', 'Failed to create identity', asError(error));
  }
  return identityObject({
    identity_id: id,
    ...given.texts,
    dob: given.dob.text,
    created_at: createdAt.text,
    meta_data: metaData,
  });
}

/** @throws TypedError GEN_NOT_FOUND */
export async function requireIdentity(db: Db, id: string): Promise<IdentityRow> {
  const { rows } = await queryOr<IdentityRow>(db, 'Failed to retrieve identity', {
    name: 'identity-by-id',
    text: `SELECT ${COLUMNS} FROM blnk.identity WHERE identity_id = $1`,
    values: [id],
  });
  if (rows[0]) return rows[0];
  throw new TypedError('GEN_NOT_FOUND', `Identity with ID '${id}' not found`, noRows());
}

/**
 * Writes the fields that are given; an empty text or a zero date changes nothing, so no field can be cleared.
 * Metadata is replaced as a whole.
 *
 * @throws TypedError GEN_BAD_REQUEST when nothing is given, GEN_NOT_FOUND
 */
export async function updateIdentity(db: Db, given: GivenIdentity): Promise<void> {
  const changes: [string, string][] = IDENTITY_TEXTS.flatMap((name): [string, string][] =>
    given.texts[name] === '' ? [] : [[name, given.texts[name]]],
  );
  if (!given.dob.isZero) changes.push(['dob', given.dob.sql]);
  if (given.metaData) changes.push(['meta_data', encodeStored(given.metaData)]);
  if (changes.length === 0) {
    throw new TypedError('GEN_BAD_REQUEST', 'No fields provided for update');
  }
  const { rowCount } = await queryOr(db, 'Failed to update identity', {
    text: `UPDATE blnk.identity SET ${changes.map(([name], i) => `${name} = $${i + 2}`).join(', ')}
      WHERE identity_id = $1`,
    values: [given.identityId, ...changes.map(([, value]) => value)],
  });
  if (rowCount === 0) throw missing(given.identityId);
}

/** Deletes an identity; lineage mappings that carry it go with it. @throws TypedError */
export async function deleteIdentity(db: Db, id: string): Promise<void> {
  const { rowCount } = await queryOr(db, 'Failed to delete identity', {
    text: 'DELETE FROM blnk.identity WHERE identity_id = $1',
    values: [id],
  });
  if (rowCount === 0) throw missing(id);
}

const missing = (id: string): TypedError =>
  new TypedError('GEN_NOT_FOUND', `Identity with ID '${id}' not found`);

export interface IdentityPage {
  readonly rows: readonly IdentityRow[];
  readonly objects: Encodable[];
}

/** All identities, newest first: Core knows no limit here (contract 3.3). */
export async function allIdentities(db: Db): Promise<Encodable[]> {
  const { rows } = await queryOr<IdentityRow>(db, 'Failed to retrieve identities', {
    text: `SELECT ${COLUMNS} FROM blnk.identity ORDER BY created_at DESC`,
  });
  return rows.map(identityObject);
}

/** A page of identities; more than 100 are cut to 20. */
export async function listIdentities(
  db: Db,
  request: Omit<ListRequest, 'table' | 'select'>,
): Promise<IdentityPage> {
  const limit = request.limit > 100n ? 20n : request.limit;
  const statement = () => listStatement({ ...request, limit, table: 'identity', select: COLUMNS });
  const { rows } = await queryOr<IdentityRow>(db, 'Failed to retrieve identities', statement);
  return { rows, objects: rows.map(identityObject) };
}
