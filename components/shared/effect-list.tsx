import type { ReactNode } from 'react';

/** One thing that will happen: a bold sentence, then one plain sentence with exact amounts. */
export type Effect = { id: string; title: ReactNode; text?: ReactNode };

/** At most this many are shown at once; the others wait behind "N more". */
const SHOWN = 4;

/** What a change will do, numbered, so that people can speak about "effect 2". */
export function EffectList({ effects }: { effects: readonly Effect[] }) {
  const rest = effects.slice(SHOWN);
  return (
    <div>
      <EffectItems effects={effects.slice(0, SHOWN)} start={1} />
      {rest.length > 0 && (
        <details className="mt-2.5">
          <summary className="cursor-default text-accent underline decoration-accent-line underline-offset-2">
            {rest.length} more
          </summary>
          <div className="mt-2.5">
            <EffectItems effects={rest} start={SHOWN + 1} />
          </div>
        </details>
      )}
    </div>
  );
}

function EffectItems({ effects, start }: { effects: readonly Effect[]; start: number }) {
  return (
    <ol start={start} className="grid gap-2.5">
      {effects.map(({ id, title, text }, index) => (
        <li key={id} className="grid grid-cols-[18px_minmax(0,1fr)] gap-2.5">
          <span
            aria-hidden="true"
            className="mt-px grid size-[18px] place-items-center rounded-full border border-caution-line text-micro font-semibold text-caution"
          >
            {start + index}
          </span>
          <div className="wrap-anywhere">
            <strong className="block font-semibold">{title}</strong>
            {text && <div className="text-ink-2">{text}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}

/** An amount inside the sentence of an effect: on one line wherever a line is long enough for it. */
export function EffectAmount({ children }: { children: ReactNode }) {
  return (
    <span className="inline-block max-w-full font-medium wrap-anywhere text-ink">{children}</span>
  );
}
