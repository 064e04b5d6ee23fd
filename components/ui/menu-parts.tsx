'use client';
import { Menu as Base } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import type { Route } from 'next';
import type { ReactElement, ReactNode } from 'react';
import { AppLink } from './app-link';
import { classes } from './classes';
import { POPUP_LOOK, POPUP_MOTION, POPUP_ROW } from './popup-style';

export type MenuProps = {
  /** The button that opens it: one element that takes a ref. */
  trigger: ReactElement;
  align?: 'start' | 'center' | 'end';
  side?: 'top' | 'bottom';
  className?: string;
  children: ReactNode;
};

/** A menu that opens as soon as it is there: it is loaded because somebody wants it. */
export function MenuRoot({
  trigger,
  align = 'end',
  side = 'bottom',
  className,
  children,
}: MenuProps) {
  return (
    <Base.Root defaultOpen>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner
          sideOffset={4}
          align={align}
          side={side}
          collisionPadding={8}
          className="z-50 outline-none"
        >
          <Base.Popup className={classes(POPUP_LOOK, POPUP_MOTION, 'min-w-48', className)}>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

export type MenuItemProps = {
  icon?: ReactNode;
  /** Why it cannot be done: the item stays, does nothing and says so below its words. */
  disabledReason?: string | null | false;
  danger?: boolean;
  children: ReactNode;
} & ({ onSelect: () => void; href?: never } | { href: Route; onSelect?: never });

/** One action, or one link when it has an address. */
export function MenuItem({ icon, disabledReason, danger, children, ...rest }: MenuItemProps) {
  const look = classes(POPUP_ROW, danger && 'text-danger');
  const words = (
    <>
      {icon && <span className="text-ink-3">{icon}</span>}
      <span className="min-w-0 flex-1 py-1">
        {children}
        {disabledReason && <span className="block max-w-60 text-meta">{disabledReason}</span>}
      </span>
    </>
  );
  if (rest.href && !disabledReason) {
    return (
      <Base.LinkItem closeOnClick className={look} render={<AppLink href={rest.href} />}>
        {words}
      </Base.LinkItem>
    );
  }
  return (
    <Base.Item disabled={!!disabledReason} onClick={rest.onSelect} className={look}>
      {words}
    </Base.Item>
  );
}

export type MenuChoiceProps<Value extends string> = {
  label: string;
  options: readonly { value: Value; label: string }[];
  value: Value;
  onValueChange: (value: Value) => void;
};

/** One of a few, chosen inside a menu that stays open: the theme. */
export function MenuChoice<Value extends string>(props: MenuChoiceProps<Value>) {
  return (
    <Base.Group>
      <Base.GroupLabel className="px-2 py-1 text-meta text-ink-3">{props.label}</Base.GroupLabel>
      <Base.RadioGroup value={props.value} onValueChange={props.onValueChange}>
        {props.options.map((option) => (
          <Base.RadioItem
            key={option.value}
            value={option.value}
            closeOnClick={false}
            className={POPUP_ROW}
          >
            <span className="flex-1">{option.label}</span>
            <Base.RadioItemIndicator>
              <Check size={14} className="text-accent" />
            </Base.RadioItemIndicator>
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
    </Base.Group>
  );
}

/** A hairline between groups. */
export function MenuSeparator() {
  return <Base.Separator className="-mx-1 my-1 border-t" />;
}
