import { type Effect, type Impact } from './impact';

/** JSON with text, whole small numbers and booleans only: what canonical JSON takes. */
export type PlainJson =
  string | number | boolean | null | PlainJson[] | { [key: string]: PlainJson };

/**
 * The impact as a plain object with amounts as digits, the same for the same impact. Its hash is what
 * a person has confirmed; it is kept as evidence. What only says when to look again is left out.
 */
export function impactRecord(impact: Impact): { [key: string]: PlainJson } {
  return {
    verdict: impact.verdict,
    exact: impact.exact,
    tagged: impact.tagged.map(({ provider, amount }) => ({ provider, amount: String(amount) })),
    effects: impact.effects.map(effectRecord),
  };
}

function effectRecord(effect: Effect): PlainJson {
  return effect.kind === 'not_settled' ? { kind: effect.kind } : plain(effect);
}

function plain(value: unknown): PlainJson {
  if (typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
  }
  return value as string | number | boolean | null;
}
