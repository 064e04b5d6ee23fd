'use client';
import { useState, type FormEvent } from 'react';
import { SearchInput } from '@/components/ui/search-input';

type ListSearchProps = {
  /** What is searched; there is no visible label. */
  label: string;
  placeholder: string;
  /** What the address says. */
  value: string | undefined;
  /** Called on Enter: with what was typed, or `undefined` when the field was emptied. */
  onSearch: (text: string | undefined) => void;
  className?: string;
};

/** The search line of a list. It asks on Enter, so that nothing is looked up letter by letter. */
export function ListSearch({ value = '', className = 'w-80', ...props }: ListSearchProps) {
  const [text, setText] = useState(value);
  const [shown, setShown] = useState(value);
  // The address changed underneath: a filter was cleared, or somebody went back.
  if (shown !== value) {
    setShown(value);
    setText(value);
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    props.onSearch(text.trim() || undefined);
  };
  return (
    <form onSubmit={submit} className={`${className} max-sm:w-full`}>
      <SearchInput
        main
        label={props.label}
        placeholder={props.placeholder}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
    </form>
  );
}
