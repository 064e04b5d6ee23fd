/**
 * How many scenarios each folder holds. Every one of them must pass; the numbers are here so that a recording that gets
 * lost is noticed.
 */
export const EXPECTED: Readonly<Record<string, number>> = {
  'api-keys': 4,
  auth: 13,
  'balances-create': 6,
  'balances-filter': 16,
  'balances-read': 7,
  'big-numbers': 6,
  errors: 4,
  'historical-balances': 4,
  identities: 9,
  ledgers: 5,
  'lineage-after-reassign': 13,
  'lineage-after-rename-or-delete': 7,
  'lineage-credit': 13,
  'lineage-debit': 17,
  metadata: 5,
  'monitors-accounts-brief': 3,
  'reassign-identity': 8,
  search: 2,
  transactions: 14,
  transport: 6,
};

/** What is missing or unknown in a list of scenario names, each in a sentence; none when all is as it should be. */
export function unexpected(names: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const name of names) {
    const folder = name.split('/')[0]!;
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  const folders = new Set([...Object.keys(EXPECTED), ...counts.keys()]);
  return [...folders].sort().flatMap((folder) => {
    const [expected, found] = [EXPECTED[folder] ?? 0, counts.get(folder) ?? 0];
    if (expected === found) return [];
    return [`recordings/${folder} should hold ${expected} scenarios and holds ${found}.`];
  });
}
