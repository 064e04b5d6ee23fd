import { Fragment } from 'react';
import { classes } from '@/components/ui/classes';
import { moneyParts, type Money as Amount } from '@/lib/base/money';

type MoneyProps = {
  amount: Amount;
  /** Puts the minor part into a slot of fixed width, so that decimal points line up in a column. */
  aligned?: boolean;
  /** Writes the currency behind the amount. Leave it out where a column or a line names it. */
  currency?: boolean;
  /** Writes a plus before what was added, as in a list of transactions. */
  signed?: boolean;
  /**
   * Lets an amount that is too long for its place go on in the next line, after a comma: everywhere, or
   * on a phone only. The very longest always may.
   */
  wrap?: 'always' | 'phone';
  /** `minor` shows the digits that Core stores. */
  unit?: 'major' | 'minor';
  className?: string;
};

/** Characters before the decimals, commas included: no longer amount is squeezed into one line. */
const LONGEST_ON_ONE_LINE = 24;

/**
 * An amount in full digits: nothing is cut or rounded, minus is a true minus, and zero and the minor
 * part step back. When nobody told us the decimals of a currency, the amount is in minor units and
 * says so.
 */
export function Money(props: MoneyProps) {
  const { amount, aligned, currency, signed, wrap, unit, className } = props;
  const minor = unit === 'minor' || amount.decimals === null;
  const parts = moneyParts(minor ? { minor: amount.minor, decimals: null } : amount);
  const mayBreak = parts.whole.length > LONGEST_ON_ONE_LINE ? 'always' : wrap;
  const plus = signed && !parts.isZero && !parts.sign ? '+' : '';
  const groups = parts.whole.split(',');
  const leading = groups.slice(0, -1);
  const last = groups.at(-1);
  const why = amount.decimals === null ? `The decimals of ${amount.currency} are not known` : null;
  return (
    <span
      className={classes(
        'text-right tabular-nums',
        mayBreak === 'phone' ? 'sm:whitespace-nowrap' : !mayBreak && 'whitespace-nowrap',
        parts.isZero && 'text-ink-3',
        className,
      )}
    >
      {parts.sign || plus}
      {mayBreak && breakable(leading)}
      <span className="whitespace-nowrap">
        {mayBreak ? last : parts.whole}
        <span
          className={classes(
            'font-normal text-ink-3',
            aligned && 'text-left sm:inline-block sm:min-w-[31px]',
          )}
        >
          {parts.fraction}
          {minor && aligned && (
            <span className="ml-1 text-micro" title={why ?? 'Minor units'}>
              minor
            </span>
          )}
        </span>
      </span>
      {/* A real space: amounts are copied, and read out. */}
      {currency && ' '}
      {currency && (
        <span className="text-[length:var(--money-currency,inherit)] font-normal text-ink-3">
          {amount.currency}
        </span>
      )}
      {minor && !aligned && ' '}
      {minor && !aligned && (
        <span
          className="text-[length:var(--money-currency,inherit)] font-normal text-ink-3"
          title={why ?? undefined}
        >
          minor units
        </span>
      )}
    </span>
  );
}

/** Groups of digits that may go on in the next line after each comma. */
function breakable(groups: readonly string[]) {
  return groups.map((group, index) => (
    <Fragment key={index}>
      {group},<wbr />
    </Fragment>
  ));
}
