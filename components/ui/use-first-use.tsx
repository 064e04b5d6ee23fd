'use client';
import {
  cloneElement,
  useState,
  type KeyboardEvent,
  type PointerEvent,
  type ReactElement,
} from 'react';

type TriggerProps = {
  onClick?: (event: never) => void;
  onKeyDown?: (event: KeyboardEvent) => void;
  onPointerEnter?: (event: PointerEvent) => void;
  onFocus?: () => void;
  'aria-haspopup'?: string;
  'aria-expanded'?: boolean;
};

type FirstUse = {
  trigger: ReactElement;
  /** Begins to load what the trigger opens; called when somebody comes near it. */
  load: () => void;
  haspopup: 'menu' | 'dialog';
  onUse?: () => void;
};

/**
 * Floating parts weigh more than all the rest of a list, and most of them are never opened. So a
 * trigger is a plain button until it is used for the first time; then the real part takes its place
 * and is open at once. Loading begins as soon as the pointer or the focus comes near.
 * @returns whether it has been used, and the trigger to draw until then.
 */
export function useFirstUse({ trigger, load, haspopup, onUse }: FirstUse) {
  const [used, setUsed] = useState(false);
  const element = trigger as ReactElement<TriggerProps>;
  const open = () => {
    setUsed(true);
    onUse?.();
  };
  const plain = cloneElement(element, {
    'aria-haspopup': haspopup,
    'aria-expanded': false,
    onClick: open,
    onPointerEnter: load,
    onFocus: load,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'ArrowDown' || haspopup !== 'menu') return;
      event.preventDefault();
      event.stopPropagation();
      open();
    },
  });
  return { used, plain };
}
