/**
 * A text that names or describes a person: names, e-mail, notes, addresses. Events hold only a salted
 * commitment to it; the text itself is kept apart and can be erased (design §6).
 */
export type Personal = { readonly personal: string };

/** Marks a text as personal. Money, ids, codes and names of ledgers are not. */
export function personal(text: string): Personal {
  return { personal: text };
}

/** One thing that is known: ids and codes as text, money as digits, counts as integers. */
export type Fact = string | number | boolean | null | Personal;

/** What is known of an object at one moment, by snake_case name: `{ identity_id: 'idt_…' }`. */
export type Facts = Readonly<Record<string, Fact>>;

export function isPersonal(value: unknown): value is Personal {
  return typeof value === 'object' && value !== null && 'personal' in value;
}

/** Whether a value is a fact, and nothing more. */
export function isFact(value: unknown): value is Fact {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return true;
  if (typeof value === 'number') return Number.isSafeInteger(value);
  return isPersonal(value) && typeof value.personal === 'string' && Object.keys(value).length === 1;
}

/** Whether two facts say the same. A personal text equals only a personal text. */
export function sameFact(a: Fact | undefined, b: Fact | undefined): boolean {
  if (isPersonal(a) && isPersonal(b)) return a.personal === b.personal;
  return a === b;
}
