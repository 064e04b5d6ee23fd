'use client';
import type { ComponentProps, ReactNode } from 'react';
import { Button } from './button';
import { CopyIcon, useCopy } from './copy-button';

type CopyActionProps = Omit<ComponentProps<typeof Button>, 'onClick' | 'icon'> & {
  /** What goes on the clipboard; a function where only the browser knows it. */
  text: string | (() => string);
  /** What the announcement calls it. */
  name: string;
  icon?: ReactNode;
  children: ReactNode;
};

/** A button with words that copies: "Copy link", "Copy request for an admin". */
export function CopyAction({
  text,
  name,
  icon,
  children,
  size = 'small',
  ...rest
}: CopyActionProps) {
  const { state, copy } = useCopy(text, name);
  return (
    <Button
      {...rest}
      size={size}
      onClick={copy}
      icon={state === 'idle' && icon ? icon : <CopyIcon state={state} />}
    >
      {children}
    </Button>
  );
}
