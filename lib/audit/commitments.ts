import 'server-only';
import { createHash, randomBytes } from 'node:crypto';
import { isPersonal } from './facts';

/** A personal text beside the event that commits to it. `field` is its path in the event's body. */
export type CommittedText = { field: string; salt: string; text: string };

/**
 * SHA-256(salt ‖ text) in lower-case hex. The salt is 16 random bytes, written as 32 hex digits, and
 * hashed in that written form, so that its length is fixed and a verifier needs no decoding.
 */
export function commitment(salt: string, text: string): string {
  return createHash('sha256').update(salt, 'utf8').update(text, 'utf8').digest('hex');
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
  return createHash('sha256').update(Buffer.of(0)).update(body, 'utf8').digest('hex');
}

/**
 * Takes the personal texts out of a payload: each is replaced by `{ commitment }` and given back with
 * its salt and path.
 */
export function withoutPersonal(payload: unknown): { value: unknown; texts: CommittedText[] } {
  const texts: CommittedText[] = [];
  const walk = (value: unknown, path: string[]): unknown => {
    if (isPersonal(value)) {
      const text = storable(value.personal);
      const salt = newSalt();
      texts.push({ field: path.join('.'), salt, text });
      return { commitment: commitment(salt, text) };
    }
    if (Array.isArray(value)) return value.map((item, at) => walk(item, [...path, String(at)]));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [key, walk(member, [...path, key])]),
    );
  };
  return { value: walk(payload, []), texts };
}

/** What PostgreSQL can keep: no NUL, no lone surrogate. An odd text must not keep an event from being written. */
function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\ufffd');
}
