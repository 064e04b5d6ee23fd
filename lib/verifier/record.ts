import { canonicalJson } from '@/lib/base/canonical-json';
import { textOf } from './bytes';
import { type Cause } from './findings';
import { timeOf } from './note';

/** A record whose form is right. What its kind asks for beyond this is looked at where it matters. */
export type EventBody = {
  v: 1;
  id: string;
  at: string;
  kind: string;
  actor: { kind: string; id: string; name: { commitment: string } };
  [more: string]: unknown;
};

/** A record at its place, with its time in milliseconds since 1970. */
export type PlacedRecord = { index: number; time: number; event: EventBody };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads one record, byte by byte. */
export function readRecord(
  bytes: Uint8Array,
  index: number,
): { ok: true; record: PlacedRecord } | { ok: false; cause: Cause } {
  const text = textOf(bytes);
  const value = text === null ? undefined : parse(text);
  if (!isObject(value) || !isCanonical(value, text!)) return { ok: false, cause: 'not_canonical' };
  const { v, id, at, kind, actor } = value;
  const time = timeOf(at);
  const isEvent =
    v === 1 &&
    typeof id === 'string' &&
    UUID.test(id) &&
    time !== null &&
    typeof kind === 'string' &&
    isObject(actor) &&
    typeof actor.kind === 'string' &&
    typeof actor.id === 'string';
  if (!isEvent) return { ok: false, cause: 'malformed' };
  // A UUIDv7 begins with its time (RFC 9562 §5.7).
  if (parseInt(id.slice(0, 8) + id.slice(9, 13), 16) !== time)
    return { ok: false, cause: 'id_time' };
  return { ok: true, record: { index, time, event: value as EventBody } };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Whether a text is the one canonical form of its value (RFC 8785, numbers integers only). Where names are in
 * order and numbers are integers, that is how the language itself writes it, which is much faster.
 */
function isCanonical(value: unknown, text: string): boolean {
  const mayBeNative = !text.includes('\\ud') && isInOrder(value);
  if (mayBeNative && JSON.stringify(value) === text) return true;
  try {
    return canonicalJson(value) === text;
  } catch {
    return false;
  }
}

function isInOrder(value: unknown): boolean {
  if (typeof value === 'number') return Number.isSafeInteger(value);
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isInOrder);
  let before = '';
  for (const name in value) {
    if (name < before || !isInOrder((value as Record<string, unknown>)[name])) return false;
    before = name;
  }
  return true;
}
