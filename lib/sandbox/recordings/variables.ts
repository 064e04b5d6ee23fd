import { JsonNumber, type JsonValue } from '../json/values';
import { compact } from './json-text';

/** What a replay has seen so far, by name. */
export type Variables = Map<string, JsonValue>;

const VARIABLE = /\$\{([A-Za-z_][A-Za-z0-9_]*)(?::(\d+)(-)?)?\}/g;

/** Puts variables into a text: `${name}`, `${name:8}` (the first eight characters), `${name:8-}` (the rest). */
export function fill(text: string, variables: Variables): string {
  return text.replace(VARIABLE, (whole, ...[name, cut, tail]: (string | undefined)[]) => {
    const held = variables.get(name ?? '');
    if (held === undefined) throw new Error(`no value for ${whole}`);
    const value = textOf(held);
    if (cut === undefined) return value;
    return tail ? value.slice(Number(cut)) : value.slice(0, Number(cut));
  });
}

function textOf(held: JsonValue): string {
  if (typeof held === 'string') return held;
  return held instanceof JsonNumber ? held.raw : compact(held);
}

const ALONE = /^\$\{([A-Za-z_][A-Za-z0-9_]*)\}$/;

/** Puts variables everywhere into a value; a number stays a number where it stands alone. */
export function fillAll(value: JsonValue, variables: Variables): JsonValue {
  if (typeof value === 'string') {
    const held = variables.get(ALONE.exec(value)?.[1] ?? '');
    return held instanceof JsonNumber ? held : fill(value, variables);
  }
  if (Array.isArray(value)) return value.map((inner) => fillAll(inner, variables));
  if (!(value instanceof Map)) return value;
  return new Map(
    [...value].map(([key, inner]) => [fill(key, variables), fillAll(inner, variables)]),
  );
}
