/**
 * A JSON number kept letter by letter. Core's amounts have any number of digits and JavaScript's
 * `number` loses them above 2^53, so numbers become numbers only where Core itself makes them a float64.
 */
export class JsonNumber {
  constructor(readonly raw: string) {}
}

/** A JSON document as it was written: objects keep their order, numbers keep their spelling. */
export type JsonValue = null | boolean | string | JsonNumber | JsonValue[] | JsonObject;
export type JsonObject = Map<string, JsonValue>;

/** An object in which a key stands more than once. As a Map it has the last value of each. */
export class RepetitiveObject extends Map<string, JsonValue> {
  /** @param written All keys and values, in the order in which they stand. */
  constructor(readonly written: readonly (readonly [string, JsonValue])[]) {
    super();
    for (const [key, value] of written) {
      this.delete(key);
      this.set(key, value);
    }
  }
}

/** Keys and values as Go reads them one after the other, a repeated key as often as it stands there. */
export function writtenEntries(object: JsonObject): Iterable<readonly [string, JsonValue]> {
  return object instanceof RepetitiveObject ? object.written : object;
}

/** A Go `interface{}` after decoding: every number is a float64, every object a map without order. */
export type GoAny = null | boolean | string | number | GoAny[] | GoMap;
export type GoMap = Map<string, GoAny>;

/**
 * What `encodeJson` writes. A plain object is a Go struct (keys in the order given, `undefined` left out, as
 * `omitempty` does); a Map is a Go map (keys sorted); a number is a float64 or a small int; a bigint and a
 * JsonNumber are written digit by digit.
 */
export type Encodable =
  | null
  | boolean
  | string
  | number
  | bigint
  | JsonNumber
  | Encodable[]
  | Map<string, Encodable>
  | { readonly [key: string]: Encodable | undefined };

/** Turns a decoded document into what Go's `interface{}` would hold: numbers through float64. */
export function toGoAny(value: JsonValue): GoAny {
  if (value instanceof JsonNumber) return Number(value.raw);
  if (Array.isArray(value)) return value.map(toGoAny);
  if (value instanceof Map) {
    const map: GoMap = new Map();
    for (const [key, inner] of value) map.set(key, toGoAny(inner));
    return map;
  }
  return value;
}
