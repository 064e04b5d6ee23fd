'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, type Ref } from 'react';
import { Combobox } from '@/components/ui/combobox';
import { type ComboboxOption } from '@/components/ui/combobox-option';
import { ledgerSearchQuery } from '@/lib/features/ledgers/queries';
import { ledgerOption } from './picker-options';

type LedgerPickerProps = {
  value: ComboboxOption | null;
  onValueChange: (value: ComboboxOption | null) => void;
  /** Offers to make a new ledger, by what was typed. Left out when the person may not. */
  onCreate?: (name: string) => void;
  /** Leaves out Core's own ledger, where people create nothing. */
  withoutGeneral?: boolean;
  disabled?: boolean;
  inputRef?: Ref<HTMLInputElement>;
  onBlur?: () => void;
};

/** Finds a ledger by how its name begins, or by its id. */
export function LedgerPicker({ onCreate, withoutGeneral, ...rest }: LedgerPickerProps) {
  const client = useQueryClient();
  const search = useCallback(
    async (query: string, signal: AbortSignal) => {
      const wanted = ledgerSearchQuery(query.trim());
      signal.addEventListener('abort', () => void client.cancelQueries(wanted), { once: true });
      const lines = await client.fetchQuery(wanted);
      return lines.filter(({ isGeneral }) => !(withoutGeneral && isGeneral)).map(ledgerOption);
    },
    [client, withoutGeneral],
  );
  return (
    <Combobox
      {...rest}
      searchIcon
      placeholder="Beginning of a name, or ldg_…"
      search={search}
      noMatch={(query) => (query ? `No ledger begins with “${query}”.` : 'No ledgers yet.')}
      create={
        onCreate && {
          label: (query) =>
            query.startsWith('ldg_') ? null : query ? `New ledger “${query}”` : 'New ledger',
          onCreate,
        }
      }
    />
  );
}
