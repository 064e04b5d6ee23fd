import type { RadioCard } from '@/components/ui/radio-cards';
import { ROLE_NAMES, type Role, ROLES } from '@/lib/base/actor';

const TEXTS: Record<Role, string> = {
  finance: 'Creates balances and ledgers, creates and edits identities. Cannot reassign.',
  support: 'Reassigns balances, creates and edits identities, reveals personal fields.',
  auditor: 'Reads everything, the whole audit log included, and exports it. Changes nothing.',
  admin: 'All of it, and people and settings.',
};

/** The roles as cards to choose from, each with what it may do. */
export const ROLE_CARDS: readonly RadioCard<Role>[] = ROLES.map((role) => ({
  value: role,
  title: ROLE_NAMES[role],
  text: TEXTS[role],
}));
