'use client';
import { useState, type ClipboardEvent, type FormEvent } from 'react';
import { useListNavigation } from '@/components/data-table/list-navigation';
import { SearchInput } from '@/components/ui/search-input';
import type { BalanceFilters } from '@/lib/features/balances/search-params';
import { routes } from '@/lib/routes';

/** Looks for what was pasted or typed, by its shape. Pasting into an empty field looks at once. */
export function BalanceSearch({ filters }: { filters: BalanceFilters }) {
  const { go } = useListNavigation();
  const [text, setText] = useState(filters.q ?? '');
  const [shown, setShown] = useState(filters.q);
  if (shown !== filters.q) {
    setShown(filters.q);
    setText(filters.q ?? '');
  }
  const look = (q: string) => go(routes.balances({ ...filters, q: q.trim() || undefined }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    look(text);
  };
  const paste = (event: ClipboardEvent<HTMLInputElement>) => {
    const pasted = event.clipboardData.getData('text').trim();
    if (text !== '' || pasted === '') return;
    event.preventDefault();
    setText(pasted);
    look(pasted);
  };
  const clear = () => {
    setText('');
    if (filters.q) look('');
  };
  return (
    <form onSubmit={submit} className="w-96 max-xl:w-64 max-sm:w-full">
      <SearchInput
        main
        label="Search balances by id or indicator"
        placeholder="Paste a balance, identity or ledger id, or @indicator"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onPaste={paste}
        onClear={text || filters.q ? clear : undefined}
      />
    </form>
  );
}
