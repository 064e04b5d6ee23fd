import { type Reason } from '@/lib/operations/state';
import { type ChangeState } from './change-dto';
import { CARRY_WORDS, moment, MOVE_WORDS, WAIT_WORDS } from './plan-words';

/** What the words about a change are made of. Times are ISO 8601 UTC. */
export type ChangeTelling = {
  kind: string;
  state: ChangeState;
  reason: Reason | (string & {}) | null;
  /** Core's refusal in words, if the kind of change has some. */
  message: string | null;
  /** Names: what was there, what was asked for, what Core showed at the end (`null`: never read). */
  from: string;
  to: string;
  /** What the object was called that is changed, where the values do not say it. */
  subject?: string | null;
  /** Which of several values were not as the person had seen them. */
  moved?: readonly string[];
  shown: string | null;
  /** When the last request left; `null` when none did. */
  leftAt: string | null;
  /** When Core was read last. */
  readAt: string | null;
  /** Until when it waits, of a change that does. */
  waitsUntil?: string | null;
};

export type ChangeWords = { title: string; text: string };

export type Nouns = {
  /** Title of success. */
  done: (to: string) => string;
  /** What Core shows then. */
  shows: string;
  /** What is changed, in a sentence: "the owner". */
  what: string;
  /** What is still so, as a sentence; names keep their own case. `null` for a create. */
  still: ((name: string, shown: string | null) => string) | null;
};

const NOUNS: Record<string, Nouns> = {
  'balance.reassign_identity': {
    done: (to) => `${to} now owns this balance`,
    shows: 'the new identity',
    what: 'the owner',
    still: (name) =>
      name === 'nobody' ? 'Nobody owns the balance still.' : `${name} is still the owner.`,
  },
  'balance.carry_lineage': {
    done: (to) => `${to} now owns this balance`,
    shows: 'the new identity',
    what: 'the owner',
    still: (name) => `${name} is still the owner.`,
  },
  'balance.move_to_new': {
    done: (to) => `${to} has the money in a new balance`,
    shows: 'the new balance',
    what: 'the balance',
    still: (name) => `${name} still has the money on this balance.`,
  },
  'balance.reassign_when_spent': {
    done: (to) => `${to} now owns this balance`,
    shows: 'the new identity',
    what: 'the owner',
    still: (name) => `${name} is still the owner.`,
  },
  'balance.create': {
    done: () => 'The balance was created',
    shows: 'it as it was asked for',
    what: 'the balance',
    still: null,
  },
  'identity.create': {
    done: (to) => `${to} was created`,
    shows: 'it as it was asked for',
    what: 'the identity',
    still: null,
  },
  'identity.update': {
    done: (to) => `${to} was changed`,
    shows: 'the new values',
    what: 'the identity',
    still: () => 'The old values are still there.',
  },
  'identity.tokenize': {
    done: (to) => `Fields of ${to} were tokenized`,
    shows: 'them tokenized',
    what: 'the fields',
    still: (_name, shown) =>
      isPartly(shown)
        ? 'Some of them are tokenized and some are not: which, stands beside this.'
        : 'They are in plain text still.',
  },
  'identity.delete': {
    done: (to) => `${to} was deleted`,
    shows: 'that it is gone',
    what: 'the identity',
    still: () => 'It is still there.',
  },
  'ledger.create': {
    done: (to) => `${to} was created`,
    shows: 'it as it was asked for',
    what: 'the ledger',
    still: null,
  },
  'ledger.rename': {
    done: (to) => `The ledger is now called ${to}`,
    shows: 'the new name',
    what: 'the name',
    still: (name) => `It is still called ${name}.`,
  },
};

const OTHER: Nouns = {
  done: () => 'The change was made',
  shows: 'it',
  what: 'it',
  still: () => 'The old state is still there.',
};

/** Core made a part of the change and refused the rest. */
const isPartly = (shown: string | null) => shown?.startsWith('partly ') ?? false;

/** The title of a change that Core did not make, or not all of it. */
function notDone({ shown }: ChangeTelling, { still }: Nouns): string {
  if (isPartly(shown)) return 'Changed in part';
  return still ? 'Not changed' : 'Nothing was created';
}

const clock = (iso: string | null) => (iso ? `${iso.slice(11, 19)} UTC` : 'now');

/** What happened, what is true now, what to do: never more than is proven. */
export function changeWords(change: ChangeTelling): ChangeWords {
  const nouns = NOUNS[change.kind] ?? OTHER;
  if (change.state === 'waiting') return waitingWords(change);
  if (change.state === 'running' || change.state === 'unknown') return openWords(change, nouns);
  const words = { ...OUTCOME_WORDS, ...CARRY_WORDS, ...WAIT_WORDS, ...MOVE_WORDS }[
    change.reason as Reason
  ] as ((change: ChangeTelling, nouns: Nouns) => ChangeWords) | undefined;
  return words?.(change, nouns) ?? { title: 'This change has ended', text: change.reason ?? '' };
}

function openWords({ kind, leftAt, state }: ChangeTelling, { what }: Nouns): ChangeWords {
  if (kind === 'balance.carry_lineage' || kind === 'balance.move_to_new') {
    return {
      title:
        kind === 'balance.carry_lineage'
          ? 'The lineage is being carried over'
          : 'The money is being moved to a new balance',
      text: 'Each step is stored before it is sent, so it goes on whatever happens to this window or to Counterfoil. It takes some seconds.',
    };
  }
  if (leftAt === null) {
    return {
      title: state === 'running' ? 'This change is being made' : 'Nothing was sent to Core yet',
      text: 'It is stored, and Core is read before anything is sent. There is no need to ask for it again.',
    };
  }
  return {
    title: 'We do not know yet if Core made this change',
    text: `The request left at ${clock(leftAt)} and no answer came back. Counterfoil reads ${what === 'the owner' ? 'the balance' : what} until it is sure. There is no need to send it again.`,
  };
}

function waitingWords({ from, to, waitsUntil }: ChangeTelling): ChangeWords {
  return {
    title: 'Waiting until the tagged funds are spent',
    text: `${to} gets this balance once nothing tagged is left on it and Core has booked that, until ${moment(waitsUntil)} at the latest. ${from} stays the owner until then, nobody is kept from changing the balance, and everything is checked anew before anything is sent.`,
  };
}

/** "Jane Doe is still the owner.", as a sentence; nothing was made, for a create. */
function stillSo({ from, shown }: ChangeTelling, { still, what }: Nouns): string {
  return still ? still(from, shown) : `Core does not show ${what}.`;
}

/** What the person saw and what Core had by then; of several values only which, they stand beside it. */
function movedSince({ kind, from, shown, moved = [] }: ChangeTelling): string {
  if (shown === null) return `You saw ${from}; Core no longer knows it`;
  if (kind !== 'identity.update' || moved.length === 0) {
    return `You saw ${from}; Core now shows ${shown}`;
  }
  const names =
    moved.length === 1 ? moved[0] : `${moved.slice(0, -1).join(', ')} and ${moved.at(-1)}`;
  return `${names} ${moved.length === 1 ? 'has' : 'have'} changed since you opened the form`;
}

const someone = (what: string) => `Someone else changed ${what}`;

const OUTCOME_WORDS: Record<Reason, (change: ChangeTelling, nouns: Nouns) => ChangeWords> = {
  applied: ({ to, subject }, { done, shows }) => ({
    title: done(subject ?? to),
    text: `Core was read again after the change and shows ${shows}.`,
  }),
  already_so: ({ to }, { still }) => ({
    title: 'Nothing had to be changed',
    text: still
      ? `Core showed ${to} already when it was read. Nothing was sent to Core.`
      : 'It existed already. Nothing was sent to Core.',
  }),
  changed_before: (change, { what }) => ({
    title: `${someone(what)} first`,
    text: `${movedSince(change)}. Nothing was sent to Core.`,
  }),
  set_by_other: ({ to, message }) => ({
    title: 'Someone else made the same change',
    text: `${refusal(message)} Core shows ${to} all the same, so it was set by somebody else.`,
  }),
  changed_meanwhile: ({ shown, message }, { what }) => ({
    title: `${someone(what)} meanwhile`,
    text: `${refusal(message)} Core now shows ${shown ?? 'something else'}.`,
  }),
  found_twice: (_change, { what }) => ({
    title: `Core holds ${what} twice`,
    text: 'Two objects carry the mark of this one change, though it was sent once. Ask an operator before using either.',
  }),
  refused: (change, nouns) => ({
    title: notDone(change, nouns),
    text: `${refusal(change.message)} Read back: ${stillSo(change, nouns)}${isPartly(change.shown) ? '' : ' Nothing was written.'}`,
  }),
  not_applied: (change, nouns) => ({
    title: notDone(change, nouns),
    text: `No answer came back, and Core was read up to ${clock(change.readAt)} without showing the change. ${stillSo(change, nouns)} You can ask for it again.`,
  }),
  not_found: (change, { what }) => ({
    title: 'Not found in Core',
    text: `No answer came back, and up to ${clock(change.readAt)} Core does not show ${what}. If it turns up later, it is attached to this change. Look before you create it again.`,
  }),
  deadline: (change, nouns) => ({
    title: 'Nothing was sent',
    text: `Core could not be read in time, so the request never left. ${nouns.still ? 'Nothing has changed' : 'Nothing was created'}; you can ask for it again.`,
  }),
  not_sent: (change, nouns) => ({
    title: 'Nothing was sent',
    text: `No connection to Core could be made. ${stillSo(change, nouns)} You can ask for it again.`,
  }),
  changed_after: ({ shown }, { what }) => ({
    title: `${someone(what)} at the same time`,
    text: `Our request left, and Core now shows ${shown ?? 'something else'}. Whether ours was made in between cannot be told. Look at both in the log before you change it again.`,
  }),
  not_shown: (change, nouns) => ({
    title: 'Core said yes, but does not show it',
    text: `${stillSo(change, nouns)} Somebody may have set it back at once. Look at the log before you ask for it again.`,
  }),
};

function refusal(message: string | null): string {
  return message ?? 'Core refused the request.';
}
