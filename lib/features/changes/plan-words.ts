import { formatInstant } from '@/lib/base/time';
import { type CarryReason } from '@/lib/lineage/carry';
import { type MoveReason } from '@/lib/lineage/move';
import { type WaitReason } from '@/lib/lineage/wait';
import { type Reason } from '@/lib/operations/state';
import { type ChangeTelling, type ChangeWords, type Nouns } from './change-words';

/*
 * The words about changes of many steps that end as others cannot.
 */

/** A moment in words. */
export const moment = (iso: string | null | undefined) =>
  iso ? `${formatInstant(iso, { zone: 'UTC' })} UTC` : 'its end';

const UNTOUCHED = 'The balance, its owner and its lineage are as they were.';

export const CARRY_WORDS: Record<
  Exclude<CarryReason, Reason>,
  (change: ChangeTelling, nouns: Nouns) => ChangeWords
> = {
  carried: ({ to }, { done }) => ({
    title: done(to),
    text: 'Its lineage was carried over. Core was read again afterwards: nothing is left under the old name, and lineage agrees.',
  }),
  carried_moving: ({ to }, { done }) => ({
    title: done(to),
    text: 'Its lineage was carried over, and payments go on. Core was read again afterwards: nothing is left under the old name, and what is still being booked is booked under the new one.',
  }),
  carry_not_possible: () => ({
    title: 'The lineage could no longer be carried over',
    text: 'Something about the balance changed after you looked at it. Nothing was sent to Core; look at it again.',
  }),
  carry_unread: () => ({
    title: 'Nothing was sent',
    text: 'Core could not be read in time, so nothing was begun. You can ask for it again.',
  }),
  carry_refused: () => ({
    title: 'Not changed: Core refused a posting',
    text: `What had been posted was taken back. ${UNTOUCHED} How it went says what Core refused.`,
  }),
  carry_busy: () => ({
    title: 'Not changed: money kept moving on this balance',
    text: `Everything was put back. ${UNTOUCHED} Ask for it again when the balance is quiet.`,
  }),
  carry_not_booked: () => ({
    title: 'Not changed: Core did not follow in its lineage',
    text: `Core did not book the drain into lineage in time, so the money was put back. ${UNTOUCHED}`,
  }),
  carry_owner_kept: ({ from }) => ({
    title: `Not changed: ${from} is still the owner`,
    text: `Core did not take the new identity, so everything was put back. ${UNTOUCHED}`,
  }),
  carry_owner_changed: ({ shown }) => ({
    title: 'Someone else changed the owner meanwhile',
    text: `Core now shows ${shown ?? 'somebody else'}. What had been posted was taken back; look at lineage before you change it again.`,
  }),
  carry_off: ({ to }) => ({
    title: `${to} owns this balance, but its lineage does not agree`,
    text: 'All steps were made, and Core was read again without lineage being right. The balance’s page says what is off.',
  }),
  carry_stuck: () => ({
    title: 'Stopped half way: somebody has to look',
    text: 'Core refused a step for too long. How it went says which one; an operator finds every posting by the id of this operation.',
  }),
};

/** How a change ends that waited, where others do not. */
export const WAIT_WORDS: Record<WaitReason, (change: ChangeTelling) => ChangeWords> = {
  called_off: ({ from, message }) => ({
    title: 'Cancelled before anything was sent',
    text: `${message ?? ''} ${from} was the owner all the time.`.trim(),
  }),
  wait_expired: ({ from, waitsUntil }) => ({
    title: 'Not changed: the funds were not spent in time',
    text: `It waited until ${moment(waitsUntil)}. Nothing was sent to Core; ${from} is still the owner.`,
  }),
  wait_identity_gone: ({ to }) => ({
    title: `Not changed: ${to} no longer exists`,
    text: 'Core no longer knows the identity that was to get this balance. Nothing was sent.',
  }),
  wait_lineage_off: ({ from }) => ({
    title: 'Not changed: lineage does not agree',
    text: `The funds are spent, but lineage of this balance is off, so it was not given on. Nothing was sent; ${from} is still the owner. The balance’s page says what is off.`,
  }),
  wait_not_allowed: ({ from }) => ({
    title: 'Not changed: whoever asked for it may no longer do it',
    text: `When the funds were spent, that person no longer had the permission balances:reassign. Nothing was sent; ${from} is still the owner.`,
  }),
};

const UNMOVED = 'No money has moved; the balance, its owner and its lineage are as they were.';

/** How moving the money to a new balance ends. */
export const MOVE_WORDS: Record<MoveReason, (change: ChangeTelling) => ChangeWords> = {
  moved: ({ from, to }) => ({
    title: `${to} has the money in a new balance`,
    text: `Core was read again: lineage of the new balance agrees, with the providers in their order. ${from} keeps the old one, empty.`,
  }),
  moved_rest: ({ from, to }) => ({
    title: `${to} has the money in a new balance`,
    text: `Core was read again: lineage of the new balance agrees, with the providers in their order. More came in meanwhile and is on the old one, which stays with ${from}; how it went says how much.`,
  }),
  move_not_possible: () => ({
    title: 'The money could no longer be moved',
    text: 'Something about the balance changed after you looked at it. Nothing was sent to Core; look at it again.',
  }),
  move_not_created: () => ({
    title: 'Not moved: the new balance was not created',
    text: `Core does not show it. ${UNMOVED}`,
  }),
  move_busy: () => ({
    title: 'Not moved: the money could not be taken out',
    text: `Payments were faster each time, or Core could not be read. ${UNMOVED} The new balance exists and is empty.`,
  }),
  move_not_booked: () => ({
    title: 'Not moved: Core did not follow in its lineage',
    text: 'Core did not book the debit into lineage in time, so the money was put back on the old balance. The new balance exists and is empty.',
  }),
  move_off: ({ to }) => ({
    title: `${to} has the money, but lineage of the new balance does not agree`,
    text: 'All postings were made, and Core was read again without lineage being right. The page of the new balance says what is off.',
  }),
  move_stuck: () => ({
    title: 'Stopped half way: somebody has to look',
    text: 'Core refused a step for too long, with money between the two balances. How it went says which one; an operator finds every posting by the id of this operation.',
  }),
};
