import { createHash, randomBytes, randomUUID } from 'node:crypto';
import bcrypt from 'bcryptjs';
import { now, ZERO_TIME, type GoTime } from '../clock/go-time';
import type { Db } from '../store/db';

/** A key as authentication sees it. */
export interface FoundKey {
  readonly id: string;
  readonly owner: string;
  readonly scopes: readonly string[];
  /** Neither revoked nor expired. */
  readonly valid: boolean;
}

/** Core's cost; one check takes tens of milliseconds. */
const COST = 10;
const prefixOf = (key: string): string => Buffer.from(key).subarray(0, 16).toString();

/**
 * Finds the key a caller sent, by its first characters and then its hash. A pair that has matched once is remembered,
 * so that only the first request of a key pays for bcrypt; whether it is revoked or expired is read every time.
 */
export async function findApiKey(db: Db, key: string): Promise<FoundKey | undefined> {
  const { rows } = await db.query<{
    api_key_id: string;
    key: string;
    owner_id: string;
    scopes: string[];
    valid: boolean;
  }>({
    name: 'find-api-key',
    text: `SELECT api_key_id, key, owner_id, scopes, NOT is_revoked AND expires_at > clock_timestamp() AS valid
      FROM blnk.api_keys WHERE key_prefix = $1`,
    values: [prefixOf(key)],
  });
  for (const row of rows) {
    if (await matches(row.key, key)) {
      return { id: row.api_key_id, owner: row.owner_id, scopes: row.scopes, valid: row.valid };
    }
  }
  return undefined;
}

/** Notes that a key was used. Nobody waits for it, and it may fail unseen, as in Core. */
export function touchApiKey(db: Db, id: string): void {
  db.query({
    name: 'touch-api-key',
    text: 'UPDATE blnk.api_keys SET last_used_at = now() WHERE api_key_id = $1',
    values: [id],
  }).catch(() => undefined);
}

const REMEMBERED = 1000;
const known = new Set<string>();

async function matches(hash: string, key: string): Promise<boolean> {
  const pair = createHash('sha256').update(`${hash} ${key}`).digest('base64');
  if (known.has(pair)) return true;
  if (!(await bcrypt.compare(key, hash))) return false;
  if (known.size >= REMEMBERED) known.clear();
  known.add(pair);
  return true;
}

export interface NewKey {
  readonly name: string;
  readonly owner: string;
  readonly scopes: readonly string[];
  readonly expiresAt: GoTime;
}

/** A key as it is answered; `key` is the key itself only when it was just made, else its hash. */
export type KeyObject = {
  readonly api_key_id: string;
  readonly key: string;
  readonly name: string;
  readonly owner_id: string;
  readonly scopes: string[];
  readonly expires_at: string;
  readonly created_at: string;
  readonly last_used_at: string;
  readonly is_revoked: boolean;
  readonly revoked_at: string | undefined;
};

/** Makes a key. The answer is the only place where it can be read. */
export async function createApiKey(
  db: Db,
  { name, owner, scopes, expiresAt }: NewKey,
): Promise<KeyObject> {
  const id = `api_key_${randomUUID()}`;
  const key = randomBytes(32).toString('base64').replaceAll('+', '-').replaceAll('/', '_');
  const createdAt = now();
  const hash = await bcrypt.hash(key, COST);
  await db.query({
    text: `INSERT INTO blnk.api_keys
      (api_key_id, key, key_prefix, name, owner_id, scopes, expires_at, created_at, last_used_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    values: [
      id,
      hash,
      prefixOf(key),
      name,
      owner,
      scopes,
      expiresAt.sql,
      createdAt.sql,
      ZERO_TIME.sql,
    ],
  });
  return {
    api_key_id: id,
    key,
    name,
    owner_id: owner,
    scopes: [...scopes],
    expires_at: expiresAt.text,
    created_at: createdAt.text,
    last_used_at: ZERO_TIME.text,
    is_revoked: false,
    revoked_at: undefined,
  };
}

/** The keys of an owner, newest first; `key` is the hash. */
export async function listApiKeys(db: Db, owner: string): Promise<KeyObject[]> {
  const { rows } = await db.query<Omit<KeyObject, 'revoked_at'> & { revoked_at: string | null }>({
    text: `SELECT api_key_id, key, name, owner_id, scopes, expires_at, created_at, last_used_at, is_revoked, revoked_at
      FROM blnk.api_keys WHERE owner_id = $1 ORDER BY created_at DESC`,
    values: [owner],
  });
  return rows.map((row) => ({ ...row, revoked_at: row.revoked_at ?? undefined }));
}

/** Revokes a key, also one that is revoked already. False when the owner has no such key. */
export async function revokeApiKey(db: Db, id: string, owner: string): Promise<boolean> {
  const { rowCount } = await db.query({
    text: 'UPDATE blnk.api_keys SET is_revoked = true, revoked_at = now() WHERE api_key_id = $1 AND owner_id = $2',
    values: [id, owner],
  });
  return rowCount > 0;
}
