'use client';
import { ChevronsUpDown, Keyboard, LogOut, MonitorSmartphone } from 'lucide-react';
import { useTransition } from 'react';
import { classes } from '@/components/ui/classes';
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '@/components/ui/menu';
import { routes } from '@/lib/routes';
import { openKeyboardList } from './keyboard-list';
import { chooseTheme, useThemeChoice } from './theme-choice';

const THEME_OPTIONS = [
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
  { value: 'system', label: 'As the system' },
] as const;

/** Who is signed in, as the sidebar shows it. */
export type ShellPerson = { name: string; role: string };

function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0]!, words.at(-1)!] : words;
  return letters.map((word) => [...word][0]!.toUpperCase()).join('');
}

type UserMenuProps = {
  person: ShellPerson;
  /** A server action that ends the session and leads to sign-in. */
  signOut: () => Promise<void>;
  /** In the sidebar, which is a strip of icons between 1024 and 1280 px. */
  rail?: boolean;
};

/** Name and role at the foot of the sidebar; behind them the theme, sessions, keys and sign-out. */
export function UserMenu({ person, signOut, rail }: UserMenuProps) {
  const theme = useThemeChoice();
  const [leaving, startLeaving] = useTransition();
  return (
    <Menu
      side="top"
      align="start"
      className="w-[200px]"
      trigger={
        <button
          type="button"
          aria-busy={leaving || undefined}
          className={classes(
            'flex w-full items-center gap-2 py-2.5 pr-3 pl-4 text-left -outline-offset-2 transition-colors hover:bg-hover',
            rail && 'max-xl:justify-center max-xl:px-0',
          )}
        >
          <span
            aria-hidden="true"
            className="grid size-6 flex-none place-items-center rounded-sm bg-line text-micro font-semibold text-ink-2"
          >
            {initials(person.name)}
          </span>
          <span className={classes('min-w-0 flex-1', rail && 'max-xl:sr-only')}>
            <bdi className="block truncate leading-4 font-medium">{person.name}</bdi>
            <span className="block text-meta text-ink-3">{person.role}</span>
          </span>
          <ChevronsUpDown size={14} className={classes(rail && 'max-xl:hidden')} />
        </button>
      }
    >
      <MenuChoice label="Theme" options={THEME_OPTIONS} value={theme} onValueChange={chooseTheme} />
      <MenuSeparator />
      <MenuItem icon={<MonitorSmartphone size={14} />} href={routes.sessions()}>
        Your sessions
      </MenuItem>
      <MenuItem icon={<Keyboard size={14} />} onSelect={openKeyboardList}>
        Keyboard
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={<LogOut size={14} />} onSelect={() => startLeaving(signOut)}>
        Sign out
      </MenuItem>
    </Menu>
  );
}
