'use client';
import { lazy, Suspense } from 'react';
import type { MenuChoiceProps, MenuItemProps, MenuProps } from './menu-parts';
import { useFirstUse } from './use-first-use';

const load = () => import('./menu-parts');

const LazyRoot = lazy(async () => ({ default: (await load()).MenuRoot }));
const LazyItem = lazy(async () => ({ default: (await load()).MenuItem }));
const LazyChoice = lazy(async () => ({ default: (await load()).MenuChoice<string> }));
const LazySeparator = lazy(async () => ({ default: (await load()).MenuSeparator }));

/** A list of actions behind a button. What it needs is loaded when somebody comes near the button. */
export function Menu(props: MenuProps) {
  const { used, plain } = useFirstUse({ trigger: props.trigger, load, haspopup: 'menu' });
  if (!used) return plain;
  return (
    <Suspense fallback={plain}>
      <LazyRoot {...props} />
    </Suspense>
  );
}

// Functions rather than the lazy parts themselves, so that server components can draw them, too.

/** One action, or one link when it has an address. Only inside a `Menu`. */
export function MenuItem(props: MenuItemProps) {
  return <LazyItem {...props} />;
}

/** One of a few, chosen inside a menu that stays open: the theme. */
export function MenuChoice<Value extends string>(props: MenuChoiceProps<Value>) {
  return <LazyChoice {...(props as unknown as MenuChoiceProps<string>)} />;
}

/** A hairline between groups. */
export function MenuSeparator() {
  return <LazySeparator />;
}
