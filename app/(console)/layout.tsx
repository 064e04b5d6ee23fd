import type { ReactNode } from 'react';
import { AppShell } from '@/components/shell/app-shell';
import { readPreferences } from '@/components/shell/read-preferences';
import { requireActor } from '@/lib/auth/require-actor';
import { getShell } from '@/lib/features/settings/get-shell';
import { signOutAction } from '@/lib/features/sign-in/actions';

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const actor = await requireActor();
  const [shell, { singleKeys }] = await Promise.all([getShell(actor), readPreferences()]);
  return (
    <AppShell {...shell} singleKeys={singleKeys} signOut={signOutAction}>
      {children}
    </AppShell>
  );
}
