import { LosslessNumber, isInteger, parse, stringify } from 'lossless-json';

/**
 * A value of Core's JSON. Whole numbers are `bigint` of any length (contract 6); numbers with a
 * fraction or an exponent keep their digits in a `LosslessNumber`, since nothing of ours counts
 * with them.
 */
export type CoreJson =
  null | boolean | string | bigint | LosslessNumber | CoreJson[] | { [key: string]: CoreJson };

/**
 * Reads an answer without losing a digit.
 * @throws SyntaxError when `text` is not JSON, also when it is cut off.
 */
export function parseCoreJson(text: string): CoreJson {
  return parse(text, null, {
    parseNumber: (digits) => (isInteger(digits) ? BigInt(digits) : new LosslessNumber(digits)),
  }) as CoreJson;
}

/** Writes a request body: a `bigint` becomes its bare digits, as Core wants amounts (contract 6). */
export function stringifyCoreJson(value: unknown): string {
  return stringify(value) ?? 'null';
}

/** What a person sees of a value in metadata: text as it is, everything else as JSON. */
export function textOfJson(value: CoreJson): string {
  return typeof value === 'string' ? value : stringifyCoreJson(value);
}

/** Metadata as a page lists it, in Core's order; values that are not text as JSON. */
export function metaDataLines(metaData: { readonly [key: string]: CoreJson }) {
  return Object.entries(metaData).map(([key, value]) => ({ key, value: textOfJson(value) }));
}

/** Whether `value` is a JSON object, neither array nor null nor number. */
export function isJsonObject(value: unknown): value is { [key: string]: CoreJson } {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof LosslessNumber)
  );
}
