import type { FieldErrors, Resolver } from 'react-hook-form';
import type { Failure } from '@/lib/base/result';
import type { ReassignPreviewDto } from '@/lib/features/balances/queries';
import {
  confirmationOf,
  isConfirmed,
  reassignIdentityInput,
  type CarryLineageInput,
  type ReassignIdentityInput,
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
};

/** With the lineage carried over, or without. */
export type ReassignChoice = 'carry' | 'anyway';

/** What is sent: the shape says which of the two changes it is. */
export type ReassignInput = ReassignIdentityInput | CarryLineageInput;

/** Whether lineage is carried over with it. */
export function isCarry(input: ReassignInput): input is CarryLineageInput {
  return !('confirmation' in input);
}

/** What is chosen on the screen: carrying over while nothing else is said and it can be done. */
export function choiceOf(
  preview: ReassignPreviewDto | undefined,
  chosen: ReassignChoice | null,
): ReassignChoice {
  return preview?.carry?.possible && chosen !== 'anyway' ? 'carry' : 'anyway';
}

export const NOTHING_ENTERED: ReassignValues = {
  to: null,
  category: null,
  ticket: '',
  note: '',
  confirmation: '',
  choice: null,
};

/** The values of a form that was sent and is opened again; the name comes with the next preview. */
export function valuesOf(input: ReassignInput): ReassignValues {
  const { toIdentityId, category, ticket, note } = input;
  return {
    to: { id: toIdentityId, name: null, type: null },
    category,
    ticket,
    note,
    confirmation: isCarry(input) ? '' : input.confirmation,
    choice: isCarry(input) ? 'carry' : 'anyway',
  };
}

/** What is sent: the form, and exactly what was on the screen beside it. Only the server judges it. */
export function inputOf(values: ReassignValues, seen: ReassignPreviewDto): ReassignInput {
  const { to, choice, confirmation, category, ...rest } = values;
  const asked = {
    ...rest,
    category: category as ReassignIdentityInput['category'],
    balanceId: seen.balance.balanceId,
    toIdentityId: to?.id ?? '',
  };
  if (seen.carry?.possible && choiceOf(seen, choice) === 'carry') {
    const expectedIdentityId = seen.expectedIdentityId ?? '';
    return { ...asked, expectedIdentityId, impactDigest: seen.carry.digest };
  }
  return {
    ...asked,
    expectedIdentityId: seen.expectedIdentityId,
    // Only what the server asks for is sent, so that a left-over word cannot matter.
    confirmation: seen.impact?.needsConfirmation ? confirmation : '',
    impactDigest: seen.impact?.digest ?? '',
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
  if (choiceOf(preview, chosen) === 'carry') return null;
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
