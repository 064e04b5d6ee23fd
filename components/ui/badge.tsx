import type { ReactNode } from 'react';
import { classes } from './classes';

export type BadgeTone = 'neutral' | 'ok' | 'warn' | 'bad' | 'solid';

const TONES: Record<BadgeTone, string> = {
  neutral: 'border-line-strong text-ink-2',
  ok: 'border-accent-line bg-accent-soft text-accent',
  warn: 'border-caution-line bg-caution-soft text-caution',
  bad: 'border-danger-line bg-danger-soft text-danger',
  solid: 'border-ink-solid bg-ink-solid text-on-ink',
};

type BadgeProps = {
  tone?: BadgeTone;
  /** A 12 px icon. The words come first: colour and icon never carry the meaning alone. */
  icon?: ReactNode;
  title?: string;
  className?: string;
  children: ReactNode;
};

/** A short word about a thing. Only exceptions get one, so that they stand out. */
export function Badge({ tone = 'neutral', icon, title, className, children }: BadgeProps) {
  return (
    <span
      title={title}
      className={classes(
        'inline-flex h-[18px] flex-none items-center gap-1 rounded-sm border px-1.5 align-middle text-micro font-medium tracking-[0.01em] whitespace-nowrap',
        TONES[tone],
        className,
      )}
    >
      {icon}
      {children}
    </span>
  );
}
