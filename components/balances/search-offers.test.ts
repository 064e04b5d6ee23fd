import { describe, expect, it } from 'vitest';
import { searchOffers } from './search-offers';

const UUID = '8C21F46E-0b7d-4e95-a3c8-5d19e27bf0a7';

describe('what is neither an id nor an indicator', () => {
  it('may be an id that lost its beginning', () => {
    expect(searchOffers(UUID, { currency: 'USD', q: UUID })[1]).toEqual({
      words: 'Balances of the identity idt_8c21f46e-0b7d-4e95-a3c8-5d19e27bf0a7',
      href: '/balances?currency=USD&q=idt_8c21f46e-0b7d-4e95-a3c8-5d19e27bf0a7',
    });
    expect(searchOffers(UUID, {})).toHaveLength(3);
  });

  it('may be a name', () => {
    expect(searchOffers('Jane Doe', {})).toEqual([
      { words: 'Identities whose name begins with “Jane Doe”', href: '/identities?q=Jane+Doe' },
      { words: 'Ledgers with “Jane Doe” in their name', href: '/ledgers?q=Jane+Doe' },
    ]);
  });

  it('may be an indicator or a currency', () => {
    expect(searchOffers('ngn', { none: '1' }).slice(2)).toEqual([
      { words: 'The balance with the indicator @ngn', href: '/balances?none=1&q=%40ngn' },
      { words: 'Balances in the currency NGN', href: '/balances?none=1&currency=NGN' },
    ]);
  });
});
