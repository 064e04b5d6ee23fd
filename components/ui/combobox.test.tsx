import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { Combobox } from './combobox';
import { filterOptions, type ComboboxOption, type OptionSearch } from './combobox-option';

const CURRENCIES: ComboboxOption[] = [
  { value: 'KWD', label: 'KWD', detail: 'Kuwaiti dinar', aside: '3 decimals' },
  { value: 'KES', label: 'KES', detail: 'Kenyan shilling', aside: '2 decimals' },
  { value: 'USD', label: 'USD', detail: 'US dollar', aside: '2 decimals' },
];
const JANE: ComboboxOption = { value: 'idt_1', label: 'Jane Doe', detail: 'Individual' };

type Props = Partial<Parameters<typeof Combobox>[0]>;

function Host({ onChosen, ...props }: Props & { onChosen?: (value: string | null) => void }) {
  const [value, setValue] = useState<ComboboxOption | null>(props.value ?? null);
  return (
    <Combobox
      aria-label="Field"
      {...props}
      value={value}
      onValueChange={(next) => {
        setValue(next);
        onChosen?.(next?.value ?? null);
      }}
    />
  );
}

const field = () => screen.getByRole<HTMLInputElement>('combobox');
const names = () => screen.queryAllByRole('option').map((option) => option.textContent);

describe('Combobox over a list', () => {
  it('is used by keyboard alone: type, move, choose', async () => {
    const onChosen = vi.fn();
    render(<Host options={CURRENCIES} onChosen={onChosen} />);
    await userEvent.tab();
    await userEvent.keyboard('k');
    await waitFor(() => expect(names()).toHaveLength(2));
    await userEvent.keyboard('{ArrowDown}{Enter}');
    expect(onChosen).toHaveBeenLastCalledWith('KES');
    expect(field().value).toBe('KES');
    await waitFor(() => expect(screen.queryByRole('listbox')).toBeNull());
  });

  it('offers everything when it opens, whatever is chosen already', async () => {
    render(<Host options={CURRENCIES} value={CURRENCIES[2]} />);
    await userEvent.click(field());
    await waitFor(() => expect(names()).toHaveLength(3));
  });

  it('forgets what was typed and not chosen', async () => {
    const onChosen = vi.fn();
    render(<Host options={CURRENCIES} value={CURRENCIES[0]} onChosen={onChosen} />);
    await userEvent.click(field());
    await userEvent.keyboard('x');
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(field().value).toBe('KWD'));
    expect(onChosen).not.toHaveBeenCalled();
  });

  it('makes a new one from what was typed, and hands no false value out', async () => {
    const onChosen = vi.fn();
    const onCreate = vi.fn();
    render(
      <Host
        options={CURRENCIES}
        value={CURRENCIES[0]}
        onChosen={onChosen}
        create={{ label: (query) => (query ? `Use “${query}”` : null), onCreate }}
      />,
    );
    await userEvent.clear(field());
    onChosen.mockClear();
    await userEvent.type(field(), 'POINTS');
    await waitFor(() => expect(names()).toEqual(['Use “POINTS”']));
    await userEvent.keyboard('{Enter}');
    expect(onCreate).toHaveBeenCalledWith('POINTS');
    expect(onChosen).not.toHaveBeenCalled();
  });
});

describe('Combobox that looks up', () => {
  it('never lets a late answer replace a newer one, and aborts what is not wanted', async () => {
    const waiting = new Map<string, (found: ComboboxOption[]) => void>();
    const signals = new Map<string, AbortSignal>();
    const search: OptionSearch = (query, signal) => {
      signals.set(query, signal);
      return new Promise((resolve) => waiting.set(query, resolve));
    };
    render(<Host search={search} />);
    await userEvent.click(field());
    await waitFor(() => expect(waiting.has('')).toBe(true));
    await userEvent.type(field(), 'j');
    await waitFor(() => expect(waiting.has('j')).toBe(true));
    await userEvent.type(field(), 'a');
    await waitFor(() => expect(waiting.has('ja')).toBe(true));
    expect(signals.get('j')!.aborted).toBe(true);
    waiting.get('ja')!([JANE]);
    await waitFor(() => expect(names()).toEqual(['Jane DoeIndividual']));
    waiting.get('j')!([]);
    await Promise.resolve();
    expect(names()).toEqual(['Jane DoeIndividual']);
  });

  it('says that it could not look, and looks again when asked', async () => {
    const search = vi.fn<OptionSearch>().mockRejectedValueOnce(new Error('down'));
    search.mockResolvedValue([JANE]);
    render(<Host search={search} />);
    await userEvent.click(field());
    await screen.findByText('This is not an empty list: we could not look.');
    await userEvent.click(screen.getByRole('button', { name: 'Try again', hidden: true }));
    await waitFor(() => expect(names()).toEqual(['Jane DoeIndividual']));
  });

  it('tells nothing found from not looked yet', async () => {
    render(<Host search={async () => []} noMatch={(query) => `Nobody is called “${query}”.`} />);
    await userEvent.click(field());
    await userEvent.type(field(), 'zoe');
    await screen.findByText('Nobody is called “zoe”.');
  });
});

describe('filterOptions', () => {
  it('finds by detail, code and value, labels that start with it first', () => {
    const found = filterOptions(
      [{ value: 'a', label: 'Savings', code: 'usd_1' }, ...CURRENCIES],
      'USD',
    );
    expect(found.map(({ value }) => value)).toEqual(['USD', 'a']);
  });
});
