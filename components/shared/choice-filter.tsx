'use client';
import { Fragment } from 'react';
import { FilterChip } from '@/components/ui/filter-chip';
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu';

export type FilterChoice = {
  value: string;
  label: string;
  /** A hairline stands where the group changes. */
  group?: string;
};

type ChoiceFilterProps = {
  /** What it filters by. */
  name: string;
  options: readonly FilterChoice[];
  /** One of the options, or one of somebody's own making, which is shown as it is. */
  value: string | undefined;
  onChange: (value: string | undefined) => void;
};

/** A filter of a list by one of a few values, or any. */
export function ChoiceFilter({ name, options, value, onChange }: ChoiceFilterProps) {
  const shown = value && (options.find((option) => option.value === value)?.label ?? value);
  return (
    <Menu
      align="start"
      className="max-h-(--available-height) overflow-y-auto"
      trigger={<FilterChip name={name} value={shown} onClear={() => onChange(undefined)} />}
    >
      {options.map((option, index) => (
        <Fragment key={option.value}>
          {index > 0 && option.group !== options[index - 1]!.group && <MenuSeparator />}
          <MenuItem onSelect={() => onChange(option.value)}>{option.label}</MenuItem>
        </Fragment>
      ))}
    </Menu>
  );
}
