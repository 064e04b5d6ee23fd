import {
  Ban,
  CircleSlash,
  CircleX,
  Clock,
  Hourglass,
  RotateCcw,
  TriangleAlert,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { Badge, type BadgeTone } from '@/components/ui/badge';

/** The states of a change as people see them; `requested`, `intent` and `attempt` are one to them. */
export type OperationStateName =
  | 'running'
  | 'waiting'
  | 'unknown'
  | 'succeeded'
  | 'failed'
  | 'conflict'
  | 'no_change'
  | 'cancelled'
  | 'overwritten';

type Look = { words: string; tone: BadgeTone; icon: ReactNode };

const LOOKS: Record<OperationStateName, Look> = {
  running: { words: 'Running', tone: 'neutral', icon: <Clock size={12} /> },
  waiting: { words: 'Waiting', tone: 'neutral', icon: <Hourglass size={12} /> },
  // An outcome that is not known is no failure and never looks like one.
  unknown: { words: 'Unknown, checking', tone: 'neutral', icon: <Clock size={12} /> },
  succeeded: { words: 'Succeeded', tone: 'ok', icon: null },
  failed: { words: 'Failed', tone: 'bad', icon: <CircleX size={12} /> },
  conflict: { words: 'Conflict', tone: 'warn', icon: <TriangleAlert size={12} /> },
  no_change: { words: 'No change', tone: 'neutral', icon: <CircleSlash size={12} /> },
  cancelled: { words: 'Cancelled', tone: 'neutral', icon: <Ban size={12} /> },
  overwritten: { words: 'Overwritten', tone: 'warn', icon: <RotateCcw size={12} /> },
};

/** The words of a state. */
export function operationStateWords(state: OperationStateName): string {
  return LOOKS[state].words;
}

type StateBadgeProps = {
  state: OperationStateName;
  /** In tables success is plain text, so that the exceptions stand out, and there are no icons. */
  inTable?: boolean;
};

/** The state of a change. */
export function StateBadge({ state, inTable }: StateBadgeProps) {
  const { words, tone, icon } = LOOKS[state];
  if (!inTable) {
    return (
      <Badge tone={tone} icon={icon}>
        {words}
      </Badge>
    );
  }
  if (state === 'succeeded' || state === 'no_change')
    return <span className="text-ink-2">{words}</span>;
  return <Badge tone={tone}>{state === 'unknown' ? 'Unknown' : words}</Badge>;
}
