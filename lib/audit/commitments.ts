import 'server-only';
import { hash, randomBytes } from 'node:crypto';
import { isPersonal } from './facts';

/** A personal text beside the event that commits to it. `field` is its path in the event's body. */
export type CommittedText = { field: string; salt: string; text: string };

/**
 * SHA-256(salt ‖ text) in lower-case hex. The salt is 16 random bytes, written as 32 hex digits, and
 * hashed in that written form, so that its length is fixed and a verifier needs no decoding.
 */
export function commitment(salt: string, text: string): string {
  return hash('sha256', salt + text);
}

const SALT_BYTES = 16;
let drawn = Buffer.alloc(0);
let used = 0;

/** Random bytes are drawn for many salts at once: each draw costs as much as a hash of the whole event. */
function newSalt(): string {
  if (used + SALT_BYTES > drawn.length) {
    drawn = randomBytes(256 * SALT_BYTES);
    used = 0;
  }
  return drawn.toString('hex', used, (used += SALT_BYTES));
}

/** RFC 6962 §2.1: the hash of a leaf is over a zero byte and the record, so no node can pass for one. */
export function leafHash(body: string): string {
  return hash('sha256', `\0${body}`);
}

/**
 * Takes the personal texts out of a payload: each is replaced by `{ commitment }` and given back with
 * its salt and path.
 */
export function withoutPersonal(payload: object): { value: object; texts: CommittedText[] } {
  const texts: CommittedText[] = [];
  return { value: membersWithout(payload, '', texts), texts };
}

function without(value: unknown, path: string, texts: CommittedText[]): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (!isPersonal(value)) return membersWithout(value, `${path}.`, texts);
  const text = storable(value.personal);
  const salt = newSalt();
  texts.push({ field: path, salt, text });
  return { commitment: commitment(salt, text) };
}

/** @param prefix of the paths of the members */
function membersWithout(value: object, prefix: string, texts: CommittedText[]): object {
  if (Array.isArray(value)) return value.map((item, at) => without(item, prefix + at, texts));
  const members = value as Record<string, unknown>;
  const kept: Record<string, unknown> = {};
  for (const key of Object.keys(members)) kept[key] = without(members[key], prefix + key, texts);
  return kept;
}

/** What PostgreSQL can keep: no NUL, no lone surrogate. An odd text must not keep an event from being written. */
function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\ufffd');
}
