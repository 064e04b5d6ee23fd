'use client';
import dynamic from 'next/dynamic';
import { useState, type ReactNode } from 'react';
import { useListNavigation } from '@/components/data-table/list-navigation';
import { TableToolbar } from '@/components/data-table/table-bars';
import { useZone } from '@/components/shared/zone';
import { FilterChip } from '@/components/ui/filter-chip';
import { Popover } from '@/components/ui/popover';
import { Switch } from '@/components/ui/switch';
import { TextButton } from '@/components/ui/text-link';
import { shortId } from '@/lib/base/ids';
import type { BalancePage } from '@/lib/features/balances/queries';
import type { BalanceFilters as Filters } from '@/lib/features/balances/search-params';
import { routes } from '@/lib/routes';
import { BalanceSearch } from './balance-search';
import { NO_RANGE, rangeWords } from './created-range';
import type { CurrencyChoice } from './currency-picker';

// Most pages are looked at without another filter, so what the popovers hold comes with the first one.
const FilterPicker = dynamic(() => import('./filter-pickers').then((file) => file.FilterPicker), {
  loading: () => <p className="w-80 max-w-full p-2 text-ink-3">Opening…</p>,
});

type BalanceFiltersProps = {
  filters: Filters;
  filterCount: number;
  /** The names of what is filtered by; `null` where the list itself could not be read. */
  named: BalancePage['named'] | null;
  currencies: readonly CurrencyChoice[];
};

/** Search and filters. All of them stand in the address, and each change begins at the newest page. */
export function BalanceFilters({ filters, filterCount, named, currencies }: BalanceFiltersProps) {
  const { go } = useListNavigation();
  const { zone } = useZone();
  const set = (change: Filters) => go(routes.balances({ ...filters, ...change }));
  const { ledger, currency, identity, none, system } = filters;
  const popover = (of: FilterOf, value: string | null | undefined, none: Filters) => (
    <PopoverFilter
      of={of}
      value={value}
      onClear={() => set(none)}
      content={(close) => (
        <FilterPicker
          {...{ of, filters, currencies }}
          onChoose={(change) => {
            close();
            set(change);
          }}
        />
      )}
    />
  );
  return (
    <TableToolbar search={<BalanceSearch filters={filters} />}>
      {popover('ledger', ledger && (named?.ledger?.name ?? shortId(ledger)), { ledger: undefined })}
      {popover('currency', currency, { currency: undefined })}
      {popover('identity', identity && (named?.identity?.name ?? shortId(identity)), {
        identity: undefined,
      })}
      <FilterChip
        toggle
        name="No identity"
        value={none ? '' : null}
        onClick={() => set({ none: none ? undefined : '1', identity: undefined })}
        onClear={() => set({ none: undefined })}
      />
      {popover('created', rangeWords(filters, zone), NO_RANGE)}
      {filterCount > 1 && (
        <TextButton
          className="px-1 whitespace-nowrap"
          onClick={() => go(routes.balances({ system }))}
        >
          Clear all
        </TextButton>
      )}
      <span className="flex-1" />
      <Switch
        checked={!!system}
        onCheckedChange={(on) => set({ system: on ? '1' : undefined, ledger: undefined })}
        title="Shows Core’s general ledger instead: system, aggregate and shadow balances"
      >
        System and shadow
      </Switch>
    </TableToolbar>
  );
}

const NAMES = {
  ledger: 'Ledger',
  currency: 'Currency',
  identity: 'Identity',
  created: 'Created',
} as const;
type FilterOf = keyof typeof NAMES;

type PopoverFilterProps = {
  of: FilterOf;
  value: string | null | undefined;
  onClear: () => void;
  content: (close: () => void) => ReactNode;
};

function PopoverFilter({ of, value, onClear, content }: PopoverFilterProps) {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      label={`Filter by ${of}`}
      open={open}
      onOpenChange={setOpen}
      trigger={<FilterChip name={NAMES[of]} value={value} onClear={onClear} />}
    >
      {content(() => setOpen(false))}
    </Popover>
  );
}
