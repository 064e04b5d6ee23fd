import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { describe, expect, it } from 'vitest';
import type { Failure } from '@/lib/base/result';
import { applyFailure } from './apply-failure';
import { TextField } from './controlled-field';
import { FormError } from './form-error';

function Form({ failure }: { failure: Failure }) {
  const form = useForm({ defaultValues: { name: '', ticket: '' } });
  const [whole, setWhole] = useState<Failure | null>(null);
  return (
    <form onSubmit={form.handleSubmit(() => setWhole(applyFailure(form, failure)))}>
      {whole && <FormError title="Nothing was created">{whole.message}</FormError>}
      <TextField
        control={form.control}
        name="name"
        label="Name"
        description="As on the contract."
      />
      <TextField control={form.control} name="ticket" label="Ticket" optional />
      <button type="submit">Create ledger</button>
    </form>
  );
}

const send = async (failure: Failure) => {
  render(<Form failure={failure} />);
  await userEvent.click(screen.getByRole('button', { name: 'Create ledger' }));
};

describe('applyFailure', () => {
  it('tells each message at its field, with the focus on the first, and nothing twice', async () => {
    await send({
      code: 'invalid',
      message: 'Two fields are wrong.',
      fields: { ticket: 'Write a ticket.', name: 'Write a name.' },
    });
    const ticket = screen.getByRole('textbox', { name: 'Ticket' });
    await waitFor(() => expect(document.activeElement).toBe(ticket));
    expect(ticket.getAttribute('aria-invalid')).toBe('true');
    const name = screen.getByRole('textbox', {
      name: 'Name',
      description: 'As on the contract. Write a name.',
    });
    expect(name.getAttribute('aria-invalid')).toBe('true');
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('shows what belongs to no field at the top, and moves the focus there', async () => {
    await send({ code: 'conflict', message: 'The name is taken.', fields: { elsewhere: 'x' } });
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('The name is taken.');
    expect(document.activeElement).toBe(alert.parentElement);
  });
});
