/** One thing that can be chosen, and the words that tell it from the others. */
export type ComboboxOption = {
  value: string;
  /** What stands in the field once it is chosen. */
  label: string;
  /** A second word: the type of an identity, the name of a currency. */
  detail?: string;
  /** A machine word, such as a short id. */
  code?: string;
  /** At the far right: `3 decimals`. */
  aside?: string;
  /** Options of one group stand together under its name. */
  group?: string;
  /** More words by which it is found. */
  keywords?: string;
};

/**
 * Looks options up. An empty query asks for the first ones to offer. The signal aborts when the
 * answer is no longer wanted; pass it on.
 * @throws anything, when it could not look: the list then says so and offers to try again.
 */
export type OptionSearch = (query: string, signal: AbortSignal) => Promise<ComboboxOption[]>;

export type OptionGroup = { value: string; items: ComboboxOption[] };

/** The value of the row that makes a new thing; it is never handed to a caller. */
export const CREATE_VALUE = '\u0000create';

function matches(option: ComboboxOption, query: string): boolean {
  const words = [option.label, option.detail, option.code, option.keywords, option.value];
  return words.join('\n').toLowerCase().includes(query);
}

/** Keeps what matches, the ones whose label starts with the query first. The order stays otherwise. */
export function filterOptions(options: readonly ComboboxOption[], query: string): ComboboxOption[] {
  const wanted = query.trim().toLowerCase();
  if (!wanted) return [...options];
  const found = options.filter((option) => matches(option, wanted));
  const starts = (option: ComboboxOption) => option.label.toLowerCase().startsWith(wanted);
  return [...found.filter(starts), ...found.filter((option) => !starts(option))];
}

/** Puts options into their groups, in the order in which the groups first appear. */
export function groupOptions(options: readonly ComboboxOption[]): OptionGroup[] {
  const groups = new Map<string, ComboboxOption[]>();
  for (const option of options) {
    const name = option.group ?? '';
    groups.set(name, [...(groups.get(name) ?? []), option]);
  }
  return [...groups].map(([value, items]) => ({ value, items }));
}
