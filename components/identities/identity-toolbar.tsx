'use client';
import { useRouter } from 'next/navigation';
import { TableToolbar } from '@/components/data-table/table-bars';
import { ChoiceFilter } from '@/components/shared/choice-filter';
import { ListSearch } from '@/components/shared/list-search';
import { IDENTITY_KINDS } from '@/lib/features/identities/schema';
import { type IdentitySearchParams } from '@/lib/features/identities/search-params';
import { routes } from '@/lib/routes';

type Filters = Pick<IdentitySearchParams, 'q' | 'type'>;

/** Search by the beginning of a name or by id, and the type. Everything stands in the address. */
export function IdentityToolbar({ q, type }: Filters) {
  const router = useRouter();
  const go = (change: Filters) => router.push(routes.identities({ q, type, ...change }));
  return (
    <TableToolbar
      search={
        <ListSearch
          label="Search identities"
          placeholder="Beginning of a name, or idt_…"
          value={q}
          onSearch={(text) => go({ q: text })}
        />
      }
    >
      <ChoiceFilter
        name="Type"
        options={IDENTITY_KINDS}
        value={type}
        onChange={(kind) => go({ type: kind })}
      />
    </TableToolbar>
  );
}
