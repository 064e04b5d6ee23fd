import { decodeFirst } from './decode';
import { encodeJson } from './encode';
import { toGoAny, type GoMap } from './values';

/** A jsonb column as Core holds it: a map, or null for SQL NULL and JSON `null`. Numbers are float64 from here on. */
export function decodeStored(text: string | null): GoMap | null {
  if (text === null || text === 'null') return null;
  const value = toGoAny(decodeFirst(Buffer.from(text)));
  return value instanceof Map ? value : null;
}

/** What Core writes into a jsonb column; no map is JSON `null`, never SQL NULL. */
export function encodeStored(value: GoMap | null): string {
  return encodeJson(value);
}
