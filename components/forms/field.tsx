'use client';
import { Field as Base } from '@base-ui/react/field';
import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from '@/components/ui/classes';

type FieldProps = {
  label: ReactNode;
  /** Keeps the label for screen readers only, where the place says it already. */
  labelHidden?: boolean;
  /** Says "optional" behind the label. What is not marked is needed. */
  optional?: boolean;
  /** At the right end of the label's line: a switch of views, a link. */
  aside?: ReactNode;
  /** What to know before filling it in. Stays below the error. */
  description?: ReactNode;
  /** What is wrong, as one sentence that says what to do. */
  error?: string;
  className?: string;
  /** One control of `components/ui`. */
  children: ReactNode;
};

/**
 * Label, control, error and description of one value, tied together for screen readers. The controls
 * of `components/ui` find label, description and invalid state here by themselves.
 */
export function Field(props: FieldProps) {
  const { label, labelHidden, optional, aside, description, error, className, children } = props;
  return (
    <Base.Root invalid={!!error} className={classes('grid min-w-0 content-start gap-1', className)}>
      <div className={labelHidden ? 'sr-only' : 'flex min-h-5 items-baseline gap-1.5'}>
        <Base.Label className="leading-5 font-medium">{label}</Base.Label>
        {optional && <span className="text-meta whitespace-nowrap text-ink-3">optional</span>}
        {aside && <span className="ml-auto flex self-center">{aside}</span>}
      </div>
      {children}
      <FieldMessages error={error} description={description} />
    </Base.Root>
  );
}

/** The lines under a control. Only inside a `Field` of Base UI. */
export function FieldMessages({ error, description }: Pick<FieldProps, 'error' | 'description'>) {
  return (
    <>
      {error && (
        <Base.Error match className="flex items-start gap-1 text-meta text-danger">
          <CircleAlert size={12} className="mt-0.5" />
          <span className="min-w-0 break-words">{error}</span>
        </Base.Error>
      )}
      {description && (
        <Base.Description className="text-meta text-ink-3">{description}</Base.Description>
      )}
    </>
  );
}
