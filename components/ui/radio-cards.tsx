'use client';
import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import { useId, type ReactNode, type Ref } from 'react';
import { classes } from './classes';

export type RadioCard<Value extends string> = {
  value: Value;
  title: string;
  /** At most one. */
  badge?: ReactNode;
  /** What follows from it, in two lines. */
  text: ReactNode;
  /** When, and who. */
  meta?: ReactNode;
  /** A worked example over the whole width of the card. */
  example?: ReactNode;
  /** It cannot be chosen now; `text` says why. */
  disabled?: boolean;
};

type RadioCardsProps<Value extends string> = {
  legend: ReactNode;
  /** Behind the legend, in plain weight. */
  hint?: ReactNode;
  cards: readonly RadioCard<Value>[];
  value: Value | null;
  onValueChange: (value: Value) => void;
  error?: string;
  disabled?: boolean;
  ref?: Ref<HTMLDivElement>;
};

/** A choice whose consequences must be read before it is made. */
export function RadioCards<Value extends string>(props: RadioCardsProps<Value>) {
  const { legend, hint, cards, value, onValueChange, error, disabled, ref } = props;
  const id = useId();
  return (
    <fieldset className="min-w-0" disabled={disabled}>
      <legend id={id} className="mb-1.5 font-semibold">
        {legend}
        {hint && <span className="ml-2 font-normal text-ink-3">{hint}</span>}
      </legend>
      <RadioGroup
        ref={ref}
        value={value ?? ''}
        onValueChange={(next) => onValueChange(next as Value)}
        disabled={disabled}
        aria-labelledby={id}
        aria-invalid={!!error || undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        className={classes(
          'grid gap-2',
          cards.length === 2
            ? 'sm:grid-cols-2'
            : 'sm:grid-cols-[repeat(auto-fit,minmax(200px,1fr))]',
        )}
      >
        {cards.map((card) => (
          <Card key={card.value} card={card} id={`${id}-${card.value}`} />
        ))}
      </RadioGroup>
      {error && (
        <p id={`${id}-error`} className="mt-1 text-meta text-danger">
          {error}
        </p>
      )}
    </fieldset>
  );
}

function Card({ card, id }: { card: RadioCard<string>; id: string }) {
  return (
    <label className="grid cursor-default grid-cols-[16px_minmax(0,1fr)] content-start gap-x-2.5 rounded-md border border-control bg-surface px-3 py-2.5 text-left transition-colors has-[[data-checked]]:border-accent has-[[data-checked]]:bg-accent-soft has-[[data-checked]]:inset-ring has-[[data-checked]]:inset-ring-accent has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-offset-2 has-[:focus-visible]:outline-focus has-[[data-disabled]]:bg-sunken has-[[data-disabled]]:text-ink-2">
      <Radio.Root
        value={card.value}
        disabled={card.disabled}
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-text`}
        className="mt-0.5 size-4 rounded-full border border-control bg-surface outline-none data-checked:border-[5px] data-checked:border-accent"
      />
      <span id={`${id}-title`} className="flex flex-wrap items-center gap-1.5 font-semibold">
        {card.title} {card.badge}
      </span>
      <span id={`${id}-text`} className="col-start-2 text-ink-2">
        {card.text}
        {card.meta && <span className="mt-1 block text-meta text-ink-3">{card.meta}</span>}
      </span>
      {card.example && <span className="col-span-2 mt-2.5">{card.example}</span>}
    </label>
  );
}
