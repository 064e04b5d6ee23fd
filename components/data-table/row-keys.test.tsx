import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Route } from 'next';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { SingleKeysProvider } from '@/components/ui/single-keys';
import { defineColumns } from './column';
import { DataTable } from './data-table';

const push = vi.fn();
vi.mock('next/navigation', () => ({ useRouter: () => ({ push }) }));

type Row = { id: string; name: string };
const rows: Row[] = ['Amara', 'Kuroda', 'Max'].map((name) => ({ id: `bln_${name}`, name }));
const columns = defineColumns<Row>([
  { id: 'name', head: 'Identity', cell: ({ name }) => name },
  { id: 'id', head: 'Balance id', cell: ({ id }) => <span>{id}</span> },
]);

function table(singleKeys = true) {
  return (
    <SingleKeysProvider value={singleKeys}>
      <DataTable
        label="Balances"
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        rowHref={({ id }) => `/balances/${id}` as Route}
        rowCopy={({ id }) => id}
      />
      <a href="#older" data-pager="older" onClick={older}>
        Older
      </a>
    </SingleKeysProvider>
  );
}
const older = vi.fn();
const focused = () => document.activeElement?.textContent;

beforeEach(() => vi.clearAllMocks());

describe('a table', () => {
  it('is a table of named columns whose rows are links', () => {
    render(table());
    expect(screen.getByRole('table', { name: 'Balances' })).toBeTruthy();
    expect(screen.getAllByRole('columnheader').map((head) => head.textContent)).toEqual([
      'Identity',
      'Balance id',
    ]);
    expect(screen.getByRole<HTMLAnchorElement>('link', { name: 'Max' }).pathname).toBe(
      '/balances/bln_Max',
    );
  });

  it('is walked by arrows and by j and k, and stops at its ends', async () => {
    render(table());
    screen.getByRole('link', { name: 'Amara' }).focus();
    await userEvent.keyboard('{ArrowDown}j');
    expect(focused()).toBe('Max');
    await userEvent.keyboard('j');
    expect(focused()).toBe('Max');
    await userEvent.keyboard('k{ArrowUp}k');
    expect(focused()).toBe('Amara');
  });

  it('copies the whole id by y and turns the page by ]', async () => {
    userEvent.setup();
    render(table());
    screen.getByRole('link', { name: 'Kuroda' }).focus();
    await userEvent.keyboard('y');
    expect(await navigator.clipboard.readText()).toBe('bln_Kuroda');
    await userEvent.keyboard(']');
    expect(older).toHaveBeenCalledOnce();
  });

  it('leaves letters alone for people who switched them off, but not the arrows', async () => {
    render(table(false));
    screen.getByRole('link', { name: 'Amara' }).focus();
    await userEvent.keyboard('j]');
    expect(focused()).toBe('Amara');
    expect(older).not.toHaveBeenCalled();
    await userEvent.keyboard('{ArrowDown}');
    expect(focused()).toBe('Kuroda');
  });

  it('opens a row by a click anywhere on it, but not by a click that selects text', async () => {
    render(table());
    await userEvent.click(screen.getByText('bln_Max'));
    expect(push).toHaveBeenCalledExactlyOnceWith('/balances/bln_Max');
    vi.spyOn(window, 'getSelection').mockReturnValue({ toString: () => 'bln' } as Selection);
    await userEvent.click(screen.getByText('bln_Max'));
    expect(push).toHaveBeenCalledOnce();
  });
});
