import type { ReactNode } from 'react';
import { AppShell } from '@/components/shell/app-shell';
import { readPreferences } from '@/components/shell/read-preferences';
import { can } from '@/lib/auth/permissions';
import { requireActor } from '@/lib/auth/require-actor';
import { countDrifts } from '@/lib/features/owners/list-drifts';
import { getShell } from '@/lib/features/settings/get-shell';
import { signOutAction } from '@/lib/features/sign-in/actions';

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const actor = await requireActor();
  const [shell, unexplainedOwners, { singleKeys }] = await Promise.all([
    getShell(actor),
    can(actor, 'changes:read') ? countDrifts(actor) : 0,
    readPreferences(),
  ]);
  return (
    <AppShell
      {...shell}
      unexplainedOwners={unexplainedOwners}
      singleKeys={singleKeys}
      signOut={signOutAction}
    >
      {children}
    </AppShell>
  );
}
