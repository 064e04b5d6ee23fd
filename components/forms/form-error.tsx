'use client';
import { useEffect, useRef, type ReactNode } from 'react';
import { Band } from '@/components/ui/band';

type FormErrorProps = {
  /** What did not happen: "Nothing was created", only where that is proven. */
  title: ReactNode;
  /** What is true now and what to do; from `Failure.message`. */
  children: ReactNode;
  /** `Failure.reference`, to quote to an operator. */
  reference?: string;
  /** A refusal is red; an outcome that is not known yet is neutral and never called an error. */
  tone?: 'bad' | 'warn' | 'unknown';
  action?: ReactNode;
};

/** Stands at the top of a form when the whole of it failed, and takes the focus when it appears. */
export function FormError({ title, children, reference, tone = 'bad', action }: FormErrorProps) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    ref.current?.focus();
    ref.current?.scrollIntoView({ block: 'nearest' });
  }, [title]);
  return (
    <div ref={ref} tabIndex={-1} className="rounded-md outline-offset-2">
      <Band
        tone={tone}
        title={title}
        role={tone === 'unknown' ? 'status' : 'alert'}
        action={action}
      >
        {children}
        {reference && (
          <>
            {' '}
            Reference <span className="code-text">{reference}</span>.
          </>
        )}
      </Band>
    </div>
  );
}
