import { moneyParts, moneyText } from '@/lib/base/money';

/** A sentence whose exact amounts can be set apart. Plain data, so that it survives JSON. */
export type Sentence = readonly (string | { amount: string })[];

/** How amounts of one currency are written. */
export type Currency = { currency: string; decimals: number | null };

/** The sentence without its markup, for titles, logs and evidence. */
export function plainText(sentence: Sentence): string {
  return sentence.map((part) => (typeof part === 'string' ? part : part.amount)).join('');
}

/** Writes a sentence with amounts in it: `` say`${money(7000n)} drops out.` ``. */
export function say(
  words: TemplateStringsArray,
  ...values: (string | number | { amount: string } | Sentence)[]
): Sentence {
  const parts: (string | { amount: string })[] = [];
  const add = (part: string | { amount: string }) => {
    const last = parts.at(-1);
    if (part === '') return;
    if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part;
    else parts.push(part);
  };
  words.forEach((text, index) => {
    add(text);
    const value = values[index];
    if (value === undefined) return;
    if (typeof value === 'number') add(String(value));
    else if (isSentence(value)) value.forEach(add);
    else add(value);
  });
  return parts;
}

function isSentence(value: string | { amount: string } | Sentence): value is Sentence {
  return Array.isArray(value);
}

/** `70.00 USD`, set apart. */
export function withCurrency(minor: bigint, currency: Currency): { amount: string } {
  return { amount: moneyText({ ...currency, minor: String(minor) }) };
}

/** `70.00`, where the currency is clear from the words around it. */
export function withoutCurrency(minor: bigint, { decimals }: Currency): string {
  const { sign, whole, fraction } = moneyParts({ minor: String(minor), decimals });
  return `${sign}${whole}${fraction}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}

/** `Jane Doe’s`, `James’`. */
export function possessive(name: string): string {
  return /s$/i.test(name) ? `${name}’` : `${name}’s`;
}
