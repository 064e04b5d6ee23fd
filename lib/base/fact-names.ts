/** A machine's word in words: `account_correction` is "Account correction". */
export function wordsOf(key: string): string {
  const words = key.replaceAll(/[_.]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const NAMES: Record<string, string> = {
  identity_id: 'Identity',
  ledger_id: 'Ledger',
  dob: 'Birth date',
  email_address: 'E-mail',
  phone_number: 'Phone',
  post_code: 'Post code',
  other_names: 'Other names',
  organization_name: 'Organization',
  identity_type: 'Type',
  meta_data: 'Metadata',
  track_fund_lineage: 'Fund lineage',
  allocation_strategy: 'Strategy',
};

/** What a recorded fact is called, on a slip and in the log. */
export function factName(key: string): string {
  return NAMES[key] ?? wordsOf(key);
}

/**
 * The fact that is only there to compare the one of this name, whose text is masked: it says whether a
 * value is the same and means nothing to people.
 */
export const markNameOf = (key: string) => `${key}_mark`;

/** Whether a fact is such a mark. */
export function isMark(key: string): boolean {
  return key.endsWith('_mark');
}
