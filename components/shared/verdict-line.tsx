import { CircleCheck, Clock, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from '@/components/ui/classes';

const LOOKS = {
  ok: { words: 'text-accent', icon: <CircleCheck size={16} /> },
  warn: { words: 'text-caution', icon: <TriangleAlert size={16} /> },
  // What is not known is neither good nor bad.
  unknown: { words: 'text-ink-2', icon: <Clock size={16} /> },
} as const;

type VerdictLineProps = { tone: keyof typeof LOOKS; children: ReactNode };

/** A verdict beside a heading: "Lineage agrees with balance", "Lineage is off by 60.00 USD". */
export function VerdictLine({ tone, children }: VerdictLineProps) {
  const { words, icon } = LOOKS[tone];
  return (
    <span className={classes('inline-flex items-center gap-1.5 font-medium', words)}>
      {icon}
      {children}
    </span>
  );
}
