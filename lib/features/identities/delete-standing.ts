import 'server-only';
import { filterBalances } from '@/lib/core/endpoints/balances';
import { GENERAL_LEDGER_ID } from '@/lib/core/schemas/balance';
import { type Identity } from '@/lib/core/schemas/identity';
import { lineagePattern } from '@/lib/core/schemas/lineage-names';

/** What stands against deleting an identity. At most `MOST` of each are read. */
export type DeleteStanding = {
  /** Ids of balances that it owns: Core refuses then, with an error that says nothing. */
  owned: string[];
  /** Core's lineage balances under this identity's id, whatever it was called at the time. */
  lineage: { balanceId: string; indicator: string }[];
};

const MOST = 20;

/**
 * Reads what stands against deleting an identity: two questions. Lineage is looked for by the beginning
 * of the id, which every lineage name contains and no rename changes (contract 5.1), so former names
 * need not be known. Core's lineage balances are never deleted, and mappings keep the id of the identity
 * that they were made under, also when the balance was given on long ago (contract 5.8.9): so where there
 * are none, nothing can be lost. Somebody else's id may begin alike, once in 65,536: then it is refused
 * for nothing.
 * @throws CoreError
 */
export async function readDeleteStanding(
  { identityId }: Pick<Identity, 'identityId'>,
  options: { signal?: AbortSignal } = {},
): Promise<DeleteStanding> {
  const [owned, lineage] = await Promise.all([
    filterBalances(
      { conditions: [{ field: 'identity_id', operator: 'eq', value: identityId }], limit: MOST },
      options,
    ),
    filterBalances(
      {
        conditions: [
          { field: 'ledger_id', operator: 'eq', value: GENERAL_LEDGER_ID },
          { field: 'indicator', operator: 'like', value: lineagePattern(identityId) },
        ],
        limit: MOST,
      },
      options,
    ),
  ]);
  return {
    owned: owned.map(({ balanceId }) => balanceId),
    lineage: lineage.map(({ balanceId, indicator }) => ({ balanceId, indicator: indicator ?? '' })),
  };
}

/** Why it cannot be deleted, as a sentence; `null` when it can. */
export function whyNotDeleted({ owned, lineage }: DeleteStanding): string | null {
  const count = (list: readonly unknown[], one: string, more: string) =>
    list.length === 1
      ? `1 ${one}`
      : `${list.length < MOST ? '' : 'at least '}${list.length} ${more}`;
  if (owned.length > 0) {
    return `It owns ${count(owned, 'balance', 'balances')}. Give ${owned.length === 1 ? 'it' : 'them'} to another identity first.`;
  }
  if (lineage.length === 0) return null;
  return `Core keeps ${count(lineage, 'lineage balance', 'lineage balances')} under its id. Core itself would not refuse, but it would forget the providers of every balance whose lineage began under this identity, and their debits would no longer be allocated.`;
}
