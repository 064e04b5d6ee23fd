'use client';
import { useRouter } from 'next/navigation';
import { useState, type FormEvent } from 'react';
import { TableToolbar } from '@/components/data-table/table-bars';
import { FilterChip } from '@/components/ui/filter-chip';
import { Menu, MenuItem } from '@/components/ui/menu';
import { SearchInput } from '@/components/ui/search-input';
import { IDENTITY_KINDS } from '@/lib/features/identities/schema';
import { type IdentitySearchParams } from '@/lib/features/identities/search-params';
import { routes } from '@/lib/routes';

type Filters = Pick<IdentitySearchParams, 'q' | 'type'>;

/** Search by the beginning of a name or by id, and the kind. Everything stands in the address. */
export function IdentityToolbar({ q, type }: Filters) {
  const router = useRouter();
  const go = (change: Filters) => router.push(routes.identities({ q, type, ...change }));
  const shown = IDENTITY_KINDS.find(({ value }) => value === type)?.label ?? type;
  return (
    <TableToolbar search={<IdentitySearch key={q} q={q} onSearch={(text) => go({ q: text })} />}>
      <Menu
        align="start"
        trigger={<FilterChip name="Kind" value={shown} onClear={() => go({ type: undefined })} />}
      >
        {IDENTITY_KINDS.map(({ value, label }) => (
          <MenuItem key={value} onSelect={() => go({ type: value })}>
            {label}
          </MenuItem>
        ))}
      </Menu>
    </TableToolbar>
  );
}

type IdentitySearchProps = { q: string | undefined; onSearch: (text: string | undefined) => void };

function IdentitySearch({ q, onSearch }: IdentitySearchProps) {
  const [text, setText] = useState(q ?? '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSearch(text.trim() || undefined);
  };
  return (
    <form onSubmit={submit} className="w-96 max-sm:w-full">
      <SearchInput
        main
        label="Search identities"
        placeholder="Beginning of a name, or idt_…"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </form>
  );
}
