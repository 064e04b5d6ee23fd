'use client';
import { useId, useState, type ReactNode } from 'react';
import { Money } from '@/components/shared/money';
import { classes } from '@/components/ui/classes';
import { Segmented } from '@/components/ui/segmented';
import { Select } from '@/components/ui/select';
import { TextInput } from '@/components/ui/text-input';
import { parseMajor, type Money as Amount } from '@/lib/base/money';
import type { ReassignPreviewDto } from '@/lib/features/balances/queries';
import { allocationsOfDto, totalOf } from '@/lib/lineage/allocation';
import { compare, type Comparison, type Movement } from '@/lib/lineage/forecast';
import { positionOfDto, viewOf, type LineagePosition } from '@/lib/lineage/position';
import { withoutCurrency } from '@/lib/lineage/sentence';

type Outlook = NonNullable<ReassignPreviewDto['outlook']>;

type ReassignOutlookProps = {
  outlook: Outlook;
  /** What could be carried over, of each provider; `null` when nothing can. */
  carried: readonly { provider: string; amount: string }[] | null;
  /** The balance: its currency and decimals. */
  amount: Amount;
  /** The new owner's name. */
  to: string;
};

const KINDS = [
  { value: 'debit', label: 'Next debit' },
  { value: 'credit', label: 'Next credit' },
] as const;

/** Half of what is tagged and can be spent: large enough to show something, small enough to be paid. */
function firstAmount(position: LineagePosition): bigint {
  const tagged = totalOf(viewOf(position));
  const most = position.balance < tagged ? position.balance : tagged;
  return most > 1n ? most / 2n : 1n;
}

/**
 * What the next movement comes to: today, with the lineage carried over, and after nothing but the owner has
 * changed. Computed here from
 * what Core said, by the model that the verdict comes from, so that any amount can be tried.
 */
export function ReassignOutlook({ outlook, carried, amount, to }: ReassignOutlookProps) {
  const position = positionOfDto(outlook.position);
  const providers = viewOf(position).filter(({ available }) => available > 0n);
  const [kind, setKind] = useState<Movement['kind']>('debit');
  const [text, setText] = useState(() => withoutCurrency(firstAmount(position), amount));
  const [chosen, setChosen] = useState(providers[0]?.provider ?? '');
  const problemId = useId();
  const read = readAmount(text, amount.decimals);
  const problem = problemOf({ read, kind, position, amount });
  const next = {
    identifier: outlook.identifier,
    carried: carried && allocationsOfDto(carried),
  };
  const movement: Movement | null =
    read === null || problem
      ? null
      : kind === 'debit'
        ? { kind, amount: read }
        : { kind, amount: read, provider: chosen };
  return (
    <section aria-label="Try a movement" className="grid content-start gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <Segmented label="Movement" options={KINDS} value={kind} onValueChange={setKind} />
        {kind === 'credit' && providers.length > 1 && (
          <Select
            small
            aria-label="Provider"
            options={providers.map(({ provider }) => ({ value: provider, label: provider }))}
            value={chosen}
            onValueChange={setChosen}
            className="w-32!"
          />
        )}
        <span className="flex min-w-0 items-center gap-1.5">
          <TextInput
            small
            inputMode="decimal"
            aria-label={`Amount of the next ${kind}`}
            aria-invalid={problem !== null || undefined}
            aria-describedby={problem ? problemId : undefined}
            value={text}
            onValueChange={setText}
            // As wide as what is in it: amounts are never cut.
            style={{ width: `${Math.max(13, text.length + 4)}ch` }}
            className="max-w-full text-right tabular-nums"
          />
          <span className="text-ink-3">
            {amount.currency}
            {amount.decimals === null && ' minor units'}
          </span>
        </span>
      </div>
      {problem && (
        <p id={problemId} role="status" className="text-meta text-danger">
          {problem}
        </p>
      )}
      {movement && (
        <Table
          movement={movement}
          compared={compare(position, next, movement)}
          {...{ amount, to }}
        />
      )}
    </section>
  );
}

function readAmount(text: string, decimals: number | null): bigint | null {
  const digits = parseMajor(text, decimals ?? 0);
  return digits === null || digits.startsWith('-') ? null : BigInt(digits);
}

type ProblemInput = {
  read: bigint | null;
  kind: Movement['kind'];
  position: LineagePosition;
  amount: Amount;
};

function problemOf({ read, kind, position, amount }: ProblemInput): string | null {
  const { decimals, currency } = amount;
  if (read === null) {
    return decimals
      ? `Write an amount with at most ${decimals} decimals.`
      : 'Write a whole amount without decimals.';
  }
  if (read === 0n) return 'An amount above zero shows something.';
  if (kind === 'debit' && read > position.balance) {
    return `More than the balance of ${withoutCurrency(position.balance > 0n ? position.balance : 0n, amount)} ${currency}: Core refuses it unless an overdraft is allowed.`;
  }
  return null;
}

type TableProps = {
  movement: Movement;
  compared: Comparison;
  amount: Amount;
  to: string;
};

function Table({ movement, compared, amount, to }: TableProps) {
  const { today, anyway, carried, offBy, fromOthers } = compared;
  const money = (minor: bigint) => (
    <Money amount={{ ...amount, minor: String(minor) }} wrap="always" />
  );
  const isDebit = movement.kind === 'debit';
  const of = (forecast: Comparison['today'], provider: string) =>
    forecast.providers.find((each) => each.provider === provider)?.amount ?? 0n;
  const providers = [
    ...new Set([...today.providers, ...anyway.providers].map(({ provider }) => provider)),
  ];
  /** One figure in each column. */
  const line = (figure: (forecast: Comparison['today']) => bigint) => ({
    today: money(figure(today)),
    carried: carried && money(figure(carried)),
    anyway: money(figure(anyway)),
  });
  return (
    <table className="w-full border-collapse" aria-label="The movement today and after the change">
      <thead>
        <tr className="border-b border-line-strong text-meta text-ink-3">
          <td className="py-1.5" />
          <th scope="col" className="px-2 py-1.5 text-right font-medium">
            Today
          </th>
          {carried && (
            <th
              scope="col"
              className="bg-accent-soft px-2 py-1.5 text-right font-semibold text-ink"
            >
              Carried over
            </th>
          )}
          <th scope="col" className="bg-caution-soft px-2 py-1.5 text-right font-semibold text-ink">
            Anyway
          </th>
        </tr>
      </thead>
      <tbody>
        <Line
          name={isDebit ? 'Payment' : 'Credit'}
          today="Applied"
          carried={carried && 'Applied'}
          anyway="Applied"
        />
        {providers.map((provider) => (
          <Line
            key={provider}
            name={
              <>
                {isDebit ? 'Taken from ' : 'Available from '}
                <bdi>{provider}</bdi>
              </>
            }
            {...line((forecast) => of(forecast, provider))}
          />
        ))}
        {fromOthers > 0n && (
          <Line
            name={
              <>
                of it out of other funds of <bdi>{to}</bdi>
              </>
            }
            today={money(0n)}
            carried={carried && money(0n)}
            anyway={money(fromOthers)}
            bad
          />
        )}
        <Line name="Balance" {...line(({ balance }) => balance)} />
        <Line name="Lineage total" {...line(({ tagged }) => tagged)} />
        <Line
          name={<strong className="font-medium text-ink">Lineage off by</strong>}
          today={money(0n)}
          carried={carried && money(offBy.carried)}
          anyway={money(offBy.anyway)}
          bad={offBy.anyway > 0n}
        />
      </tbody>
    </table>
  );
}

type LineProps = {
  name: ReactNode;
  today: ReactNode;
  /** `null`: there is no such column. */
  carried: ReactNode;
  anyway: ReactNode;
  bad?: boolean;
};

function Line({ name, today, carried, anyway, bad }: LineProps) {
  return (
    <tr className="border-b">
      <th scope="row" className="py-1 pr-2 text-left font-normal wrap-anywhere text-ink-2">
        {name}
      </th>
      <td className="px-2 py-1 text-right">{today}</td>
      {carried !== null && <td className="bg-accent-soft px-2 py-1 text-right">{carried}</td>}
      <td
        className={classes(
          'bg-caution-soft px-2 py-1 text-right',
          bad && 'font-semibold text-caution',
        )}
      >
        {anyway}
      </td>
    </tr>
  );
}
