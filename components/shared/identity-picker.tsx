'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, type Ref } from 'react';
import { Combobox } from '@/components/ui/combobox';
import { type ComboboxOption } from '@/components/ui/combobox-option';
import { identitySearchQuery } from '@/lib/features/identities/queries';
import { identityOption } from './picker-options';

type IdentityPickerProps = {
  value: ComboboxOption | null;
  onValueChange: (value: ComboboxOption | null) => void;
  /** Offers to make a new identity, by what was typed. Left out when the person may not. */
  onCreate?: (name: string) => void;
  /** An identity that cannot be chosen, such as the present owner. */
  without?: string | null;
  placeholder?: string;
  small?: boolean;
  disabled?: boolean;
  'aria-label'?: string;
  inputRef?: Ref<HTMLInputElement>;
  onBlur?: () => void;
  className?: string;
};

/** Finds an identity by how its name begins, or by its id. */
export function IdentityPicker({ without, onCreate, placeholder, ...rest }: IdentityPickerProps) {
  const client = useQueryClient();
  const search = useCallback(
    async (query: string, signal: AbortSignal) => {
      const wanted = identitySearchQuery(query.trim());
      signal.addEventListener('abort', () => void client.cancelQueries(wanted), { once: true });
      const lines = await client.fetchQuery(wanted);
      return lines.filter(({ identityId }) => identityId !== without).map(identityOption);
    },
    [client, without],
  );
  return (
    <Combobox
      {...rest}
      searchIcon
      placeholder={placeholder ?? 'Beginning of a name, or idt_…'}
      search={search}
      noMatch={(query) => (query ? `No identity begins with “${query}”.` : 'No identities yet.')}
      create={
        onCreate && {
          label: (query) => (query.startsWith('idt_') ? null : newLabel(query)),
          onCreate,
        }
      }
    />
  );
}

function newLabel(query: string): string {
  return query ? `New identity “${query}”` : 'New identity';
}
