import { CircleCheck, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from '@/components/ui/classes';

/** A verdict beside a heading: "Lineage agrees with balance", "Lineage is off by 60.00 USD". */
export function VerdictLine({ tone, children }: { tone: 'ok' | 'warn'; children: ReactNode }) {
  return (
    <span
      className={classes(
        'inline-flex items-center gap-1.5 font-medium',
        tone === 'ok' ? 'text-accent' : 'text-caution',
      )}
    >
      {tone === 'ok' ? <CircleCheck size={16} /> : <TriangleAlert size={16} />}
      {children}
    </span>
  );
}
