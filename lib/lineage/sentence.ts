/**
 * A sentence with exact amounts in it: text, and minor units of the balance's currency as `bigint`,
 * so that a screen can set amounts as amounts.
 */
export type Sentence = readonly (string | bigint)[];

/** `a`, `a and b`, `a, b and c`. */
export function listWords(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** `Jane Doe’s`, `James’`. */
export function possessive(name: string): string {
  return /s$/i.test(name) ? `${name}’` : `${name}’s`;
}

/** `1 other balance`, `3 other balances`, `100 or more other balances`. */
export function otherBalances(count: number, complete: boolean): string {
  const number = complete ? String(count) : `${count} or more`;
  return `${number} other ${count === 1 && complete ? 'balance' : 'balances'}`;
}
