'use client';
import { useEffect, useRef, useState } from 'react';
import type { ComboboxOption, OptionSearch } from './combobox-option';

const TYPING_PAUSE_MS = 200;

type SearchState = {
  status: 'idle' | 'searching' | 'ready' | 'failed';
  found: ComboboxOption[];
  /** What `found` answers. */
  query: string;
};

type SearchInput = { search: OptionSearch | undefined; query: string; open: boolean };

/**
 * Looks options up while somebody types: after a short pause, one look-up at a time; the one that is
 * no longer wanted is aborted, and a late answer never replaces a newer one.
 */
export function useOptionSearch({ search, query, open }: SearchInput) {
  const [state, setState] = useState<SearchState>({ status: 'idle', found: [], query: '' });
  const [attempt, setAttempt] = useState(0);
  const searchRef = useRef(search);
  useEffect(() => {
    searchRef.current = search;
  }, [search]);
  const wanted = query.trim();
  useEffect(() => {
    if (!open || !searchRef.current) return;
    const controller = new AbortController();
    const run = async () => {
      setState((before) => ({ ...before, status: 'searching' }));
      try {
        const found = await searchRef.current!(wanted, controller.signal);
        if (!controller.signal.aborted) setState({ status: 'ready', found, query: wanted });
      } catch {
        if (!controller.signal.aborted) setState({ status: 'failed', found: [], query: wanted });
      }
    };
    const timer = setTimeout(run, wanted ? TYPING_PAUSE_MS : 0);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [wanted, open, attempt]);
  return { ...state, tryAgain: () => setAttempt((count) => count + 1) };
}
