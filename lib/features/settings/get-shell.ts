import 'server-only';
import { can, type Permission } from '@/lib/auth/permissions';
import { type PersonActor, ROLE_NAMES } from '@/lib/base/actor';
import { coreCapabilitiesWithin } from '@/lib/core/capabilities';
import { lastReach } from '@/lib/core/reach';
import { env } from '@/lib/env';
import { countUnknownOperations } from '@/lib/operations/list-operations';
import { coreLabel } from './core-label';

const ROOM_NEEDS = {
  balances: ['balances:read'],
  identities: ['identities:read'],
  ledgers: ['ledgers:read'],
  changes: ['changes:read'],
  audit: ['audit:read', 'audit:read_own'],
  settings: ['settings:read'],
} as const satisfies Record<string, readonly Permission[]>;
type Room = keyof typeof ROOM_NEEDS;

/** What a page may wait for an answer that only labels the sidebar. */
const LABEL_WAIT_MS = 300;
/** From here on Core is called slow. */
const SLOW_MS = 1_000;

export type Shell = {
  environment: 'sandbox' | 'real';
  person: { name: string; role: string };
  /** The rooms this person may enter. */
  rooms: Room[];
  /** Changes whose outcome is not known yet. */
  unknownChanges: number;
  coreLabel: string;
  reach: { kind: 'answers' | 'slow'; ms: number } | { kind: 'silent' } | undefined;
};

/**
 * What stands around every page, for every signed-in person. It adds no question to a page's own:
 * which Core this is was learnt before (asked again every five minutes, and while Core is away; the
 * page does not wait for it longer than `LABEL_WAIT_MS`), and how it answers was measured with the
 * pages' own reads.
 */
export async function getShell(actor: PersonActor): Promise<Shell> {
  const [unknownChanges, known] = await Promise.all([
    can(actor, 'changes:read') ? countUnknownOperations(actor) : 0,
    coreCapabilitiesWithin(LABEL_WAIT_MS),
  ]);
  const rooms = Object.entries(ROOM_NEEDS) as [Room, readonly Permission[]][];
  return {
    environment: env().COUNTERFOIL_MODE,
    person: { name: actor.name, role: ROLE_NAMES[actor.role] },
    rooms: rooms
      .filter(([, needs]) => needs.some((need) => can(actor, need)))
      .map(([room]) => room),
    unknownChanges,
    coreLabel: coreLabel(known?.version ?? 'unknown'),
    reach: describeReach(),
  };
}

function describeReach(): Shell['reach'] {
  const reach = lastReach();
  if (!reach) return undefined;
  if (reach.ms === null) return { kind: 'silent' };
  return { kind: reach.ms < SLOW_MS ? 'answers' : 'slow', ms: reach.ms };
}
