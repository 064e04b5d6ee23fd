import type { FieldErrors, Resolver } from 'react-hook-form';
import type { Failure } from '@/lib/base/result';
import type { ReassignPreviewDto } from '@/lib/features/balances/queries';
import {
  confirmationOf,
  isConfirmed,
  reassignIdentityInput,
  type ReassignIdentityInput,
} from '@/lib/features/balances/schema';

/** What a person fills in. The rest of the input is what they were shown. */
export type ReassignValues = {
  to: { id: string; name: string | null; type: string | null } | null;
  category: ReassignIdentityInput['category'] | null;
  ticket: string;
  note: string;
  confirmation: string;
};

export const NOTHING_ENTERED: ReassignValues = {
  to: null,
  category: null,
  ticket: '',
  note: '',
  confirmation: '',
};

/** The values of a form that was sent and is opened again; the name comes with the next preview. */
export function valuesOf(input: ReassignIdentityInput): ReassignValues {
  const { toIdentityId, category, ticket, note, confirmation } = input;
  return {
    to: { id: toIdentityId, name: null, type: null },
    category,
    ticket,
    note,
    confirmation,
  };
}

/** What is sent: the form, and exactly what was on the screen beside it. */
export function inputOf(
  values: ReassignValues,
  seen: ReassignPreviewDto,
): Omit<ReassignIdentityInput, 'category'> & Pick<ReassignValues, 'category'> {
  const { to, ...rest } = values;
  return {
    ...rest,
    balanceId: seen.balance.balanceId,
    expectedIdentityId: seen.expectedIdentityId,
    toIdentityId: to?.id ?? '',
    // Only what the server asks for is sent, so that a left-over word cannot matter.
    confirmation: seen.impact?.needsConfirmation ? values.confirmation : '',
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

/** What must be typed for what is on the screen. */
export function confirmationFor(preview: ReassignPreviewDto | undefined): string | null {
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
