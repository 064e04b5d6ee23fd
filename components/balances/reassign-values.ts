import type { FieldErrors, Resolver } from 'react-hook-form';
import type { Failure } from '@/lib/base/result';
import type { ReassignPreviewDto, UndoDto } from '@/lib/features/balances/queries';
import {
  confirmationOf,
  isConfirmed,
  reassignIdentityInput,
  type CarryLineageInput,
  type ReassignIdentityInput,
  type ReassignWhenSpentInput,
  type WaitDays,
} from '@/lib/features/balances/schema';

/** What a person fills in. The rest of the input is what they were shown. */
export type ReassignValues = {
  to: { id: string; name: string | null; type: string | null } | null;
  category: ReassignIdentityInput['category'] | null;
  ticket: string;
  note: string;
  confirmation: string;
  /** What happens to the tagged funds; `null` for what is recommended. */
  choice: ReassignChoice | null;
  /** The change that this one is to undo, and who gets the balance back by it. */
  undo: UndoDto | null;
  /** For how long it is waited until they are spent, where that is chosen. */
  days: WaitDays;
};

/** With the lineage carried over, by itself once nothing is left of it, by a new balance, or without. */
export type ReassignChoice = 'carry' | 'wait' | 'move' | 'anyway';

/** What is sent; `isMove` tells moving to a new balance from carrying over, which ask for the same. */
export type ReassignInput =
  ReassignIdentityInput | ReassignWhenSpentInput | (CarryLineageInput & { isMove: boolean });

/** Whether it waits until the tagged funds are spent. */
export function isWait(input: ReassignInput): input is ReassignWhenSpentInput {
  return 'days' in input;
}

/** Whether it is made now, without the lineage. */
export function isAnyway(input: ReassignInput): input is ReassignIdentityInput {
  return 'confirmation' in input;
}

function choiceIn(input: ReassignInput): ReassignChoice {
  if (isAnyway(input)) return 'anyway';
  if (isWait(input)) return 'wait';
  return input.isMove ? 'move' : 'carry';
}

/** What is chosen on the screen: carrying over while nothing else is said and it can be done. */
export function choiceOf(
  preview: ReassignPreviewDto | undefined,
  chosen: ReassignChoice | null,
): ReassignChoice {
  if (chosen === 'wait' && preview?.wait) return 'wait';
  if (chosen === 'move' && preview?.move?.possible) return 'move';
  return preview?.carry?.possible && chosen !== 'anyway' ? 'carry' : 'anyway';
}

export const NOTHING_ENTERED: ReassignValues = {
  to: null,
  category: null,
  ticket: '',
  note: '',
  confirmation: '',
  choice: null,
  undo: null,
  days: 30,
};

/** The values of a form that was sent and is opened again; the name comes with the next preview. */
export function valuesOf(input: ReassignInput): ReassignValues {
  const { toIdentityId, category, ticket, note } = input;
  return {
    to: { id: toIdentityId, name: null, type: null },
    category,
    ticket,
    note,
    confirmation: isAnyway(input) ? input.confirmation : '',
    choice: choiceIn(input),
    undo: null,
    days: isWait(input) ? input.days : NOTHING_ENTERED.days,
  };
}

/** What is sent: the form, and exactly what was on the screen beside it. Only the server judges it. */
export function inputOf(values: ReassignValues, seen: ReassignPreviewDto): ReassignInput {
  const { to, choice, undo, confirmation, category, days, ...rest } = values;
  const asked = {
    ...rest,
    category: category as ReassignIdentityInput['category'],
    balanceId: seen.balance.balanceId,
    toIdentityId: to?.id ?? '',
    // Whoever chooses somebody else does not undo it any more; nor does another balance.
    undoes:
      undo && undo.to.id === to?.id && choiceOf(seen, choice) !== 'move' ? undo.operationId : null,
  };
  const chosen = choiceOf(seen, choice);
  const expectedIdentityId = seen.expectedIdentityId ?? '';
  const impactDigest = seen.impact?.digest ?? '';
  if (chosen === 'wait') return { ...asked, expectedIdentityId, impactDigest, days };
  if (chosen === 'move') return { ...asked, expectedIdentityId, impactDigest, isMove: true };
  if (chosen === 'carry' && seen.carry?.possible) {
    return { ...asked, expectedIdentityId, impactDigest: seen.carry.digest, isMove: false };
  }
  return {
    ...asked,
    expectedIdentityId: seen.expectedIdentityId,
    // Only what the server asks for is sent, so that a left-over word cannot matter.
    confirmation: seen.impact?.needsConfirmation ? confirmation : '',
    impactDigest,
  };
}

/** The fields of the input as the form calls them. */
const FORM_FIELDS: Readonly<Record<string, keyof ReassignValues>> = { toIdentityId: 'to' };
const formField = (path: string) => FORM_FIELDS[path] ?? path;

/** The failure with its messages at the fields of the form. */
export function failureOfForm(failure: Failure): Failure {
  if (!failure.fields) return failure;
  const entries = Object.entries(failure.fields).map(([path, text]) => [formField(path), text]);
  return { ...failure, fields: Object.fromEntries(entries) };
}

/** What has to be typed before this change is sent: `null` when nothing has to. */
export type ReassignContext = { typed: string | null };

/** What must be typed for what is on the screen and chosen there. */
export function confirmationFor(
  preview: ReassignPreviewDto | undefined,
  chosen: ReassignChoice | null,
): string | null {
  if (choiceOf(preview, chosen) !== 'anyway') return null;
  return preview?.impact?.needsConfirmation ? confirmationOf(preview.balance.balanceId) : null;
}

/** Checks the form by the same rules as the server, against what is on the screen now. */
export const reassignResolver: Resolver<ReassignValues, ReassignContext> = (values, context) => {
  const messages = new Map<string, string>();
  // Everything but what the person fills in is given by the screen and judged by the server.
  const parsed = reassignIdentityInput
    .pick({ toIdentityId: true, category: true, ticket: true, note: true })
    .safeParse({ ...values, toIdentityId: values.to?.id ?? '' });
  for (const { path, message } of parsed.error?.issues ?? []) {
    const field = formField(String(path[0]));
    if (!messages.has(field)) messages.set(field, message);
  }
  const typed = context?.typed ?? null;
  if (typed !== null && !isConfirmed(values.confirmation, typed)) {
    messages.set('confirmation', `Type ${typed}.`);
  }
  if (messages.size === 0) return { values, errors: {} };
  const errors = [...messages].map(([field, message]) => [field, { type: 'value', message }]);
  return { values: {}, errors: Object.fromEntries(errors) as FieldErrors<ReassignValues> };
};
