import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { act } from 'react';
import { expect, it } from 'vitest';
import { showToast, Toaster } from './toast';

it('shows toasts that came before their area was loaded, and those that come after', async () => {
  render(<Toaster />);
  act(() => {
    showToast({ tone: 'done', title: 'Balance created', timeoutMs: 0 });
  });
  await screen.findByText('Balance created');
  act(() => {
    showToast({ tone: 'waiting', title: 'Still checking 000 319', timeoutMs: 0 });
  });
  await screen.findByText('Still checking 000 319');
  for (const dismiss of screen.getAllByLabelText('Dismiss')) {
    await userEvent.click(dismiss);
  }
  await waitFor(() => expect(screen.queryByText('Balance created')).toBeNull());
});
