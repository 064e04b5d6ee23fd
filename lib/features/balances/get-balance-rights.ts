import 'server-only';
import { assertPermission, reasonAgainst } from '@/lib/auth/permissions';
import { type Actor } from '@/lib/base/actor';
import { coreCapabilitiesWithin } from '@/lib/core/capabilities';

/** Why this person cannot do it here, as a sentence beside the control; `null` when they can. */
export type BalanceRights = { create: string | null; reassign: string | null };

/** What a page may wait for an answer that only disables buttons; the verbs check again. */
const WAIT_MS = 300;
const KEY_CANNOT =
  'Our key for Core may not change balances (balances:write). An operator can give it that scope.';

/**
 * What a person may do with balances: their role, then Counterfoil's own key for Core.
 * Permission: `balances:read`.
 */
export async function getBalanceRights(actor: Actor, _params: object): Promise<BalanceRights> {
  assertPermission(actor, 'balances:read');
  const known = await coreCapabilitiesWithin(WAIT_MS);
  const ofKey = known?.scopes['balances:write'] === false ? KEY_CANNOT : null;
  return {
    create: reasonAgainst(actor, 'balances:create') ?? ofKey,
    reassign: reasonAgainst(actor, 'balances:reassign') ?? ofKey,
  };
}
