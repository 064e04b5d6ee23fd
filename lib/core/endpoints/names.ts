import 'server-only';
import { nullUnlessAborted } from '../errors';
import { type ReadOptions } from '../request';
import { identityName } from '../schemas/identity';
import { MAX_ROWS } from './filter';
import { filterIdentities } from './identities';
import { filterLedgers } from './ledgers';

/**
 * An identity as a line of a table names it. `name` is `null` when it could not be read, and also when
 * Core answered and has no such identity: then `isGone`.
 */
export type NamedIdentity = {
  id: string;
  name: string | null;
  type: string | null;
  isGone: boolean;
};

/** A ledger as a line of a table names it; `name` and `isGone` as of an identity. */
export type NamedLedger = { id: string; name: string | null; isGone: boolean };

/**
 * The names of the identities on a page, in one question for up to 100 of them. Names are a help, so
 * what cannot be read is left without one instead of failing the page.
 * @throws CoreError `aborted` only
 */
export async function identityNames(
  ids: Iterable<string | null>,
  options?: ReadOptions,
): Promise<(id: string | null) => NamedIdentity | null> {
  const values = [...new Set(ids)].filter((id) => id !== null);
  const found = await filterIdentities(
    { conditions: [{ field: 'identity_id', operator: 'in', values }], limit: MAX_ROWS },
    options,
  ).catch(nullUnlessAborted);
  const byId = new Map(found?.map((each) => [each.identityId, each]));
  return (id) => {
    if (id === null) return null;
    const known = byId.get(id);
    const isGone = found !== null && !known;
    return {
      id,
      name: known ? identityName(known) : null,
      type: known?.identityType ?? null,
      isGone,
    };
  };
}

/** The names of the ledgers on a page, as `identityNames`. */
export async function ledgerNames(
  ids: Iterable<string>,
  options?: ReadOptions,
): Promise<(id: string) => NamedLedger> {
  const found = await filterLedgers(
    {
      conditions: [{ field: 'ledger_id', operator: 'in', values: [...new Set(ids)] }],
      limit: MAX_ROWS,
    },
    options,
  ).catch(nullUnlessAborted);
  const byId = new Map(found?.map(({ ledgerId, name }) => [ledgerId, name]));
  return (id) => ({
    id,
    name: byId.get(id) ?? null,
    isGone: found !== null && !byId.has(id),
  });
}
