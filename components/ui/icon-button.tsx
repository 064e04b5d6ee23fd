'use client';
import type { ComponentProps, ReactElement } from 'react';
import { Button } from './button';

type IconButtonProps = Omit<ComponentProps<typeof Button>, 'children' | 'icon' | 'iconOnly'> & {
  /** What pressing it does; read out, and shown on hover. */
  label: string;
  icon: ReactElement;
};

/** A button with an icon alone. Ghost and small unless told otherwise. */
export function IconButton({
  label,
  icon,
  variant = 'ghost',
  size = 'small',
  ...rest
}: IconButtonProps) {
  return (
    <Button
      {...rest}
      variant={variant}
      size={size}
      aria-label={label}
      title={label}
      icon={icon}
      iconOnly
    />
  );
}
