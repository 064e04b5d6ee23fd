import type { ReactNode } from 'react';
import { AppLink } from '@/components/ui/app-link';
import { classes } from '@/components/ui/classes';
import { Logo } from '@/components/ui/logo';
import { routes } from '@/lib/routes';
import { CoreReachLine, EnvironmentBox, type CoreReach } from './core-line';
import { ShellKeys } from './keyboard-list';
import { PhoneNavigation } from './phone-navigation';
import { Navigation } from './navigation';
import { ShellFactsProvider, type ShellFacts } from './shell-context';
import { UserMenu, type ShellPerson } from './user-menu';

type AppShellProps = ShellFacts & {
  person: ShellPerson;
  /** `Core 0.15`, as far as it can be told. */
  coreLabel: string;
  /** What was measured just now; left out when this page asked Core nothing. */
  reach?: CoreReach;
  /** From `readPreferences`. */
  singleKeys: boolean;
  signOut: () => Promise<void>;
  children: ReactNode;
};

/** The frame of every signed-in page: sidebar at the left, the page at the right. It fetches nothing. */
export function AppShell(props: AppShellProps) {
  const { environment, rooms, unknownChanges, unexplainedOwners } = props;
  const { person, coreLabel, reach, signOut, children } = props;
  const top = (rail: boolean) => (
    <>
      <AppLink
        href={routes.balances()}
        className="flex h-7 items-center gap-2 rounded-md px-2 text-lead font-semibold tracking-[-0.01em]"
      >
        <Logo />
        <span className={classes(rail && 'max-xl:sr-only')}>Counterfoil</span>
      </AppLink>
      <div className={classes(rail && 'max-xl:my-1.5 max-xl:*:hidden')}>
        <EnvironmentBox environment={environment} coreLabel={coreLabel} />
      </div>
    </>
  );
  const foot = (rail: boolean) => (
    <div className="mt-auto grid gap-2">
      {reach && <CoreReachLine reach={reach} rail={rail} />}
      <div className="-mx-2 -mb-2 border-t">
        <UserMenu person={person} signOut={signOut} rail={rail} />
      </div>
    </div>
  );
  return (
    <ShellFactsProvider value={{ environment, rooms, unknownChanges, unexplainedOwners }}>
      <ShellKeys singleKeys={props.singleKeys}>
        <a
          href="#main"
          className="sr-only z-50 rounded-md bg-surface px-3 py-2 shadow-popover focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
        >
          Skip to the page
        </a>
        <div className="grid h-dvh lg:grid-cols-[56px_minmax(0,1fr)] xl:grid-cols-[var(--spacing-rail)_minmax(0,1fr)] print:block print:h-auto">
          <aside className="flex min-h-0 flex-col gap-0.5 overflow-y-auto border-r bg-rail px-2 pt-3 pb-2 max-lg:hidden print:hidden">
            {top(true)}
            <nav aria-label="Main">
              <Navigation rail />
            </nav>
            {foot(true)}
          </aside>
          <main
            id="main"
            tabIndex={-1}
            className="flex h-dvh min-h-0 min-w-0 flex-col outline-none print:block print:h-auto"
          >
            {children}
          </main>
        </div>
        <PhoneNavigation top={top(false)} foot={foot(false)} />
      </ShellKeys>
    </ShellFactsProvider>
  );
}
