'use client';
import { useCallback, useEffect, useState } from 'react';
import { type Failure } from '@/lib/base/result';
import { revealFieldAction } from '@/lib/features/identities/actions';
import type { RevealableField } from '@/lib/features/identities/schema';

/** A revealed value goes back behind its mask by itself. */
const SHOWN_MS = 60_000;

const BROKEN: Failure = {
  code: 'unknown',
  message:
    'The connection to Counterfoil broke. Whether the reveal was recorded is not known here.',
};

/**
 * One personal field that may be shown for a while. Nothing is kept but what is on the screen: it is
 * masked again after a minute, and when the page is left, so that going back does not show it.
 */
export function useReveal(identityId: string, field: RevealableField) {
  const [value, setValue] = useState<string | null>(null);
  const hide = useCallback(() => setValue(null), []);

  useEffect(() => {
    if (value === null) return;
    const timer = setTimeout(hide, SHOWN_MS);
    // A browser may keep a left page as it stands and show it again.
    window.addEventListener('pagehide', hide);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pagehide', hide);
    };
  }, [value, hide]);

  /** @returns why it was not revealed, or `null`. */
  const reveal = async (reason: string): Promise<Failure | null> => {
    const answer = await revealFieldAction({ identityId, field, reason }).catch(() => null);
    if (!answer?.ok) return answer?.error ?? BROKEN;
    setValue(answer.data.value);
    return null;
  };
  return { value, reveal, hide };
}
