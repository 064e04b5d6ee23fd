'use client';
import { Input } from '@base-ui/react/input';
import type { ComponentProps } from 'react';
import { controlStyle } from './control-style';

type TextInputProps = Omit<ComponentProps<typeof Input>, 'className' | 'size'> & {
  small?: boolean;
  /** For ids, keys and other machine words. */
  mono?: boolean;
  className?: string;
};

/** A line of text. Inside a `Field` it takes label, description, error and state from there. */
export function TextInput({ small, mono, className, ...rest }: TextInputProps) {
  return (
    <Input
      autoComplete="off"
      {...rest}
      className={`${controlStyle({ small, className })} ${mono ? 'code-text' : ''}`}
    />
  );
}
