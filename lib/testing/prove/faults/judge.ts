import { OUTCOMES } from '@/lib/operations/state';
import { type CoreAnswer } from '../../fault-proxy/faults';
import { type Case, type Trouble } from './cases';

/** What our database holds of an operation. Times in milliseconds since 1970. */
export type Recorded = {
  state: string;
  reason: string | null;
  requestedAt: number;
  outcomeAt: number | null;
  /** Whether it was due once and nobody took it up for 30 s. */
  wasForgotten: boolean;
  attempts: { startedAt: number; result: string | null }[];
  /** How many events of each kind. */
  events: Readonly<Record<string, number>>;
  /** Findings of the check of owners about its balance, oldest first. */
  drifts: { cause: string; lateOf: string | null; toIdentityId: string | null }[];
};

/** What the proxy saw of one request of ours to change the owner. */
export type Seen = { core: CoreAnswer[] };

/** Everything about one case, from Core's side and from ours. */
export type Evidence = {
  drawn: Case;
  operationId: string;
  from: string | null;
  to: string;
  recorded: Recorded | null;
  /** States and refusals that the person was told, in order. */
  told: string[];
  requests: Seen[];
  /** Whom Core shows once nothing can arrive any more. */
  ownerAtEnd: string | null;
  /** Whether a whole check of owners has begun and ended since the late request was let go. */
  wasChecked: boolean;
};

/** The claims of docs/reliability.md, by what breaks them. */
export type Verdict = {
  kind: 'unaccounted' | 'falsely_confirmed' | 'falsely_failed' | 'open' | 'drift';
  text: string;
};

/** No operation may be open longer. */
export const LONGEST_MS = 180_000;
/** From the last attempt on: settling, and the time to be taken up again once everything is back. */
const RESUMED_MS = 30_000;

const is = (drawn: Case, kind: Trouble['is']) => drawn.troubles.some((each) => each.is === kind);

/** A refusal that was made up on the way, of a change that Core has made. */
const isLiedTo = ({ troubles }: Case) =>
  troubles.some(
    (each) =>
      each.is === 'core' && each.fault.kind === 'rewrite_status' && each.fault.status === 400,
  );

/** What Core has done of the requests for a change. */
const appliedOf = (requests: readonly Seen[]): CoreAnswer[] =>
  requests.flatMap(({ core }) => core).filter(({ status }) => status >= 200 && status < 300);

/** What is wrong with a case; empty when every claim holds. */
export function judge(evidence: Evidence, settleMs: number): Verdict[] {
  const { recorded, requests } = evidence;
  const reached = requests.filter(({ core }) => core.length > 0);
  if (!recorded) {
    return [
      { kind: 'unaccounted', text: `no record of it, ${reached.length} requests reached Core` },
    ];
  }
  return [
    ...accounts(evidence, recorded),
    ...ends(recorded, settleMs),
    ...(recorded.outcomeAt === null ? [] : agrees(evidence, recorded, settleMs)),
  ];
}

/** Every request was recorded before it left, and what is recorded is whole. */
function accounts({ requests, told }: Evidence, recorded: Recorded): Verdict[] {
  const { attempts, events, state } = recorded;
  const wrong = (text: string): Verdict => ({ kind: 'unaccounted', text });
  const isOutcome = (text: string) => (OUTCOMES as readonly string[]).includes(text);
  const others = told.filter((each) => isOutcome(each) && each !== state);
  return [
    ...(requests.length > attempts.length
      ? [wrong(`${requests.length} requests, ${attempts.length} attempts`)]
      : []),
    ...(events['operation.intent'] === 1 ? [] : [wrong(`intents: ${events['operation.intent']}`)]),
    ...(events['operation.outcome'] === 1
      ? []
      : [wrong(`outcomes: ${events['operation.outcome']}`)]),
    ...((events['operation.attempt'] ?? 0) === attempts.length
      ? []
      : [
          wrong(`${events['operation.attempt']} attempts in the log, ${attempts.length} on record`),
        ]),
    ...others.map((each) => wrong(`the person was told ${each}, and it is ${state}`)),
  ];
}

function ends(recorded: Recorded, settleMs: number): Verdict[] {
  const { state, requestedAt, outcomeAt, attempts } = recorded;
  const wrong = (text: string): Verdict[] => [{ kind: 'open', text }];
  if (recorded.wasForgotten) return wrong('due, and not taken up for 30 s');
  if (outcomeAt === null) return wrong(`still ${state}`);
  if (outcomeAt - requestedAt > LONGEST_MS) return wrong(`open for ${outcomeAt - requestedAt} ms`);
  const last = attempts.at(-1)?.startedAt;
  if (last === undefined) return [];
  if (last > outcomeAt) return wrong('an attempt after the outcome');
  const since = outcomeAt - last;
  return since > settleMs + RESUMED_MS ? wrong(`ended ${since} ms after its last attempt`) : [];
}

/** What the outcome says is what Core has done. */
function agrees(evidence: Evidence, recorded: Recorded, settleMs: number): Verdict[] {
  const { drawn, from, to, ownerAtEnd } = evidence;
  const { state, reason, attempts } = recorded;
  const outcomeAt = recorded.outcomeAt!;
  const applied = appliedOf(evidence.requests);
  // Core had done it for certain, or can have done it: its answer may come later than another process's read.
  const before = applied.filter(({ at }) => at <= outcomeAt);
  const maybe = applied.filter(({ sentAt }) => sentAt <= outcomeAt);
  const isAlone = !is(drawn, 'other');
  const verdict = (kind: Verdict['kind'], text: string): Verdict[] => [{ kind, text }];
  const said = `${state} ${reason}`;
  switch (state) {
    case 'succeeded':
      if (maybe.length === 0) return verdict('falsely_confirmed', `${said}, and Core never did it`);
      return isAlone && ownerAtEnd !== to
        ? verdict('falsely_confirmed', `${said}, and Core shows ${ownerAtEnd}`)
        : [];
    case 'no_change':
      return verdict('falsely_confirmed', `${said}, and the balance was ${from}'s`);
    case 'overwritten':
      return isAlone && (applied.length > 0 || reason !== 'not_shown')
        ? verdict('falsely_failed', `${said}, and nobody else was there`)
        : [];
    case 'conflict':
      // Core made the change and is said to have refused it: nobody can tell that from somebody else's change.
      if (isLiedTo(drawn)) return [];
      if (before.length > 0) return verdict('falsely_failed', `${said}, and Core did it`);
      return isAlone ? verdict('falsely_failed', `${said}, and nobody else was there`) : [];
    default: {
      if (before.length > 0) return verdict('falsely_failed', `${said}, and Core did it`);
      // Up to here it counts as a request of ours that may still arrive; what comes later is for the next check.
      const until = (attempts.at(-1)?.startedAt ?? 0) + settleMs;
      if (applied.some(({ sentAt }) => sentAt < until))
        return verdict('falsely_failed', `${said}, and Core did it in time`);
      if (applied.length > 0) return [];
      return isAlone && ownerAtEnd !== from
        ? verdict('falsely_failed', `${said}, and Core shows ${ownerAtEnd}`)
        : [];
    }
  }
}

/** A change that arrives after its outcome is found, and named as what it is. */
export function judgeLate({
  operationId,
  to,
  recorded,
  requests,
  wasChecked,
}: Evidence): Verdict[] {
  const { outcomeAt = null, state = '', drifts = [] } = recorded ?? {};
  if (outcomeAt === null || state === 'succeeded') return [];
  const isLate = appliedOf(requests).some(({ sentAt }) => sentAt > outcomeAt);
  if (!isLate) return [];
  const found = drifts.find(({ toIdentityId }) => toIdentityId === to);
  const wrong = (text: string): Verdict[] => [{ kind: 'drift', text }];
  if (!wasChecked) return wrong('no check of owners came round');
  if (!found) return wrong('it arrived after its outcome and was not found');
  return found.lateOf === operationId ? [] : wrong(`found as ${found.cause} of ${found.lateOf}`);
}
