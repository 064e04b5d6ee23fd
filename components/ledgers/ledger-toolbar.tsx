'use client';
import { useListNavigation } from '@/components/data-table/list-navigation';
import { TableToolbar } from '@/components/data-table/table-bars';
import { ListSearch } from '@/components/shared/list-search';
import { TextButton } from '@/components/ui/text-link';
import { routes } from '@/lib/routes';

/** Finds a ledger by a pasted id or by words of its name. */
export function LedgerToolbar({ q }: { q: string | undefined }) {
  const { go } = useListNavigation();
  const search = (text: string | undefined) => go(routes.ledgers({ q: text }));
  return (
    <TableToolbar
      search={
        <ListSearch
          label="Search ledgers"
          placeholder="Words of a name, or ldg_…"
          value={q}
          onSearch={search}
        />
      }
    >
      {q && <TextButton onClick={() => search(undefined)}>Clear search</TextButton>}
    </TableToolbar>
  );
}
