'use client';
import { Menu as MenuIcon } from 'lucide-react';
import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import { attentionIn, useShellFacts } from './shell-context';

const OPEN = 'counterfoil:navigation';

const load = () => import('./navigation-sheet');

const NavigationSheet = lazy(async () => ({ default: (await load()).NavigationSheet }));

/** Keeps the sheet of the navigation ready; it is loaded when it opens for the first time. */
export function PhoneNavigation(parts: { top: ReactNode; foot: ReactNode }) {
  const [open, setOpen] = useState<boolean | null>(null);
  useEffect(() => {
    const listener = () => setOpen(true);
    window.addEventListener(OPEN, listener);
    return () => window.removeEventListener(OPEN, listener);
  }, []);
  if (open === null) return null;
  return (
    <Suspense fallback={null}>
      <NavigationSheet open={open} onOpenChange={setOpen} {...parts} />
    </Suspense>
  );
}

/** Opens the sheet. Says how many outcomes are not known yet, because the sidebar is out of sight. */
export function NavigationButton() {
  const attention = attentionIn(useShellFacts());
  return (
    <IconButton
      label={attention ? `Menu, ${attention.words}` : 'Menu'}
      icon={<MenuIcon size={20} />}
      aria-haspopup="dialog"
      onClick={() => window.dispatchEvent(new Event(OPEN))}
      onPointerEnter={load}
      className="-ml-3 size-touch! lg:hidden"
    />
  );
}
