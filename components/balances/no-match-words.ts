import { shortId } from '@/lib/base/ids';
import type { BalancePage } from '@/lib/features/balances/queries';
import type { BalanceFilters } from '@/lib/features/balances/search-params';
import { rangeWords } from './created-range';

type Asked = {
  filters: BalanceFilters;
  named: BalancePage['named'];
  search: BalancePage['search'];
  /** The viewer's, for the days of a range. */
  zone: string;
};

/** What does not exist, in one sentence: "No KWD balance without an identity in Escrow …". */
export function noMatchWords({ filters, named, search, zone }: Asked): string {
  const parts = [
    'No',
    filters.system && !filters.ledger && search.kind === 'none' ? 'system or shadow' : null,
    filters.currency ?? null,
    'balance',
    searchWords(search),
    identityWords(filters, named),
    filters.ledger ? `in ${nameOf(named.ledger, filters.ledger)}` : null,
    createdWords(filters, zone),
  ];
  const sentence = parts.filter(Boolean).join(' ');
  const isComplete = createdWords(filters, zone) !== null;
  const also = [
    named.identity?.isGone && ` Core has no identity ${shortId(named.identity.id)} either.`,
    named.ledger?.isGone && ` Core has no ledger ${shortId(named.ledger.id)} either.`,
  ];
  return `${sentence}${isComplete ? '' : ' exists'}.${also.filter(Boolean).join('')}`;
}

const nameOf = (known: { name: string | null } | null, id: string) => known?.name ?? shortId(id);

function searchWords(search: BalancePage['search']): string | null {
  switch (search.kind) {
    case 'balance':
      return `with the id ${search.value}`;
    case 'identity':
      return `of ${search.value}`;
    case 'ledger':
      return `in ${search.value}`;
    case 'indicator':
      return `with the indicator ${search.value}`;
    default:
      return null;
  }
}

function identityWords({ none, identity }: BalanceFilters, named: BalancePage['named']) {
  if (none) return 'without an identity';
  return identity ? `of ${nameOf(named.identity, identity)}` : null;
}

function createdWords({ last, since, until }: BalanceFilters, zone: string): string | null {
  if (last) return `was created in the ${rangeWords({ last }, zone)?.toLowerCase()}`;
  const from = since && rangeWords({ since }, zone)?.replace('from ', '');
  const to = until && rangeWords({ until }, zone)?.replace('until ', '');
  if (from && to) return `was created ${from === to ? `on ${from}` : `between ${from} and ${to}`}`;
  if (from) return `was created from ${from} on`;
  return to ? `was created until ${to}` : null;
}
