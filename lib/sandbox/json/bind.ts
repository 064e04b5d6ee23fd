import { Refusal } from '../errors/core-error';
import type { ErrorCode } from '../errors/codes';
import { GoTime, parseRfc3339, ZERO_TIME } from '../clock/go-time';
import type { RequestBody } from '../http/request-body';
import { encodeJson } from './encode';
import {
  JsonNumber,
  toGoAny,
  writtenEntries,
  type GoAny,
  type GoMap,
  type JsonValue,
} from './values';

/** Where in a document a value stands, as Go's messages name it. */
interface Site {
  /** The innermost struct, without package; '' at the top. */
  readonly struct: string;
  /** The path of fields from the top, dotted. */
  readonly field: string;
  /** Faults that do not stop the decoding. Only the first is told. */
  readonly faults: string[];
}

/** A kind of Go field: what it is before anything is read, and how a JSON value becomes it. */
export interface Field<T> {
  readonly goType: string;
  readonly zero: T;
  /**
   * Undefined leaves what is there (a `null`, or a wrong type, which is noted at the site).
   * @param before What an earlier one of the same key left there, or the zero value.
   */
  read(value: JsonValue, site: Site, before: T): T | undefined;
  /** The Go name of a field with `binding:"required"`. */
  readonly required?: string;
  /** Of a struct: what the validator says about required fields that are not there. */
  missing?(value: T): string[];
}

type Fields = Readonly<Record<string, Field<unknown>>>;
/** What a struct reads into. */
export type Bound<F extends Fields> = {
  -readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never;
};

/** A decoding fault that stops at once; `message` is Go's. */
class BindFault extends Error {}

const kindOf = (value: JsonValue): string => {
  if (value instanceof JsonNumber) return 'number';
  if (value instanceof Map) return 'object';
  if (Array.isArray(value)) return 'array';
  return typeof value === 'boolean' ? 'bool' : 'string';
};

function mismatch(site: Site, what: string, goType: string): undefined {
  const place = site.struct ? `Go struct field ${site.struct}.${site.field}` : 'Go value';
  site.faults.push(`json: cannot unmarshal ${what} into ${place} of type ${goType}`);
  return undefined;
}

function kind<T>(
  goType: string,
  zero: T,
  read: (value: Exclude<JsonValue, null>, site: Site, before: T) => T | undefined,
): Field<T> {
  return {
    goType,
    zero,
    read: (value, site, before) => (value === null ? undefined : read(value, site, before)),
  };
}

/** `string`, or a Go type made of it. */
export const text = (goType = 'string'): Field<string> =>
  kind(goType, '', (value, site) =>
    typeof value === 'string' ? value : mismatch(site, kindOf(value), goType),
  );

/** `bool`. */
export const bool = (): Field<boolean> =>
  kind('bool', false, (value, site) =>
    typeof value === 'boolean' ? value : mismatch(site, kindOf(value), 'bool'),
  );

/** `float64`. */
export const float = (): Field<number> =>
  kind('float64', 0, (value, site) => {
    if (!(value instanceof JsonNumber)) return mismatch(site, kindOf(value), 'float64');
    const number = Number(value.raw);
    return Number.isFinite(number) ? number : mismatch(site, `number ${value.raw}`, 'float64');
  });

/** `int` or `int64`, within 64 bits. */
export const int = (goType: 'int' | 'int64' = 'int'): Field<bigint> =>
  kind(goType, 0n, (value, site) => {
    if (!(value instanceof JsonNumber)) return mismatch(site, kindOf(value), goType);
    const whole = /^-?\d+$/.test(value.raw) ? BigInt(value.raw) : undefined;
    return whole !== undefined && whole === BigInt.asIntN(64, whole)
      ? whole
      : mismatch(site, `number ${value.raw}`, goType);
  });

/** `*big.Int`: only an integer literal will do; anything else stops the decoding. */
export const bigInt = (): Field<bigint | null> =>
  kind<bigint | null>('*big.Int', null, (value) => {
    if (value instanceof JsonNumber && /^-?\d+$/.test(value.raw)) return BigInt(value.raw);
    throw new BindFault(
      `math/big: cannot unmarshal ${JSON.stringify(encodeJson(value))} into a *big.Int`,
    );
  });

/** `time.Time`: an RFC 3339 string; anything else stops the decoding. */
export const time = (): Field<GoTime> => kind('time.Time', ZERO_TIME, readTime);

/** A pointer to a kind of value: null when absent or null. */
export const optional = <T>(field: Field<T>): Field<T | null> => ({ ...field, zero: null });

function readTime(value: Exclude<JsonValue, null>): GoTime {
  if (typeof value !== 'string') {
    throw new BindFault('Time.UnmarshalJSON: input is not a JSON string');
  }
  const parsed = parseRfc3339(value);
  if (parsed instanceof GoTime) return parsed;
  throw new BindFault(parsed.fault);
}

/** `map[string]interface{}`; null when absent. */
export const anyMap = (): Field<GoMap | null> => {
  const goType = 'map[string]interface {}';
  return kind<GoMap | null>(goType, null, (value, site, before) => {
    if (!(value instanceof Map)) return mismatch(site, kindOf(value), goType);
    noteOverflow(value, site);
    return new Map([...(before ?? []), ...(toGoAny(value) as GoMap)]);
  });
};

/** `interface{}`; undefined when absent, null when null. */
export const any = (): Field<GoAny | undefined> => ({
  goType: 'interface {}',
  zero: undefined,
  read: (value, site) => {
    noteOverflow(value, site);
    return toGoAny(value);
  },
});

/** A number no float64 can hold, wherever it stands in a free value. */
function noteOverflow(value: JsonValue, site: Site): void {
  if (value instanceof JsonNumber) {
    if (!Number.isFinite(Number(value.raw))) mismatch(site, `number ${value.raw}`, 'float64');
  } else if (Array.isArray(value)) value.forEach((inner) => noteOverflow(inner, site));
  else if (value instanceof Map) {
    for (const [, inner] of writtenEntries(value)) noteOverflow(inner, site);
  }
}

/** A slice; null when absent. `pointer` only changes how the type is named. */
export const list = <T>(of: Field<T>, { pointer = false } = {}): Field<T[] | null> => {
  const goType = `[]${pointer ? '*' : ''}${of.goType}`;
  return kind<T[] | null>(goType, null, (value, site, before) => {
    if (!Array.isArray(value)) return mismatch(site, kindOf(value), goType);
    return value.map((inner, index) => {
      const there = before?.[index] ?? freshZero(of);
      const got = of.read(inner, site, there);
      return got === undefined ? there : got;
    });
  });
};

/** The zero value, for a struct one of its own, so that nobody changes another's. */
function freshZero<T>(field: Field<T>): T {
  return field.missing ? { ...field.zero } : field.zero;
}

/** A nested or top-level Go struct; `name` with its package, as in `model.CreateBalance`. */
export const struct = <F extends Fields>(name: string, fields: F): Field<Bound<F>> => {
  const shortName = name.slice(name.lastIndexOf('.') + 1);
  const byFold = new Map(Object.keys(fields).map((key) => [fold(key), key]));
  const zero = Object.fromEntries(
    Object.entries(fields).map(([key, field]) => [key, field.zero]),
  ) as Bound<F>;
  const read = (value: JsonValue, site: Site, before: Bound<F>): Bound<F> | undefined => {
    if (value === null) return undefined;
    if (!(value instanceof Map)) return mismatch(site, kindOf(value), name);
    const result: Record<string, unknown> = { ...before };
    for (const [written, inner] of writtenEntries(value)) {
      const key = Object.hasOwn(fields, written) ? written : byFold.get(fold(written));
      const field = key === undefined ? undefined : fields[key];
      if (key === undefined || !field) continue;
      const path = site.field ? `${site.field}.${key}` : key;
      const place = { struct: shortName, field: path, faults: site.faults };
      const got = field.read(inner, place, result[key]);
      if (got !== undefined) result[key] = got;
      // What can be nil becomes nil by a null; anything else stays as it is.
      else if (inner === null && field.zero === null) result[key] = null;
    }
    return result as Bound<F>;
  };
  const missing = (value: Bound<F>): string[] =>
    Object.entries(fields).flatMap(([key, { required: goName }]) =>
      goName !== undefined && isAbsent(value[key])
        ? [
            `Key: '${shortName}.${goName}' Error:Field validation for '${goName}' failed on the 'required' tag`,
          ]
        : [],
    );
  return { goType: name, zero, read, missing };
};

/** Go's zero value, for a field that must be there; an empty list or map counts as there. */
function isAbsent(value: unknown): boolean {
  return value === null || value === '' || (value instanceof GoTime && value.isZero);
}

/** Go matches keys without regard to case. */
const fold = (key: string): string => key.toLowerCase().replaceAll('ſ', 's');

/** Marks a field that must be there and not empty (`binding:"required"`). */
export const required = <T>(goName: string, field: Field<T>): Field<T> => ({
  ...field,
  required: goName,
});

export interface BindOptions {
  /** Said instead of the decoder's words. */
  readonly malformed?: string;
  readonly code?: ErrorCode;
  readonly legacyKey?: 'errors';
}

/**
 * Decodes a request's JSON into a Go struct, as gin's ShouldBindJSON does.
 *
 * @throws Refusal 400 with the decoder's or the validator's own words.
 */
export function bindJson<F extends Fields>(
  body: RequestBody,
  spec: Field<Bound<F>>,
  options: BindOptions = {},
): Bound<F> {
  try {
    return bindOrThrow(body, spec);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new Refusal(options.code ?? 'GEN_MALFORMED_REQUEST', options.malformed ?? error.message, {
      ...(options.legacyKey && { legacyKey: options.legacyKey }),
    });
  }
}

function bindOrThrow<T>(body: RequestBody, spec: Field<T>): T {
  const faults: string[] = [];
  const value = spec.read(body.json(), { struct: '', field: '', faults }, spec.zero) ?? spec.zero;
  if (faults[0] !== undefined) throw new BindFault(faults[0]);
  const missing = spec.missing?.(value) ?? [];
  if (missing.length > 0) throw new BindFault(missing.join('\n'));
  return value;
}
