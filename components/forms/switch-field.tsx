'use client';
import { Field as Base } from '@base-ui/react/field';
import type { ComponentProps, ReactNode } from 'react';
import { Switch } from '@/components/ui/switch';
import { FieldMessages } from './field';

type SwitchFieldProps = Omit<ComponentProps<typeof Switch>, 'children' | 'title'> & {
  label: ReactNode;
  /** What it does, and whether it can be changed later. */
  description: ReactNode;
  error?: string;
};

/** A switch with its label and its consequence beside it. */
export function SwitchField({ label, description, error, ...rest }: SwitchFieldProps) {
  return (
    <Base.Root invalid={!!error} className="flex items-start gap-3">
      <span className="mt-0.5">
        <Switch {...rest} />
      </span>
      <div className="grid min-w-0">
        <Base.Label className="leading-5 font-medium">{label}</Base.Label>
        <Base.Description className="text-ink-2">{description}</Base.Description>
        <FieldMessages error={error} />
      </div>
    </Base.Root>
  );
}
