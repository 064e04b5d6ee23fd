'use client';
import { useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { AgainIcon } from '@/components/ui/state-block';
import { learnCoreAgainAction } from '@/lib/features/settings/actions';

/** Asks Core anew what the key may do. */
export function LearnAgain() {
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, start] = useTransition();
  const ask = () =>
    start(async () => {
      const result = await learnCoreAgainAction({});
      setProblem(result.ok ? null : result.error.message);
    });
  return (
    <span className="flex items-center gap-2">
      {problem && (
        <span role="alert" className="text-meta text-danger">
          {problem}
        </span>
      )}
      <Button size="small" icon={<AgainIcon />} busy={busy} onClick={ask}>
        {busy ? 'Asking Core…' : 'Ask Core again'}
      </Button>
    </span>
  );
}
