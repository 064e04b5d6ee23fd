import 'server-only';
import { type ReadFacts } from '@/lib/audit/event-record';
import { type Seal } from '@/lib/audit/proof';
import { changeKindName } from '@/lib/base/change-kinds';
import { HANDOVER_KINDS } from '@/lib/base/handover-kinds';
import { factName, isMark } from '@/lib/base/fact-names';
import { type Money } from '@/lib/base/money';
import { toMoney } from '@/lib/core/schemas/money';
import { type OperationView } from '@/lib/operations/get-operation';
import { type OperationSummary } from '@/lib/operations/operation-view';
import { shortIn, stepsTold } from './plan-told';
import {
  type ChangeDto,
  type ChangeRowDto,
  type ChangeState,
  type LinkedChange,
} from './change-dto';
import { isSame, namesIn, sideName, sideOf, textOf, valuesOf, type Names } from './change-sides';
import { changeTrail } from './change-trail';
import { changeWords } from './change-words';

const OPEN: readonly string[] = ['intent', 'sending', 'unknown'];

function stateOf({ kind, state, isUnknown }: OperationSummary): ChangeState {
  if (!OPEN.includes(state)) return state as ChangeState;
  // As long as nothing of it has left us.
  if (kind === WAIT && !isUnknown && state === 'intent') return 'waiting';
  return isUnknown ? 'unknown' : 'running';
}

/** A change as a list shows it, with the names that were shown to whoever asked for it. */
export function toChangeRow(change: OperationSummary): ChangeRowDto {
  const names = namesIn(change.requested.before, change.requested.after);
  return {
    operationId: change.operationId,
    number: String(change.number),
    kind: change.kind,
    state: stateOf(change),
    subject: { type: change.subjectType, id: change.subjectId },
    before: sideOf(change.requested.before, names),
    after: sideOf(change.requested.after, names),
    actor: { id: change.actor.id, name: change.actor.name, role: change.actor.role },
    requestedAt: change.requestedAt,
    ticket: change.why.ticket,
  };
}

/** Ids of identities that Core showed and that nobody has a name for yet. */
export function namelessIn(change: OperationView): string[] {
  const names = namesIn(change.requested.before, change.requested.after);
  const shown = [change.before, change.after, change.requested.before, change.requested.after];
  const ids = shown.flatMap((facts) => textOf(facts?.identity_id) ?? []);
  return [...new Set(ids)].filter((id) => !names.has(id));
}

/** Everything that a slip shows. `extra` are names of identities that only Core knew. */
export function toChange(
  whole: OperationView,
  {
    names: extra,
    undoneBy,
    seal,
  }: { names: Names; undoneBy: LinkedChange | null; seal: Seal | null },
): Omit<ChangeDto, 'entryId'> {
  const change = aboutSubject(whole);
  const row = toChangeRow(change);
  const names: Names = new Map([
    ...extra,
    ...namesIn(change.requested.before, change.requested.after),
  ]);
  const before = sideOf(change.requested.before, names);
  const after = sideOf(change.requested.after, names);
  const shown = shownAt(change.after, names);
  const owners = { from: sideName(before), to: sideName(after), balanceId: change.subjectId };
  const takesSteps = STEPPING.has(change.kind);
  const words = changeWords({
    kind: change.kind,
    state: row.state,
    reason: change.reason,
    message: change.message,
    ...owners,
    subject: textOf(change.details?.subject_name),
    moved: movedSince(change),
    shown,
    waitsUntil: waitsUntil(change),
    leftAt: change.attempts.at(-1)?.startedAt ?? null,
    readAt: change.afterAt,
  });
  return {
    ...row,
    before,
    after,
    ...words,
    kindName: changeKindName(change.kind),
    values: SEVERAL_VALUES.has(change.kind) ? valuesOf(change.requested, foundIn(change)) : [],
    amount: amountOf(change),
    ledgerName: textOf(change.details?.ledger_name),
    lineage: lineageOf(change.details),
    why: change.why,
    readBack:
      change.afterAt === null
        ? null
        : { at: change.afterAt, afterMs: elapsed(change.requestedAt, change.afterAt) },
    attemptCount: change.attempts.length,
    steps: takesSteps ? stepsTold(change, owners) : [],
    short: takesSteps ? shortIn(change) : null,
    undoes: undoneIn(change),
    undoneBy,
    newBalanceId: newBalanceOf(change),
    mayCancel: row.state === 'waiting',
    seal,
    trail: [...trailOf(change, names), ...sealTold(seal)],
    open: change.outcomeAt === null ? openOf(change) : null,
    isSettled: change.outcomeAt !== null && change.reserved.length === 0,
    next: nextOf(change) ?? (undoneBy === null && mayBeUndone(change) ? 'undo' : null),
  };
}

const sealTold = (seal: Seal | null) =>
  seal
    ? [{ at: seal.sealedAt, text: `Sealed as leaf ${seal.leafIndex.toLocaleString('en')}` }]
    : [];

const CARRY = 'balance.carry_lineage';
const MOVE = 'balance.move_to_new';
const WAIT = 'balance.reassign_when_spent';
const DAY_MS = 86_400_000;

/** Kinds whose steps are told one by one. */
const STEPPING = new Set([CARRY, MOVE]);
/** Kinds that somebody may want to ask for again. */
const HANDOVERS = new Set([...HANDOVER_KINDS, MOVE]);

/**
 * A change of many steps with what was read of its subject: most steps read something else. The others
 * have one step, which is about nothing else.
 */
function aboutSubject(change: OperationView): OperationView {
  if (!STEPPING.has(change.kind) && change.kind !== WAIT) return change;
  const last = change.steps.findLast(({ after }) => after && 'identity_id' in after);
  return { ...change, after: last?.after ?? null, afterAt: last?.afterAt ?? null };
}

/** Kinds that set several values of one object, which no two sides can tell. */
const SEVERAL_VALUES = new Set(['identity.create', 'identity.update', 'identity.tokenize']);

/** The balance that a change has made for the money of another one. */
function newBalanceOf({ kind, steps }: OperationView): string | null {
  if (kind !== MOVE) return null;
  return textOf(steps.findLast(({ name }) => name === 'create')?.after?.balance_id);
}

/** Until when a change waits at the latest; `null` for one that does not. */
function waitsUntil({ details, requestedAt }: OperationView): string | null {
  const days = details?.wait_days;
  if (typeof days !== 'number') return null;
  return new Date(Date.parse(requestedAt) + days * DAY_MS).toISOString();
}

/** What Core showed in the end, if somebody else had a hand in it, or Core did a part of it. */
function foundIn({ kind, state, after }: OperationView): ReadFacts | null {
  const isPart = kind === 'identity.tokenize' && state === 'failed';
  return isPart || state === 'conflict' || state === 'overwritten' ? after : null;
}

const elapsed = (from: string, to: string) => Date.parse(to) - Date.parse(from);

/** What Core showed, in words; `null` when nothing was read or it was not there. */
function shownAt(facts: ReadFacts | null, names: Names): string | null {
  const side = sideOf(facts, names);
  return side && sideName(side);
}

function moneyIn(facts: ReadFacts | null): Money | null {
  const minor = textOf(facts?.balance);
  const currency = textOf(facts?.currency);
  if (minor === null || currency === null || !/^-?\d+$/.test(minor)) return null;
  return toMoney(BigInt(minor), currency);
}

function amountOf({ before, after, details }: OperationView): ChangeDto['amount'] {
  const money = moneyIn(before) ?? moneyIn(details);
  const end = moneyIn(after);
  return money && { money, sameAfter: before && end ? end.minor === money.minor : null };
}

function lineageOf(details: ReadFacts | null): ChangeDto['lineage'] {
  const title = textOf(details?.verdict_title);
  if (!details || title === null || details.track_fund_lineage === false) return null;
  const effects = Object.keys(details)
    .filter((name) => /^effect_\d+$/.test(name))
    .sort((a, b) => Number(a.slice(7)) - Number(b.slice(7)))
    .flatMap((name) => textOf(details[name]) ?? []);
  return {
    title,
    tagged: textOf(details.lineage_tagged) || null,
    effects,
    chosen: chosenIn(details),
  };
}

function chosenIn(details: ReadFacts): string | null {
  const { wait_days: days, moved_total: moved } = details;
  if (typeof days === 'number') return WAITED(days);
  if (moved !== undefined) return 'Move the money to a new balance';
  const how = textOf(details.carry_method);
  return how === null ? null : (CARRIED[how] ?? how);
}

const WAITED = (days: number) =>
  `Wait until the tagged funds are spent, ${days === 1 ? '1 day' : `${days} days`} at most`;

const CARRIED: Readonly<Record<string, string>> = {
  in_place: 'Carry it over in place',
  drain_refill: 'Carry it over by draining and refilling',
};

function trailOf(change: OperationView, names: Names): ChangeDto['trail'] {
  const { before, beforeAt, after, afterAt } = change;
  const first = shownAt(before, names);
  const owners = {
    from: sideName(sideOf(change.requested.before, names)),
    to: sideName(sideOf(change.requested.after, names)),
    balanceId: change.subjectId,
  };
  return changeTrail({
    kind: change.kind,
    actorName: change.actor.name,
    requestedAt: change.requestedAt,
    first:
      beforeAt === null || first === null
        ? null
        : { at: beforeAt, shown: first, asExpected: movedSince(change).length === 0 },
    attempts: change.attempts,
    steps: STEPPING.has(change.kind) ? stepsTold(change, owners) : null,
    last:
      afterAt === null
        ? null
        : {
            at: afterAt,
            shown: shownAt(after, names) ?? 'it is not there',
            amount: moneyIn(after),
          },
    outcome: change.outcomeAt === null ? null : { at: change.outcomeAt, state: change.state },
  });
}

/** What Core showed otherwise than the person had seen it, before anything left, by its name. */
function movedSince({ before, requested }: OperationView): string[] {
  const seen = requested.before ?? {};
  const read = before ?? {};
  return Object.keys(seen)
    .filter((name) => name in read && !isMark(name) && !isSame(name, read, seen))
    .map(factName);
}

function openOf({ nextLookAt, reserved, now }: OperationView): NonNullable<ChangeDto['open']> {
  return { nextLookAt, reservedUntil: reserved[0]?.until ?? null, now };
}

/** The change that this one undoes. */
function undoneIn({ undoes, details }: OperationView): LinkedChange | null {
  if (undoes === null) return null;
  return { operationId: undoes, number: textOf(details?.undoes_number) ?? '' };
}

/** Whether giving the balance back would undo it: somebody owned it before (contract 2.4). */
export function mayBeUndone({ kind, state, requested }: OperationSummary): boolean {
  return (
    HANDOVER_KINDS.has(kind) &&
    state === 'succeeded' &&
    textOf(requested.before.identity_id) !== null
  );
}

function nextOf({ kind, state, fields }: OperationView): ChangeDto['next'] {
  if (!HANDOVERS.has(kind)) return null;
  if (state === 'failed' && fields?.toIdentityId) return 'choose_again';
  const mayAskAgain = ['conflict', 'failed', 'cancelled', 'overwritten'].includes(state);
  return mayAskAgain ? 'review' : null;
}
