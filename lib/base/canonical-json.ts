/** What canonical JSON can hold. Numbers are integers that a double holds exactly. */
export type JsonValue =
  string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/**
 * Writes a value as canonical JSON (RFC 8785): keys in order of their UTF-16 code units, no spaces,
 * one way to write every string. Two programs that agree on the value agree on the bytes, so their
 * hash can be compared. Narrower than the RFC on purpose: numbers must be safe integers (money is
 * digits in a string, design §7), which leaves no room for how a language prints a fraction.
 * A property that is `undefined` is left out, as in `JSON.stringify`.
 * @param numbers `any` allows every finite number, written as the RFC says: for what a person sent us
 * (metadata may hold fractions), never for evidence.
 * @throws TypeError for a fraction, an unsafe integer, a bigint, a lone surrogate, or anything else
 * that JSON cannot hold.
 */
export function canonicalJson(value: unknown, numbers: 'integers' | 'any' = 'integers'): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return quote(value);
  if (typeof value === 'number') return numbers === 'any' ? finite(value) : integer(value);
  if (Array.isArray(value)) {
    return `[${value.map((item) => canonicalJson(item, numbers)).join(',')}]`;
  }
  if (isPlainObject(value)) {
    let members = '';
    for (const key of Object.keys(value).sort()) {
      if (value[key] === undefined) continue;
      members += `${members && ','}${quote(key)}:${canonicalJson(value[key], numbers)}`;
    }
    return `{${members}}`;
  }
  throw new TypeError(`canonical JSON cannot hold ${typeof value}`);
}

function integer(value: number): string {
  if (!Number.isSafeInteger(value)) throw new TypeError(`canonical JSON cannot hold ${value}`);
  return String(value);
}

function finite(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`canonical JSON cannot hold ${value}`);
  // RFC 8785 §3.2.2.3 is how ECMAScript writes a number.
  return JSON.stringify(value);
}

/** What is written as it is, which is nearly everything. Asking is cheaper than having it written. */
const PLAIN = /^[ !#-[\]-~]*$/;

function quote(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`;
  if (!text.isWellFormed()) throw new TypeError('canonical JSON cannot hold a lone surrogate');
  return JSON.stringify(text);
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
