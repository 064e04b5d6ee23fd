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
      const salt = randomBytes(16).toString('hex');
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
