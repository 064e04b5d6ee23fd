import {
  BookText,
  ScrollText,
  Settings,
  UserRoundPen,
  Users,
  WalletMinimal,
  type LucideIcon,
} from 'lucide-react';
import type { Route } from 'next';
import { routes } from '@/lib/routes';

export type RoomName = 'balances' | 'identities' | 'ledgers' | 'changes' | 'audit' | 'settings';

type Room = {
  name: RoomName;
  label: string;
  href: Route;
  icon: LucideIcon;
  /** Pressed after `g`. */
  key: string;
};

/** The rooms of the house, in the order of the sidebar. */
export const ROOMS: readonly Room[] = [
  { name: 'balances', label: 'Balances', href: routes.balances(), icon: WalletMinimal, key: 'b' },
  { name: 'identities', label: 'Identities', href: routes.identities(), icon: Users, key: 'i' },
  { name: 'ledgers', label: 'Ledgers', href: routes.ledgers(), icon: BookText, key: 'l' },
  { name: 'changes', label: 'Changes', href: routes.changes(), icon: UserRoundPen, key: 'c' },
  { name: 'audit', label: 'Audit', href: routes.audit(), icon: ScrollText, key: 'a' },
  { name: 'settings', label: 'Settings', href: routes.settings(), icon: Settings, key: 's' },
];
