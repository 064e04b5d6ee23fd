'use client';
import { useState, useTransition, type ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import type { ActionResult } from '@/lib/base/result';

type ActionButtonProps = {
  run: () => Promise<ActionResult<unknown>>;
  icon?: ReactNode;
  /** While it runs: "Asking Core…". */
  busyWords: string;
  /** What was begun goes on elsewhere. */
  busy?: boolean;
  children: ReactNode;
};

/** A button that does one thing at once and says beside itself when it did not come about. */
export function ActionButton({ run, icon, busyWords, busy, children }: ActionButtonProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const [isRunning, start] = useTransition();
  const isBusy = busy || isRunning;
  const act = () =>
    start(async () => {
      const result = await run();
      setProblem(result.ok ? null : result.error.message);
    });
  return (
    <span className="flex items-center gap-2">
      {problem && (
        <span role="alert" className="text-meta text-danger">
          {problem}
        </span>
      )}
      <Button size="small" icon={icon} busy={isBusy} onClick={act}>
        {isBusy ? busyWords : children}
      </Button>
    </span>
  );
}
