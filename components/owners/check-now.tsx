'use client';
import { useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { AgainIcon } from '@/components/ui/state-block';
import { requestOwnerCheckAction } from '@/lib/features/owners/actions';

/** Has all owners checked now. `busy` while a check goes on. */
export function CheckNow({ busy }: { busy: boolean }) {
  const [problem, setProblem] = useState<string | null>(null);
  const [isAsking, start] = useTransition();
  const ask = () =>
    start(async () => {
      const result = await requestOwnerCheckAction({});
      setProblem(result.ok ? null : result.error.message);
    });
  return (
    <span className="flex items-center gap-2">
      {problem && (
        <span role="alert" className="text-meta text-danger">
          {problem}
        </span>
      )}
      <Button size="small" icon={<AgainIcon />} busy={busy || isAsking} onClick={ask}>
        {busy ? 'Checking…' : 'Check owners now'}
      </Button>
    </span>
  );
}
