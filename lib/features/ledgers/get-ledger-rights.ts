import 'server-only';
import { assertPermission, reasonAgainst } from '@/lib/auth/permissions';
import { type Actor } from '@/lib/base/actor';
import { coreCapabilitiesWithin } from '@/lib/core/capabilities';

/** Why this person cannot do it here, as a sentence beside the control; `null` when they can. */
export type LedgerRights = { create: string | null; rename: string | null };

/** What a page may wait for an answer that only disables buttons; the verbs check again. */
const WAIT_MS = 300;
const KEY_CANNOT =
  'Our key for Core may not change ledgers (ledgers:write). An operator can give it that scope.';

/**
 * What a person may do with ledgers: their role, then Counterfoil's own key for Core.
 * Permission: `ledgers:read`.
 */
export async function getLedgerRights(actor: Actor, _params: object): Promise<LedgerRights> {
  assertPermission(actor, 'ledgers:read');
  const known = await coreCapabilitiesWithin(WAIT_MS);
  const ofKey = known?.scopes['ledgers:write'] === false ? KEY_CANNOT : null;
  return {
    create: reasonAgainst(actor, 'ledgers:create') ?? ofKey,
    rename: reasonAgainst(actor, 'ledgers:rename') ?? ofKey,
  };
}
