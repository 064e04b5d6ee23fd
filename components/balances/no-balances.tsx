'use client';
import { Search, WalletMinimal } from 'lucide-react';
import type { ReactNode } from 'react';
import { useZone } from '@/components/shared/zone';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState, NoMatchState, StateBlock } from '@/components/ui/state-block';
import { TextLink } from '@/components/ui/text-link';
import type { BalancePage } from '@/lib/features/balances/queries';
import type { BalanceFilters } from '@/lib/features/balances/search-params';
import { routes } from '@/lib/routes';
import { noMatchWords } from './no-match-words';
import { searchOffers } from './search-offers';

type NoBalancesProps = {
  page: Pick<BalancePage, 'named' | 'search' | 'links'>;
  filters: BalanceFilters;
  filterCount: number;
  /** The button that makes the first one. */
  create: ReactNode;
};

/** Why there are no rows: each reason has its own words. */
export function NoBalances({ page, filters, filterCount, create }: NoBalancesProps) {
  const { zone } = useZone();
  const { named, search, links } = page;
  if (search.kind === 'unknown') return <UnknownSearch text={search.value} filters={filters} />;
  if (links.newest !== null) {
    return (
      <NoMatchState
        title="No balances beyond this point"
        action={
          <ButtonLink size="small" href={routes.balances(filters)}>
            Show the newest
          </ButtonLink>
        }
      >
        What was here when the address was made is not here any more.
      </NoMatchState>
    );
  }
  if (filterCount === 0 && !filters.system) {
    return (
      <EmptyState icon={<WalletMinimal size={16} />} title="No balances yet" action={create}>
        A balance holds one currency in one ledger. Create the first one, or let your systems create
        them through Core.
      </EmptyState>
    );
  }
  return (
    <NoMatchState
      title="No balance matches"
      action={
        filterCount > 0 && (
          <ButtonLink size="small" href={routes.balances({ system: filters.system })}>
            {filterCount === 1 ? 'Clear the filter' : `Clear ${filterCount} filters`}
          </ButtonLink>
        )
      }
    >
      <bdi className="break-words">{noMatchWords({ filters, named, search, zone })}</bdi>
    </NoMatchState>
  );
}

function UnknownSearch({ text, filters }: { text: string; filters: BalanceFilters }) {
  const isTransaction = text.startsWith('txn_');
  return (
    <StateBlock
      icon={<Search size={16} />}
      title={<bdi className="break-words">“{text}” is neither an id nor an indicator</bdi>}
    >
      {isTransaction ? (
        <p>
          This is the id of a transaction. Balances are found by their own ids.{' '}
          <TextLink href={routes.transaction(text)}>Open the transaction</TextLink>
        </p>
      ) : (
        <>
          <p>
            Balances are found by an id that begins with bln_, idt_ or ldg_, or by an @indicator.
            Did you mean one of these?
          </p>
          <ul className="mt-2 grid gap-1.5">
            {searchOffers(text, filters).map(({ words, href }) => (
              <li key={href} className="break-words">
                <TextLink href={href}>
                  <bdi>{words}</bdi>
                </TextLink>
              </li>
            ))}
          </ul>
        </>
      )}
    </StateBlock>
  );
}
