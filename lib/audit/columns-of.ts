import 'server-only';
import { type EventKind } from './events';

/** What the columns of an event repeat from its body. A pure function, so that it can be checked. */
export type EventColumns = {
  subjectType: string | null;
  subjectId: string | null;
  operationId: string | null;
  operationKind: string | null;
  attemptNo: number | null;
  outcome: string | null;
  category: string | null;
  ticket: string | null;
};

type Body = {
  subject?: { type: string; id: string | null };
  operation?: { id: string; kind: string };
  attempt?: number;
  outcome?: string;
  category?: string;
  ticket?: string;
  reason?: { category?: string; ticket?: string };
};

/** What an event came to, for the log's outcome column: its own word, or what its kind implies. */
function outcomeOf(kind: EventKind, body: Body): string | null {
  if (body.outcome) return body.outcome;
  switch (kind) {
    case 'operation.denied':
    case 'access.denied':
      return 'denied';
    case 'sign_in_failed':
      return 'failed';
    case 'operation.intent':
    case 'operation.step':
    case 'operation.attempt':
      return null;
    default:
      return 'succeeded';
  }
}

export function columnsOf(kind: EventKind, payload: object): EventColumns {
  const body = payload as Body;
  return {
    subjectType: body.subject?.type ?? null,
    subjectId: body.subject?.id ?? null,
    operationId: body.operation?.id ?? null,
    operationKind: body.operation?.kind ?? null,
    attemptNo: typeof body.attempt === 'number' ? body.attempt : null,
    outcome: outcomeOf(kind, body),
    category: body.category ?? body.reason?.category ?? null,
    ticket: body.ticket ?? body.reason?.ticket ?? null,
  };
}
