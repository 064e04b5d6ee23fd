'use client';
import { Combobox as Base } from '@base-ui/react/combobox';
import { CloudOff, Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from './classes';
import { CREATE_VALUE, type ComboboxOption, type OptionGroup } from './combobox-option';
import { POPUP_LOOK, POPUP_MOTION, POPUP_ROW } from './popup-style';
import { TextButton } from './text-link';

/** One line of the list: label, detail, code, and the aside at its end. */
function OptionRow({ option, narrowLabel }: { option: ComboboxOption; narrowLabel?: boolean }) {
  if (option.value === CREATE_VALUE) {
    return (
      <Base.Item value={option} className={classes(POPUP_ROW, 'not-first:mt-1')}>
        <Plus size={14} />
        <span className="min-w-0 flex-1 truncate">{option.label}</span>
        {option.aside && <span className="text-meta text-ink-3">{option.aside}</span>}
      </Base.Item>
    );
  }
  return (
    <Base.Item value={option} className={POPUP_ROW}>
      <bdi className={classes('font-medium', narrowLabel ? 'w-11 flex-none' : 'min-w-0 truncate')}>
        {option.label}
      </bdi>
      {option.detail && (
        <span
          className={classes(
            'flex-none',
            narrowLabel ? 'min-w-0 flex-1 truncate' : 'text-meta text-ink-3',
          )}
        >
          {option.detail}
        </span>
      )}
      <span className="ml-auto flex flex-none gap-2 pl-2 text-meta text-ink-3">
        {option.code && <span className="code-text">{option.code}</span>}
        {option.aside}
      </span>
    </Base.Item>
  );
}

type ComboboxPopupProps = {
  /** What to say instead of rows, or above them. */
  status: { tone: 'quiet' | 'failed'; text: ReactNode; onTryAgain?: () => void } | null;
  narrowLabel?: boolean;
  busy?: boolean;
};

/** The list under a combobox: groups, rows, the "create" row, and what to say when there are none. */
export function ComboboxPopup({ status, narrowLabel, busy }: ComboboxPopupProps) {
  return (
    <Base.Portal>
      <Base.Positioner sideOffset={4} align="start" className="z-50 outline-none">
        <Base.Popup
          aria-busy={busy || undefined}
          className={classes(
            POPUP_LOOK,
            POPUP_MOTION,
            'w-(--anchor-width) min-w-[min(324px,var(--available-width))] max-w-(--available-width)',
          )}
        >
          <Base.Status>
            {status && (
              <span className="flex items-center gap-2 px-2 py-1.5 text-ink-2">
                {status.tone === 'failed' && <CloudOff size={14} className="text-danger" />}
                <span className="min-w-0 flex-1">{status.text}</span>
                {status.onTryAgain && (
                  <TextButton onClick={status.onTryAgain}>Try again</TextButton>
                )}
              </span>
            )}
          </Base.Status>
          <Base.List className="max-h-[min(330px,calc(var(--available-height)-48px))] overflow-y-auto overscroll-contain">
            {(group: OptionGroup) => (
              <Base.Group
                key={group.value}
                items={group.items}
                className="not-first:mt-1 not-first:border-t not-first:pt-1"
              >
                {group.value && group.value !== CREATE_VALUE && (
                  <Base.GroupLabel className="px-2 py-1 text-meta text-ink-3">
                    {group.value}
                  </Base.GroupLabel>
                )}
                <Base.Collection>
                  {(option: ComboboxOption) => (
                    <OptionRow key={option.value} option={option} narrowLabel={narrowLabel} />
                  )}
                </Base.Collection>
              </Base.Group>
            )}
          </Base.List>
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  );
}
