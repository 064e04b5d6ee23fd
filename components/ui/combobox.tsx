'use client';
import { Combobox as Base } from '@base-ui/react/combobox';
import { ChevronsUpDown, Search } from 'lucide-react';
import { useState, type Ref } from 'react';
import { classes } from './classes';
import {
  CREATE_VALUE,
  filterOptions,
  groupOptions,
  type ComboboxOption,
  type OptionSearch,
} from './combobox-option';
import { ComboboxPopup } from './combobox-popup';
import { controlStyle } from './control-style';
import { useOptionSearch } from './use-option-search';

type ComboboxProps = {
  value: ComboboxOption | null;
  onValueChange: (value: ComboboxOption | null) => void;
  /** All options, filtered here. Give either these or `search`. */
  options?: readonly ComboboxOption[];
  /** Looks options up; see `OptionSearch`. */
  search?: OptionSearch;
  /** What to say when nothing is found, from what was typed. */
  noMatch?: (query: string) => string;
  /** The row that makes a new thing. `label` gets what was typed; `null` leaves the row out. */
  create?: {
    label: (query: string) => string | null;
    aside?: string;
    onCreate: (query: string) => void;
  };
  placeholder?: string;
  /** Shows the magnifying glass, where things are looked up rather than chosen. */
  searchIcon?: boolean;
  /** Labels are short codes and stand in a column of their own. */
  narrowLabel?: boolean;
  small?: boolean;
  disabled?: boolean;
  'aria-label'?: string;
  inputRef?: Ref<HTMLInputElement>;
  onBlur?: () => void;
  className?: string;
};

const sameOption = (a: ComboboxOption, b: ComboboxOption) => a.value === b.value;

/** The text in the field: what is typed while it is open, the chosen label otherwise. */
function useTypedText(value: ComboboxOption | null) {
  const [text, setText] = useState(value?.label ?? '');
  const [query, setQuery] = useState('');
  const [shown, setShown] = useState(value);
  if (shown?.value !== value?.value || shown?.label !== value?.label) {
    setShown(value);
    setText(value?.label ?? '');
    setQuery('');
  }
  return { text, setText, query, setQuery };
}

function createRow(create: ComboboxProps['create'], query: string): ComboboxOption[] {
  const label = create?.label(query.trim());
  if (!label) return [];
  return [{ value: CREATE_VALUE, label, aside: create?.aside, group: CREATE_VALUE }];
}

/** One thing out of many, found by typing: from a list at hand or by looking it up. */
export function Combobox(props: ComboboxProps) {
  const { value, onValueChange, options, search, create } = props;
  const [open, setOpen] = useState(false);
  const { text, setText, query, setQuery } = useTypedText(value);
  const lookup = useOptionSearch({ search, query, open });
  const isAnswered = !!options || (lookup.status === 'ready' && lookup.query === query.trim());
  // Until the answer for these words is there, Enter must not choose what only an earlier one had, nor
  // make a new thing of what may exist.
  const found =
    options || !isAnswered ? filterOptions(options ?? lookup.found, query) : lookup.found;
  const groups = groupOptions([...found, ...(isAnswered ? createRow(create, query) : [])]);

  const choose = (next: ComboboxOption | null) => {
    setQuery('');
    if (next?.value !== CREATE_VALUE) return onValueChange(next);
    setText(value?.label ?? '');
    create?.onCreate(query.trim());
  };

  return (
    <Base.Root
      items={groups}
      filteredItems={groups}
      filter={null}
      value={value}
      onValueChange={choose}
      inputValue={text}
      onInputValueChange={(next, { reason }) => {
        if (reason === 'input-change') setQuery(next);
        if (reason !== 'item-press') setText(next);
      }}
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        if (next) return;
        setQuery('');
        setText(value?.label ?? '');
      }}
      itemToStringLabel={(option: ComboboxOption) => option.label}
      isItemEqualToValue={sameOption}
      autoHighlight
      disabled={props.disabled}
    >
      <ComboboxField {...props} open={open} />
      <ComboboxPopup
        busy={lookup.status === 'searching'}
        narrowLabel={props.narrowLabel}
        status={statusOf({ props, lookup, count: found.length, query })}
      />
    </Base.Root>
  );
}

type StatusInput = {
  props: ComboboxProps;
  lookup: ReturnType<typeof useOptionSearch>;
  count: number;
  query: string;
};

function statusOf({ props, lookup, count, query }: StatusInput) {
  if (!props.options && lookup.status === 'failed') {
    const text = 'This is not an empty list: we could not look.';
    return { tone: 'failed' as const, text, onTryAgain: lookup.tryAgain };
  }
  if (!props.options && lookup.status !== 'ready') {
    return count ? null : { tone: 'quiet' as const, text: 'Looking…' };
  }
  if (count) return null;
  const text = props.noMatch?.(query.trim()) ?? 'Nothing matches.';
  return { tone: 'quiet' as const, text };
}

/** The field itself. What was chosen is spelt out behind its label until somebody types. */
function ComboboxField(props: ComboboxProps & { open: boolean }) {
  const { value, open, small, disabled, placeholder, narrowLabel, searchIcon } = props;
  const { inputRef, onBlur, 'aria-label': label } = props;
  const spelt = value && !open;
  return (
    <Base.InputGroup
      data-disabled={disabled ? '' : undefined}
      className={classes(controlStyle({ small }), 'flex items-center gap-2', props.className)}
    >
      {searchIcon && <Search size={14} className="text-ink-3" />}
      <Base.Input
        ref={inputRef}
        placeholder={placeholder}
        aria-label={label}
        onBlur={onBlur}
        spellCheck={false}
        className={classes(
          'h-full min-w-0 bg-transparent text-ellipsis outline-none',
          value && 'font-medium',
          spelt ? '[field-sizing:content]' : 'flex-1',
        )}
      />
      {spelt && (
        <>
          {value.detail && (
            <span
              className={classes('truncate', narrowLabel ? 'text-ink-2' : 'text-meta text-ink-3')}
            >
              {value.detail}
            </span>
          )}
          {value.code && (
            <span className="code-text truncate text-ink-3 max-sm:hidden">{value.code}</span>
          )}
          <span className="flex-1" />
          {value.aside && <span className="flex-none text-meta text-ink-3">{value.aside}</span>}
        </>
      )}
      <Base.Trigger
        aria-label="Show the list"
        className="relative grid size-5 flex-none place-items-center rounded-sm text-ink-3 after:absolute after:-inset-1"
      >
        <ChevronsUpDown size={14} />
      </Base.Trigger>
    </Base.InputGroup>
  );
}
