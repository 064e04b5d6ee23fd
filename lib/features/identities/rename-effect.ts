import 'server-only';
import { createHash } from 'node:crypto';
import { canonicalJson } from '@/lib/base/canonical-json';
import { type TokenField } from '@/lib/base/token-fields';
import { filterBalances } from '@/lib/core/endpoints/balances';
import { type BalanceRow, GENERAL_LEDGER_ID } from '@/lib/core/schemas/balance';
import { type Identity } from '@/lib/core/schemas/identity';
import { aggregateIndicator, identifierOf } from '@/lib/core/schemas/lineage-names';
import { type FieldTexts } from './identity-facts';
import { LINEAGE_NAME_FIELDS } from './schema';

/** What one currency has to do with a new name. Minor units. */
export type RenameStake = {
  currency: string;
  /** Tagged and not spent, under the present name: it stays there. */
  tagged: bigint;
  /** Tagged and inflight under the present name, on its way in or out: the sum of both. */
  inflight: bigint;
  /** What Core finds under the new name, from an earlier time under it. */
  underNewName: bigint;
};

/**
 * What other names, or tokens in their place, do to fund lineage. Core finds shadow and aggregate balances by the identity's name
 * (contract 5.1), so a new name leaves those of the old one behind, for all of its tracked balances.
 */
export type RenameEffect =
  /** The lineage name stays as it is. */
  | { kind: 'none' }
  /** Nothing was ever tagged under the present name, or all of it is spent: lineage starts anew. */
  | { kind: 'nothing_tagged' }
  /** Tagged funds stay under the present name. The digest recognises the same answer. */
  | { kind: 'breaks'; stakes: RenameStake[]; digest: string };

/** The identity as it would be called; Core ignores empty text, so that changes nothing (contract 3.3). */
function renamed(identity: Identity, changes: FieldTexts): Identity {
  const given = LINEAGE_NAME_FIELDS.filter((field) => changes[field]);
  return { ...identity, ...Object.fromEntries(given.map((field) => [field, changes[field]])) };
}

/** Whether these changes give the identity another lineage name. */
export function changesLineageName(identity: Identity, changes: FieldTexts): boolean {
  return identifierOf(renamed(identity, changes)) !== identifierOf(identity);
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
  return readEffect(identity, identifierOf(renamed(identity, changes)), options);
}

/**
 * Reads what tokenizing these fields does. A token is never the same twice (contract 3.3), so nothing can
 * be under the new lineage name yet.
 * @throws CoreError
 */
export async function readTokenizeEffect(
  identity: Identity,
  fields: readonly TokenField[],
  options: { signal?: AbortSignal } = {},
): Promise<RenameEffect> {
  const names = LINEAGE_NAME_FIELDS.filter((name) => fields.some((field) => field === name));
  const tokens = Object.fromEntries(names.map((field) => [field, 'FPT:any:token']));
  if (!changesLineageName(identity, tokens)) return { kind: 'none' };
  return readEffect(identity, null, options);
}

/** @param identifier the next one; `null` for one that is not known before. */
async function readEffect(
  identity: Identity,
  identifier: string | null,
  options: { signal?: AbortSignal },
): Promise<RenameEffect> {
  const present = aggregateIndicator(identifierOf(identity));
  const next = identifier === null ? null : aggregateIndicator(identifier);
  const aggregates = await filterBalances(
    {
      conditions: [
        { field: 'ledger_id', operator: 'eq', value: GENERAL_LEDGER_ID },
        { field: 'indicator', operator: 'in', values: next === null ? [present] : [present, next] },
      ],
      sort: { by: 'currency', order: 'asc' },
      limit: 100,
    },
    options,
  );
  const stakes = stakesOf(aggregates, { present, next });
  if (stakes.length === 0) return { kind: 'nothing_tagged' };
  const digest = createHash('sha256')
    .update(canonicalJson([present, next, stakes.map(inDigits)]))
    .digest('hex');
  return { kind: 'breaks', stakes, digest };
}

/** The currencies in which something is left under the present name. */
function stakesOf(
  aggregates: readonly BalanceRow[],
  { present, next }: { present: string; next: string | null },
): RenameStake[] {
  const there = new Map(
    aggregates
      .filter(({ indicator }) => indicator === next)
      .map(({ currency, balance }) => [currency, balance]),
  );
  return aggregates
    .filter(({ indicator }) => indicator === present)
    .map((aggregate) => ({
      currency: aggregate.currency,
      tagged: aggregate.balance,
      inflight: aggregate.inflightCreditBalance + aggregate.inflightDebitBalance,
      underNewName: there.get(aggregate.currency) ?? 0n,
    }))
    .filter(({ tagged, inflight }) => tagged !== 0n || inflight !== 0n);
}

function inDigits({ currency, tagged, inflight, underNewName }: RenameStake) {
  return [currency, String(tagged), String(inflight), String(underNewName)];
}
