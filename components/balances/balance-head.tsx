'use client';
import { useState } from 'react';
import { CopyableId } from '@/components/shared/copyable-id';
import { identityTypeName } from '@/components/shared/identity-name';
import { Money } from '@/components/shared/money';
import { Timestamp } from '@/components/shared/timestamp';
import { Figure, Figures } from '@/components/ui/section';
import { TextButton, TextLink } from '@/components/ui/text-link';
import { shortId } from '@/lib/base/ids';
import type { BalanceDetail } from '@/lib/features/balances/queries';
import { routes } from '@/lib/routes';

/** Whose balance it is, before anything else, and then how much. */
export function BalanceHead({ balance }: { balance: BalanceDetail }) {
  const [isMinor, setMinor] = useState(false);
  const { currency, ledger, createdAt } = balance;
  return (
    <>
      <div className="border-b px-gutter pt-3.5 pb-3 max-sm:px-4">
        <Owner balance={balance} />
        <p className="mt-0.5 text-ink-2">
          {currency} balance in{' '}
          <TextLink href={routes.ledger(ledger.id)} title={ledger.id}>
            <bdi>{ledger.name ?? shortId(ledger.id, 'page')}</bdi>
          </TextLink>
          {ledger.name === null &&
            (ledger.isGone ? ', which Core does not know' : ' (name not read)')}
          , created <Timestamp iso={createdAt} precision="date" year="always" />
        </p>
      </div>
      <Amounts balance={balance} isMinor={isMinor} onSwitch={() => setMinor(!isMinor)} />
    </>
  );
}

const NAME = 'min-w-0 text-owner font-semibold tracking-[-0.01em] break-words';

function Owner({ balance }: { balance: BalanceDetail }) {
  const { identity, indicator, kind } = balance;
  if (kind !== 'customer') {
    return (
      <>
        <h1 className={NAME}>
          <bdi>{indicator ?? 'Without an indicator'}</bdi>
        </h1>
        <p className="text-ink-2">
          {kind === 'lineage'
            ? 'Core keeps fund lineage in this balance. Nobody else posts to it.'
            : 'A system balance in Core’s general ledger.'}
        </p>
      </>
    );
  }
  if (!identity) return <h1 className={`${NAME} text-ink-3`}>No identity</h1>;
  const { id, name, type, isGone } = identity;
  return (
    <>
      <div className="flex flex-wrap items-baseline gap-x-2.5">
        <h1 className={NAME}>
          <bdi>{name ?? shortId(id, 'page')}</bdi>
        </h1>
        {type && <span className="text-ink-3">{identityTypeName(type)}</span>}
        <CopyableId id={id} href={routes.identity(id)} className="self-center" />
      </div>
      {name === null && (
        <p className="text-caution">
          {isGone
            ? 'Core has no identity with this id. It may have been deleted; the balance still names it.'
            : 'The name of this identity could not be read.'}
        </p>
      )}
    </>
  );
}

type AmountsProps = { balance: BalanceDetail; isMinor: boolean; onSwitch: () => void };

/** All five amounts, exact; on demand in the digits that Core stores. */
function Amounts({ balance, isMinor, onSwitch }: AmountsProps) {
  const unit = isMinor ? 'minor' : 'major';
  const figures = [
    ['Credit', balance.credit],
    ['Debit', balance.debit],
    ['Inflight credit', balance.inflightCredit],
    ['Inflight debit', balance.inflightDebit],
  ] as const;
  const hasDecimals = (balance.balance.decimals ?? 0) > 0;
  return (
    <Figures>
      <Figure
        name="Balance"
        aside={
          hasDecimals && (
            <TextButton aria-pressed={isMinor} onClick={onSwitch} className="text-meta">
              Minor units
            </TextButton>
          )
        }
        main
      >
        <Money amount={balance.balance} unit={unit} currency wrap="always" />
      </Figure>
      {figures.map(([name, amount]) => (
        <Figure key={name} name={name}>
          <Money amount={amount} unit={unit} wrap="always" />
        </Figure>
      ))}
    </Figures>
  );
}
