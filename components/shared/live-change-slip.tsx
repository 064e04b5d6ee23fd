'use client';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { announce } from '@/components/ui/announcer';
import { changeQuery, type ChangeDto } from '@/lib/features/changes/queries';
import { ChangeSlip } from './change-slip';

type LiveChangeSlipProps = {
  /** As the server drew it. */
  initial: ChangeDto;
  bare?: boolean;
  /** Moves the focus to the outcome once it is drawn: where it replaces a form. */
  takesFocus?: boolean;
  actions?: (change: ChangeDto) => ReactNode;
  /** Below the slip: how it went. */
  children?: (change: ChangeDto) => ReactNode;
  /** Called once when the outcome is known or only waited for, also if it was from the start. */
  onOutcome?: (change: ChangeDto) => void;
};

/** A slip that reads itself again until nothing more can happen to its change, and says the outcome. */
export function LiveChangeSlip(props: LiveChangeSlipProps) {
  const { initial, bare, takesFocus, actions, children, onOutcome } = props;
  const { data: change, dataUpdatedAt } = useQuery({
    ...changeQuery(initial.operationId),
    initialData: initial,
  });
  const titleId = useId();
  // What waits for days is no news to be waited for on the screen.
  const isOpen = change.open !== null && change.state !== 'waiting';

  useEffect(() => {
    if (takesFocus) document.getElementById(titleId)?.focus();
  }, [takesFocus, titleId]);

  const wasOpen = useRef(isOpen);
  useEffect(() => {
    if (wasOpen.current && !isOpen) announce(`${change.title}. ${change.text}`);
    wasOpen.current = isOpen;
  }, [isOpen, change.title, change.text]);

  const told = useRef(false);
  useEffect(() => {
    if (isOpen || told.current) return;
    told.current = true;
    onOutcome?.(change);
  }, [isOpen, change, onOutcome]);

  return (
    <>
      <ChangeSlip
        change={change}
        bare={bare}
        titleId={titleId}
        readAtMs={dataUpdatedAt}
        actions={actions?.(change)}
      />
      {children?.(change)}
    </>
  );
}
