import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { Button } from './button';
import { ButtonLink } from './button-link';
import type { Route } from 'next';

const REASON = 'Your role, Auditor, does not include balances:create.';

describe('a forbidden action', () => {
  it('stays reachable by keyboard, says why, and does nothing', async () => {
    const onClick = vi.fn();
    render(
      <Button disabledReason={REASON} onClick={onClick}>
        Create balance
      </Button>,
    );
    const button = screen.getByRole('button', { name: 'Create balance', description: REASON });
    await userEvent.tab();
    expect(document.activeElement).toBe(button);
    await userEvent.keyboard('{Enter} ');
    await userEvent.click(button);
    expect(onClick).not.toHaveBeenCalled();
    expect(button.getAttribute('aria-disabled')).toBe('true');
  });

  it('does not submit the form it stands in', async () => {
    const onSubmit = vi.fn((event: React.FormEvent) => event.preventDefault());
    render(
      <form onSubmit={onSubmit}>
        <Button type="submit" disabledReason={REASON}>
          Create balance
        </Button>
        <Button type="submit" busy>
          Creating
        </Button>
      </form>,
    );
    for (const button of screen.getAllByRole('button')) await userEvent.click(button);
    expect(onSubmit).not.toHaveBeenCalled();
  });

  it('is no link any more when it is one', () => {
    render(
      <ButtonLink href={'/balances/new' as Route} disabledReason={REASON}>
        Create balance
      </ButtonLink>,
    );
    expect(screen.queryByRole('link')).toBeNull();
    expect(screen.getByRole('button', { description: REASON })).toBeTruthy();
  });
});

describe('Button', () => {
  it('acts, and never submits by accident', async () => {
    const onClick = vi.fn();
    render(<Button onClick={onClick}>Cancel</Button>);
    const button = screen.getByRole<HTMLButtonElement>('button');
    await userEvent.click(button);
    expect(onClick).toHaveBeenCalledOnce();
    expect(button.type).toBe('button');
  });
});
