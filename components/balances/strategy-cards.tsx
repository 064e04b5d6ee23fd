import type { Ref } from 'react';
import { RadioCards, type RadioCard } from '@/components/ui/radio-cards';
import { ALLOCATION_STRATEGIES } from '@/lib/features/balances/schema';
import { allocate } from '@/lib/lineage/allocation';

type Strategy = (typeof ALLOCATION_STRATEGIES)[number];

const CREDITS = [
  { provider: 'stripe', available: 100n },
  { provider: 'paypal', available: 50n },
];
const DEBIT = 30n;

const TEXTS: Record<Strategy, string> = {
  FIFO: 'The provider credited first, until it is used up.',
  LIFO: 'The provider credited last, until it is used up.',
  PROPORTIONAL: 'From each, by its share of what is left.',
};

/** A worked example, worked out by the same rules as everything else that is said of lineage. */
function Example({ strategy }: { strategy: Strategy }) {
  const taken = allocate(CREDITS, DEBIT, strategy);
  return (
    <span className="grid grid-cols-[44px_minmax(0,1fr)_32px] items-center gap-x-1.5 gap-y-1 text-meta text-ink-2">
      {CREDITS.map(({ provider, available }) => {
        const share = taken.find((each) => each.provider === provider)?.amount ?? 0n;
        return <ExampleRow key={provider} name={provider} has={available} takes={share} />;
      })}
    </span>
  );
}

function ExampleRow({ name, has, takes }: { name: string; has: bigint; takes: bigint }) {
  return (
    <>
      <span>{name}</span>
      <span
        role="img"
        aria-label={`${name} has ${has}, ${takes} taken`}
        className="flex h-2.5 gap-px"
      >
        {takes > 0n && <i className="h-full bg-ink" style={{ width: `${takes}%` }} />}
        {has > takes && <i className="h-full bg-bar-spent" style={{ width: `${has - takes}%` }} />}
      </span>
      <span className={takes > 0n ? 'text-right font-semibold text-ink' : 'text-right'}>
        {takes > 0n ? `−${takes}` : '0'}
      </span>
    </>
  );
}

const CARDS: RadioCard<Strategy>[] = ALLOCATION_STRATEGIES.map((strategy) => ({
  value: strategy,
  title: strategy,
  text: TEXTS[strategy],
  example: <Example strategy={strategy} />,
}));

type StrategyCardsProps = {
  value: Strategy;
  onValueChange: (value: Strategy) => void;
  ref?: Ref<HTMLDivElement>;
};

/** By which rule Core spends tagged funds, each with the same example. */
export function StrategyCards({ value, onValueChange, ref }: StrategyCardsProps) {
  return (
    <RadioCards
      ref={ref}
      legend="Allocation strategy"
      hint="if stripe sent 100, then paypal 50, a debit of 30 takes:"
      cards={CARDS}
      value={value}
      onValueChange={onValueChange}
    />
  );
}
