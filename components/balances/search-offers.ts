import type { Route } from 'next';
import { isUuid } from '@/lib/base/ids';
import type { BalanceFilters } from '@/lib/features/balances/search-params';
import { routes } from '@/lib/routes';

/** Another way to look for what was typed, and where it leads. */
export type SearchOffer = { words: string; href: Route };

const CURRENCY = /^[A-Za-z]{3,10}$/;

/**
 * What somebody may have meant by a text that is neither an id nor an indicator. Core can look up
 * balances by these alone; names are looked up among identities and ledgers.
 */
export function searchOffers(text: string, filters: BalanceFilters): SearchOffer[] {
  const look = (change: BalanceFilters) => routes.balances({ ...filters, q: undefined, ...change });
  if (isUuid(text)) {
    const id = text.toLowerCase();
    return [
      { words: `The balance bln_${id}`, href: look({ q: `bln_${id}` }) },
      { words: `Balances of the identity idt_${id}`, href: look({ q: `idt_${id}` }) },
      { words: `Balances in the ledger ldg_${id}`, href: look({ q: `ldg_${id}` }) },
    ];
  }
  const currency = text.toUpperCase();
  return [
    { words: `Identities whose name begins with “${text}”`, href: routes.identities({ q: text }) },
    { words: `Ledgers with “${text}” in their name`, href: routes.ledgers({ q: text }) },
    ...(/\s/.test(text)
      ? []
      : [{ words: `The balance with the indicator @${text}`, href: look({ q: `@${text}` }) }]),
    ...(CURRENCY.test(text)
      ? [{ words: `Balances in the currency ${currency}`, href: look({ currency }) }]
      : []),
  ];
}
