import type { ReactNode } from 'react';

/** One step of how a change went. `at` is a time to the millisecond in UTC: `13:03:06.118`. */
export type TrailStep = { id: string; at: string; text: ReactNode };

/** How a change went, step by step, with milliseconds. Times are UTC; say so in the heading. */
export function Trail({ steps }: { steps: readonly TrailStep[] }) {
  return (
    <dl className="grid grid-cols-[92px_minmax(0,1fr)] gap-x-3 gap-y-1">
      {steps.map(({ id, at, text }) => (
        <div key={id} className="contents">
          <dt className="code-text leading-5 text-ink-3">{at}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
