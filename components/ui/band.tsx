import { CircleCheck, Clock, OctagonX, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from './classes';

export type BandTone = 'warn' | 'ok' | 'bad' | 'unknown';

const LOOKS: Record<BandTone, { frame: string; words: string; icon: ReactNode }> = {
  warn: {
    frame: 'border-caution-line bg-caution-soft',
    words: 'text-caution',
    icon: <TriangleAlert size={18} />,
  },
  ok: {
    frame: 'border-accent-line bg-accent-soft',
    words: 'text-accent',
    icon: <CircleCheck size={18} />,
  },
  bad: {
    frame: 'border-danger-line bg-danger-soft',
    words: 'text-danger',
    icon: <OctagonX size={18} />,
  },
  unknown: {
    frame: 'border-line-strong border-l-[3px] border-l-ink-2 bg-sunken',
    words: 'text-ink',
    icon: <Clock size={18} />,
  },
};

type BandProps = {
  tone: BandTone;
  /** The verdict in one sentence. */
  title: ReactNode;
  /** At the right end: the exact amount at stake. Below the sentence on a phone. */
  aside?: ReactNode;
  /** Below the sentence: what is true now and what to do. */
  children?: ReactNode;
  /** At the right end: what can be done about it. */
  action?: ReactNode;
  /** Bands speak up politely when they appear; `alert` is for what failed just now. */
  role?: 'status' | 'alert';
};

/** One verdict over the whole width. Amber: will break. Green: safe. Red: blocked. Neutral: unknown. */
export function Band({ tone, title, aside, children, action, role = 'status' }: BandProps) {
  const look = LOOKS[tone];
  return (
    <div
      role={role}
      className={classes(
        'flex gap-2.5 rounded-md border px-3.5 py-[9px] max-sm:flex-wrap max-sm:items-start',
        children ? 'items-start' : 'items-center',
        look.frame,
      )}
    >
      <span className={classes('mt-px', look.words)}>{look.icon}</span>
      <div className="min-w-0 flex-1 wrap-anywhere max-sm:basis-[calc(100%-28px)] sm:flex sm:flex-wrap sm:items-center sm:justify-between sm:gap-x-4">
        <strong className={classes('text-lead font-semibold', look.words)}>{title}</strong>
        {aside && <div className="text-ink-2 sm:text-right">{aside}</div>}
        {children && <div className="basis-full text-ink-2">{children}</div>}
      </div>
      {action}
    </div>
  );
}
