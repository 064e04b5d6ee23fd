import { JsonNumber, type Encodable } from './values';

/**
 * Writes a value as Go's `encoding/json` does: the keys of maps sorted, those of structs in order, `<`, `>`, `&` and
 * the two line separators escaped, floats in their shortest spelling (an exponent from 1e21 up and below 1e-6).
 */
export function encodeJson(value: Encodable): string {
  if (value === null) return 'null';
  switch (typeof value) {
    case 'string':
      return quote(value);
    case 'number':
      return float(value);
    case 'bigint':
      return value.toString();
    case 'boolean':
      return value ? 'true' : 'false';
    default:
      return box(value);
  }
}

function box(value: Exclude<Encodable, null | string | number | bigint | boolean>): string {
  if (value instanceof JsonNumber) return value.raw;
  if (Array.isArray(value)) return `[${value.map(encodeJson).join(',')}]`;
  if (value instanceof Map) return map(value);
  let out = '';
  for (const key of Object.keys(value)) {
    const inner = value[key];
    if (inner === undefined) continue;
    out += `${out ? ',' : ''}${quote(key)}:${encodeJson(inner)}`;
  }
  return `{${out}}`;
}

function map(value: Map<string, Encodable>): string {
  const keys = [...value.keys()].sort(byBytes);
  return `{${keys.map((key) => `${quote(key)}:${encodeJson(value.get(key) ?? null)}`).join(',')}}`;
}

/** Go compares strings by their UTF-8 bytes; JavaScript's own order differs beyond U+FFFF. */
export function byBytes(a: string, b: string): number {
  if (isPlain(a) && isPlain(b)) return a < b ? -1 : a > b ? 1 : 0;
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

const isPlain = (text: string): boolean => !/[\ud800-\uffff]/.test(text);

/** The shortest spelling of a float64, as Go writes it into JSON. */
export function float(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`json: unsupported value: ${value}`);
  return Object.is(value, -0) ? '-0' : String(value);
}

const SPECIAL = /[\u0000-\u001f"\\<>&\u2028\u2029]/;
const EACH_SPECIAL = new RegExp(SPECIAL, 'g');
const SHORT: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

function quote(text: string): string {
  const sound = text.isWellFormed() ? text : text.toWellFormed();
  if (!SPECIAL.test(sound)) return `"${sound}"`;
  const escaped = sound.replace(
    EACH_SPECIAL,
    (c) => SHORT[c] ?? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `"${escaped}"`;
}
