import { moneyText, type Money } from '@/lib/base/money';
import { CHANGE_OUTCOMES, type ChangeOutcome } from '@/lib/base/change-kinds';

/** What is told about how a change went. Times are ISO 8601 UTC with milliseconds. */
export type TrailTelling = {
  kind: string;
  actorName: string;
  requestedAt: string;
  /** What Core showed before anything left, in words; and whether it was what the person saw. */
  first: { at: string; shown: string; asExpected: boolean } | null;
  attempts: {
    startedAt: string;
    durationMs: number | null;
    result: 'not_sent' | 'refused' | 'answered' | 'unanswered' | null;
    status: number | null;
    coreCode: string | null;
  }[];
  /** Of a change that takes many steps: they tell more than its requests. */
  steps: readonly { at: string; text: string; state: string }[] | null;
  last: { at: string; shown: string; amount: Money | null } | null;
  outcome: { at: string; state: string } | null;
};

const REQUESTS: Record<string, string> = {
  'balance.reassign_identity': 'Identity change',
  'balance.carry_lineage': 'Identity change',
  'balance.reassign_when_spent': 'Identity change',
  'balance.move_to_new': 'New balance',
  'balance.create': 'New balance',
  'identity.create': 'New identity',
  'identity.update': 'Identity update',
  'identity.tokenize': 'Tokenization',
  'identity.delete': 'Deletion',
  'ledger.create': 'New ledger',
  'ledger.rename': 'New name',
};

/** How it went, step by step, in the order in which it happened. */
export function changeTrail(change: TrailTelling): { at: string; text: string }[] {
  const { first, last, outcome } = change;
  const steps = [
    {
      at: change.requestedAt,
      text: `Requested by ${change.actorName}; stored before anything was sent`,
    },
  ];
  if (first) {
    steps.push({
      at: first.at,
      text: `Core read: ${first.shown}, ${first.asExpected ? 'as expected' : 'not as expected'}`,
    });
  }
  const what = REQUESTS[change.kind] ?? 'Request';
  if (change.steps) {
    for (const { at, text, state } of change.steps) {
      steps.push({ at, text: state === 'not_done' ? `${text}: did not come about` : text });
    }
  } else {
    for (const attempt of change.attempts) {
      steps.push({ at: attempt.startedAt, text: `${what} ${attemptWords(attempt)}` });
    }
  }
  if (last && !change.steps) {
    const amount = last.amount ? `, balance ${moneyText(last.amount)}` : '';
    steps.push({ at: last.at, text: `Read back: ${last.shown}${amount}` });
  }
  if (outcome) {
    const name = CHANGE_OUTCOMES[outcome.state as ChangeOutcome] ?? outcome.state;
    steps.push({ at: outcome.at, text: `Outcome recorded: ${name.toLowerCase()}` });
  }
  // A read that only repeats the first one, when nothing left in between, says nothing new.
  return steps.filter(
    ({ at, text }, index) => !(text.startsWith('Read back') && index > 0 && first?.at === at),
  );
}

function attemptWords({ result, status, durationMs, coreCode }: TrailTelling['attempts'][number]) {
  const took = durationMs === null ? '' : ` after ${durationMs} ms`;
  switch (result) {
    case 'answered':
      return `sent, answered ${status ?? ''}${took}`;
    case 'refused':
      return `sent, refused ${[status, coreCode].filter(Boolean).join(' ')}${took}`;
    case 'not_sent':
      return `did not leave${took}: no connection, or the time to send had passed`;
    case 'unanswered':
      return `sent, no usable answer${took}`;
    case null:
      return 'sent, no answer yet';
  }
}
