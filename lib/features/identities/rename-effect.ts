import 'server-only';
import { type Money } from '@/lib/base/money';
import { filterBalances } from '@/lib/core/endpoints/balances';
import { GENERAL_LEDGER_ID } from '@/lib/core/schemas/balance';
import { type Identity } from '@/lib/core/schemas/identity';
import { aggregateIndicator, identifierOf } from '@/lib/core/schemas/lineage-names';
import { toMoney } from '@/lib/core/schemas/money';
import { type FieldTexts } from './identity-facts';
import { LINEAGE_NAME_FIELDS } from './schema';

/**
 * What other names do to fund lineage. Core finds shadow and aggregate balances by the identity's name
 * (contract 5.1), so a new name leaves those of the old one behind, for all of its tracked balances.
 */
export type RenameEffect =
  /** The lineage name stays as it is. */
  | { kind: 'none' }
  /** Nothing was ever tagged under the old name, or all of it is spent: lineage starts anew. */
  | { kind: 'nothing_tagged' }
  /** These tagged funds stay under the old name; debits of them can no longer be released. */
  | { kind: 'breaks'; tagged: Money[] };

/** Whether these changes give the identity another lineage name. */
export function changesLineageName(identity: Identity, changes: FieldTexts): boolean {
  const after = { ...identity };
  for (const field of LINEAGE_NAME_FIELDS) {
    // Core ignores empty text, so an emptied name stays what it was (contract 3.3).
    if (changes[field]) after[field] = changes[field];
  }
  return identifierOf(after) !== identifierOf(identity);
}

/**
 * Reads what a change of names does: one question, because the aggregate balance of each currency
 * holds the sum of what is available (contract 5.4).
 * @throws CoreError
 */
export async function readRenameEffect(
  identity: Identity,
  changes: FieldTexts,
  options: { signal?: AbortSignal } = {},
): Promise<RenameEffect> {
  if (!changesLineageName(identity, changes)) return { kind: 'none' };
  const aggregates = await filterBalances(
    {
      conditions: [
        { field: 'ledger_id', operator: 'eq', value: GENERAL_LEDGER_ID },
        { field: 'indicator', operator: 'eq', value: aggregateIndicator(identifierOf(identity)) },
      ],
      sort: { by: 'currency', order: 'asc' },
      limit: 100,
    },
    options,
  );
  const tagged = aggregates.filter(({ balance, inflightBalance }) => balance || inflightBalance);
  if (tagged.length === 0) return { kind: 'nothing_tagged' };
  return { kind: 'breaks', tagged: tagged.map((a) => toMoney(a.balance, a.currency)) };
}
