import { render, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { EffectList } from './effect-list';
import { IdentityName } from './identity-name';
import { LineageBars } from './lineage-bars';
import { StateBadge } from './operation-state';
import { slipNumber } from './slip';

const usd = (minor: string) => ({ minor, currency: 'USD', decimals: 2 });

describe('slipNumber', () => {
  it('groups by three, from six digits up', () => {
    expect(slipNumber('318')).toBe('000 318');
    expect(slipNumber('1234567')).toBe('1 234 567');
  });
});

describe('LineageBars', () => {
  it('draws every provider on the scale of the largest, exact beyond what a number holds', () => {
    const huge = '9007199254740993';
    render(
      <LineageBars
        providers={[
          {
            provider: 'stripe',
            received: usd(huge),
            spent: usd('0'),
            available: usd(huge),
            order: 1,
          },
          {
            provider: 'paypal',
            received: usd('4503599627370496'),
            spent: usd('4503599627370496'),
            available: usd('0'),
            order: 2,
          },
        ]}
        total={{ received: usd(huge), spent: usd('0'), available: usd(huge) }}
      />,
    );
    const [stripe, paypal] = screen.getAllByRole('img');
    expect(stripe!.style.width).toBe('100%');
    expect(paypal!.style.width).toBe('49.9%');
    expect(stripe!.getAttribute('aria-label')).toBe(
      'stripe: 0.00 spent, 90,071,992,547,409.93 USD available',
    );
  });
});

describe('IdentityName', () => {
  it('tells nobody, somebody and a name that could not be read apart', () => {
    const { container } = render(
      <>
        <IdentityName identity={null} />
        <IdentityName identity={{ id: 'idt_1', name: 'Jane Doe', type: 'individual' }} />
        <IdentityName identity={{ id: 'idt_1', name: null, type: null }} />
      </>,
    );
    expect(container.textContent).toBe('No identityJane Doe Individualidt_1');
    expect(screen.getByTitle('The name of idt_1 could not be read')).toBeTruthy();
  });
});

describe('StateBadge', () => {
  it('never makes an unknown outcome look like a failure', () => {
    const { container: unknown } = render(<StateBadge state="unknown" />);
    const { container: failed } = render(<StateBadge state="failed" />);
    expect(unknown.textContent).toBe('Unknown, checking');
    expect(unknown.innerHTML).not.toContain('danger');
    expect(failed.innerHTML).toContain('danger');
  });
});

describe('EffectList', () => {
  it('shows four and keeps the others within reach, numbered on', () => {
    const effects = Array.from({ length: 6 }, (_, index) => ({
      id: String(index),
      title: `Effect ${index + 1}`,
    }));
    render(<EffectList effects={effects} />);
    expect(screen.getByText('2 more')).toBeTruthy();
    const rest = screen.getByRole('group');
    expect(within(rest).getByText('Effect 5')).toBeTruthy();
    expect(rest.querySelector('ol')!.start).toBe(5);
  });
});
