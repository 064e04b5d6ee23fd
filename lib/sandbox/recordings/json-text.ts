import { decodeWhole } from '../json/decode';
import { JsonNumber, type JsonValue } from '../json/values';

/** Reads JSON with every digit and the order of keys. @throws JsonSyntaxError */
export function parseJson(text: string): JsonValue {
  return decodeWhole(Buffer.from(text));
}

/** Writes JSON in one line, keys in the order they have. */
export function compact(value: JsonValue): string {
  if (value instanceof JsonNumber) return value.raw;
  if (value instanceof Map) {
    return `{${[...value].map(([key, inner]) => `${JSON.stringify(key)}:${compact(inner)}`).join(',')}}`;
  }
  return Array.isArray(value) ? `[${value.map(compact).join(',')}]` : JSON.stringify(value);
}

const WIDEST = 110;

/** Writes JSON for people: what holds no other list or object stays on one line when it fits. */
export function pretty(value: JsonValue, indent = ''): string {
  if (!(value instanceof Map) && !Array.isArray(value)) return compact(value);
  const parts: [string, JsonValue][] =
    value instanceof Map
      ? [...value].map(([key, inner]) => [`${JSON.stringify(key)}: `, inner])
      : value.map((inner) => ['', inner]);
  const [open, close, pad] = value instanceof Map ? ['{', '}', ' '] : ['[', ']', ''];
  if (parts.length === 0) return open + close;
  if (parts.every(([, inner]) => !(inner instanceof Map) && !Array.isArray(inner))) {
    const line = `${open}${pad}${parts.map(([key, inner]) => key + compact(inner)).join(', ')}${pad}${close}`;
    if (line.length + indent.length <= WIDEST) return line;
  }
  const deeper = `${indent}  `;
  const lines = parts.map(([key, inner]) => deeper + key + pretty(inner, deeper));
  return `${open}\n${lines.join(',\n')}\n${indent}${close}`;
}

/** A value cut to what fits in a message. */
export function short(value: JsonValue | undefined): string {
  const text = value === undefined ? 'nothing' : compact(value);
  return text.length > 160 ? `${text.slice(0, 157)}...` : text;
}

/** What a JSON pointer leads to. */
export function atPointer(value: JsonValue | undefined, pointer: string): JsonValue | undefined {
  let here = value;
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (here instanceof Map) here = here.get(key);
    else if (Array.isArray(here)) here = here[Number(key)];
    else return undefined;
  }
  return here;
}

/** One spelling for equal numbers (`1e3` and `1000`), without dropping a digit to find it. */
export function plainNumber(raw: string): string {
  const found = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(raw);
  if (!found) return raw;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = found;
  let digits = (whole + fraction).replace(/^0+/, '');
  let shift = Number(exponent) - fraction.length;
  while (digits.endsWith('0')) {
    digits = digits.slice(0, -1);
    shift += 1;
  }
  return digits ? `${sign}${digits}e${shift}` : '0e0';
}
