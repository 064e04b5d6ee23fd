import { render } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { Money } from './money';

const text = (element: React.ReactElement) => render(element).container.textContent;
const amount = (minor: string, currency: string, decimals: number | null) => ({
  minor,
  currency,
  decimals,
});

describe('Money', () => {
  it('keeps every digit of an amount beyond what a number can hold', () => {
    expect(text(<Money amount={amount('9007199254740993', 'NGN', 2)} currency />)).toBe(
      '90,071,992,547,409.93 NGN',
    );
  });

  it('writes a true minus, and a plus only where it is asked for', () => {
    expect(text(<Money amount={amount('-750', 'USD', 2)} signed />)).toBe('−7.50');
    expect(text(<Money amount={amount('750', 'USD', 2)} signed />)).toBe('+7.50');
    expect(text(<Money amount={amount('750', 'USD', 2)} />)).toBe('7.50');
    expect(text(<Money amount={amount('0', 'USD', 2)} signed />)).toBe('0.00');
    expect(text(<Money amount={amount('750', 'USD', 2)} currency />)).toBe('7.50 USD');
  });

  it('says minor units when nobody told the decimals of a currency', () => {
    const points = amount('12500', 'POINTS', null);
    expect(text(<Money amount={points} currency />)).toBe('12,500 POINTS minor units');
    expect(text(<Money amount={points} aligned />)).toBe('12,500minor');
  });

  it('shows the digits that Core stores on demand', () => {
    expect(text(<Money amount={amount('18204125', 'KWD', 3)} unit="minor" />)).toBe(
      '18,204,125 minor units',
    );
  });

  it('steps back when it is zero', () => {
    const zero = render(<Money amount={amount('0', 'JPY', 0)} />).container.firstElementChild!;
    const some = render(<Money amount={amount('1', 'JPY', 0)} />).container.firstElementChild!;
    expect(zero.classList.contains('text-ink-3')).toBe(true);
    expect(some.classList.contains('text-ink-3')).toBe(false);
  });
});
