import { Check, Ellipsis, X } from 'lucide-react';
import Link from 'next/link';
import type { ChangeDto } from '@/lib/features/changes/queries';
import { routes } from '@/lib/routes';

type Step = ChangeDto['steps'][number];

const ICONS = {
  done: <Check size={14} className="mt-[3px] text-accent" />,
  doing: <Ellipsis size={14} className="mt-[3px] text-ink-3" />,
  not_done: <X size={14} className="mt-[3px] text-danger" />,
};
const STATES = { done: 'Done', doing: 'Under way', not_done: 'Not done' };

/**
 * What a change of many steps has done and is doing, each posting with a link to it. Folded once there is an
 * outcome, which then says what matters.
 */
export function ChangeSteps({ steps, isOpen }: { steps: readonly Step[]; isOpen: boolean }) {
  if (steps.length === 0) return null;
  const postings = steps.filter(({ transactionId }) => transactionId !== null).length;
  const list = (
    <ol aria-label="Steps" className="mt-2 grid gap-1">
      {steps.map((step, index) => (
        <li key={index} className="grid grid-cols-[14px_minmax(0,1fr)] gap-x-2">
          {ICONS[step.state]}
          <span className={step.state === 'done' ? 'text-ink-2' : undefined}>
            <span className="sr-only">{STATES[step.state]}: </span>
            {step.transactionId === null ? (
              <bdi>{step.text}</bdi>
            ) : (
              <Link
                href={routes.transaction(step.transactionId)}
                className="underline decoration-line-strong underline-offset-2 hover:decoration-ink"
              >
                <bdi>{step.text}</bdi>
              </Link>
            )}
          </span>
        </li>
      ))}
    </ol>
  );
  if (isOpen) return list;
  return (
    <details className="mt-2">
      <summary className="cursor-default text-accent underline decoration-accent-line underline-offset-2">
        {steps.length} steps, {postings === 1 ? '1 posting' : `${postings} postings`}
      </summary>
      {list}
    </details>
  );
}
