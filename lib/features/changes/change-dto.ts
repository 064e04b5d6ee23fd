import { type Money } from '@/lib/base/money';
import { type Outcome } from '@/lib/operations/state';

/**
 * What a change is for people: `running` is what nobody has to care about yet, `waiting` what will be made
 * by itself some day.
 */
export type ChangeState = 'running' | 'waiting' | 'unknown' | Outcome;

/** An identity in a change. `name` is `null` when it could not be read. */
export type ChangeIdentity = { id: string; name: string | null; type: string | null };

/** One side of a change: an identity (`null`: nobody), or a value in words. */
export type ChangeSide =
  { of: 'identity'; identity: ChangeIdentity | null } | { of: 'text'; text: string | null };

export type ChangeSubject = {
  type: 'balance' | 'identity' | 'ledger';
  /** `null` until a create has been found in Core. */
  id: string | null;
};

/** A change in a list. Times are ISO 8601 UTC. */
export type ChangeRowDto = {
  operationId: string;
  /** Digits of the stub's number. */
  number: string;
  kind: string;
  state: ChangeState;
  subject: ChangeSubject;
  before: ChangeSide | null;
  after: ChangeSide | null;
  /** `role`: what they were when they asked; `null` for those who are not people. */
  actor: { id: string; name: string; role: string | null };
  requestedAt: string;
  ticket: string | null;
};

/** One value of an object, as it was seen and as it was to be. */
export type ChangeValue = {
  name: string;
  before: string | null;
  after: string | null;
  /** What Core had in the end, where somebody else had a hand in it and it is not what was asked for. */
  found: { text: string | null } | null;
};

/** One step of a change that takes many, in words. */
export type ChangeStep = {
  text: string;
  /** `not_done`: Core refused it, or what it waited for did not come. */
  state: 'done' | 'doing' | 'not_done';
  at: string;
  /** The posting that it made. */
  transactionId: string | null;
};

/** Another change that has to do with one. `number`: digits of its stub. */
export type LinkedChange = { operationId: string; number: string };

/** Everything that the slip of a change and its page show. */
export type ChangeDto = ChangeRowDto & {
  kindName: string;
  /** What happened in one sentence; what is true now and what to do. */
  title: string;
  text: string;
  /** The values of an identity that were to change or be set; empty where the sides say it all. */
  values: ChangeValue[];
  /** The balance's amount when it was asked for, and whether it was the same at the end. */
  amount: { money: Money; sameAfter: boolean | null } | null;
  ledgerName: string | null;
  /** What was said about lineage, every effect that the person was shown, and what they chose. */
  lineage: {
    title: string;
    tagged: string | null;
    effects: string[];
    chosen: string | null;
  } | null;
  why: { category: string | null; ticket: string | null; note: string | null };
  /** When Core showed what stands here, and how long after the request. */
  readBack: { at: string; afterMs: number } | null;
  attemptCount: number;
  /** Of a change that takes many steps: what was done and is being done. */
  steps: ChangeStep[];
  /** The change that this one undoes, and the one that has undone it or is about to. */
  undoes: LinkedChange | null;
  undoneBy: LinkedChange | null;
  /** The balance that it has made for the money of this one. */
  newBalanceId: string | null;
  /** While money is out of the balance: how much, and since when. */
  short: { amount: Money; since: string } | null;
  /** Whether it can still be cancelled, by those who may ask for such a change. */
  mayCancel: boolean;
  /** Its newest entry in the log, for those who may see it. */
  entryId: string | null;
  /** Where that entry stands in the sealed log; `null` while it does not. Hash in lower-case hex. */
  seal: { leafIndex: number; leafHash: string; size: number } | null;
  /** How it went, step by step. */
  trail: { at: string; text: string }[];
  /** While the outcome is not known: when Core is looked at next, until when others are kept out. */
  open: { nextLookAt: string | null; reservedUntil: string | null; now: string } | null;
  /** The outcome is known and nothing more can happen: no need to read again. */
  isSettled: boolean;
  /** What a person may do about it. */
  next: 'review' | 'choose_again' | 'undo' | null;
};
