import type { Route } from 'next';
import type { ReactNode } from 'react';
import { classes } from '@/components/ui/classes';
import { TextLink } from '@/components/ui/text-link';
import { moneyParts, moneyText, type Money as Amount } from '@/lib/base/money';
import { Money } from './money';

/** The lineage of one provider. Amounts share currency and decimals. */
export type ProviderLineage = {
  provider: string;
  received: Amount;
  spent: Amount;
  available: Amount;
  /** Place in the order of spending, or `null` where all are spent together or it is not known. */
  order: number | null;
  /** Where its shadow balance is shown. */
  href?: Route;
};

type LineageBarsProps = {
  providers: readonly ProviderLineage[];
  total: { received: Amount; spent: Amount; available: Amount };
  /** Beside the total: what the next debit will take. */
  remark?: ReactNode;
};

/** Share of the widest bar in tenths of a percent, from digits: amounts never become floats. */
function share(part: bigint, whole: bigint): number {
  if (whole <= 0n || part <= 0n) return 0;
  return Number((part * 1000n) / whole) / 10;
}

function plain(amount: Amount): string {
  const { sign, whole, fraction } = moneyParts(amount);
  return `${sign}${whole}${fraction}`;
}

const CELL = 'h-row border-b px-2 last:pr-0 first:pl-0';
const HEAD =
  'h-row border-b border-line-strong px-2 text-meta font-medium whitespace-nowrap text-ink-3 first:pl-0 last:pr-0';

/**
 * Where the money of a balance came from: one line for each provider, bars on one scale, figures
 * always beside them. Spent is at the left of a bar, available at the right.
 */
export function LineageBars({ providers, total, remark }: LineageBarsProps) {
  const widest = providers.reduce((most, { received }) => {
    const minor = BigInt(received.minor);
    return minor > most ? minor : most;
  }, 0n);
  return (
    <div className="overflow-x-auto">
      <table className="w-full border-separate border-spacing-0" aria-label="Lineage by provider">
        <thead>
          <tr>
            <th scope="col" className={classes(HEAD, 'w-13 text-left')}>
              Order
            </th>
            <th scope="col" className={classes(HEAD, 'text-left')}>
              Provider
            </th>
            <th scope="col" className={classes(HEAD, 'w-1/2 text-left max-sm:hidden')}>
              <BarKey />
            </th>
            {['Received', 'Spent', 'Available'].map((name) => (
              <th key={name} scope="col" className={classes(HEAD, 'text-right')}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {providers.map((line, index) => (
            <ProviderRow
              key={line.provider}
              line={line}
              widest={widest}
              last={index === providers.length - 1}
            />
          ))}
          <tr className="[&>td]:h-row [&>td]:border-t [&>td]:border-line-strong [&>td]:px-2 [&>td]:font-medium [&>td:last-child]:pr-0">
            <td />
            <td>Total</td>
            <td className="font-normal! text-ink-3 max-sm:hidden">{remark}</td>
            {[total.received, total.spent, total.available].map((amount, index) => (
              <td key={index} className="text-right">
                <Money amount={amount} />
              </td>
            ))}
          </tr>
        </tbody>
      </table>
      {remark && <p className="text-meta text-ink-3 sm:hidden">{remark}</p>}
    </div>
  );
}

function BarKey() {
  return (
    <span className="flex gap-3">
      <span className="flex items-center gap-1.5">
        <i className="size-2.5 rounded-[2px] bg-bar-spent" /> Spent
      </span>
      <span className="flex items-center gap-1.5">
        <i className="size-2.5 rounded-[2px] bg-bar" /> Available
      </span>
    </span>
  );
}

type ProviderRowProps = { line: ProviderLineage; widest: bigint; last: boolean };

function ProviderRow({ line, widest, last }: ProviderRowProps) {
  const { provider, received, spent, available, order, href } = line;
  const cell = classes(CELL, last && 'border-b-0');
  const label = `${provider}: ${plain(spent)} spent, ${moneyText(available)} available`;
  return (
    <tr>
      <td className={cell}>
        <OrderMark order={order} />
      </td>
      <td className={classes(cell, 'max-w-40 truncate font-medium')} title={provider}>
        {href ? (
          <TextLink href={href} aria-label={`${provider}, its shadow balance`}>
            <bdi>{provider}</bdi>
          </TextLink>
        ) : (
          <bdi>{provider}</bdi>
        )}
      </td>
      <td className={classes(cell, 'max-sm:hidden')}>
        <span
          role="img"
          aria-label={label}
          className="flex h-2.5 gap-px overflow-hidden rounded-[2px]"
          style={{ width: `${share(BigInt(received.minor), widest)}%` }}
        >
          <i
            className="bg-bar-spent"
            style={{ width: `${share(BigInt(spent.minor), BigInt(received.minor))}%` }}
          />
          {BigInt(available.minor) > 0n && <i className="flex-1 bg-bar" />}
        </span>
      </td>
      <td className={classes(cell, 'text-right')}>
        <Money amount={received} />
      </td>
      <td className={classes(cell, 'text-right')}>
        <Money amount={spent} />
      </td>
      <td className={classes(cell, 'text-right font-medium')}>
        <Money amount={available} />
      </td>
    </tr>
  );
}

/** The place in the order of spending; the one that is spent next is filled. */
export function OrderMark({ order }: { order: number | null }) {
  if (order === null) return <span className="text-ink-3">–</span>;
  return (
    <span
      className={classes(
        'grid size-[18px] place-items-center rounded-full border text-micro font-semibold',
        order === 1 ? 'border-accent bg-accent text-on-accent' : 'border-line-strong text-ink-2',
      )}
    >
      {order}
    </span>
  );
}
