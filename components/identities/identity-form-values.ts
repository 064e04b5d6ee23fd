import type { FieldErrors, Resolver } from 'react-hook-form';
import type { z } from 'zod';
import type { IdentityForm } from '@/lib/features/identities/queries';
import {
  confirmationOfIdentity,
  createIdentityInput,
  IDENTITY_FIELD_NAMES,
  type IdentityFields,
  isPersonalField,
  isIdentityConfirmed,
  updateIdentityInput,
  type UpdateIdentityInput,
} from '@/lib/features/identities/schema';

/** What both forms of an identity hold. The last three are only asked for by the edit form. */
export type IdentityFormValues = Record<keyof IdentityFields, string> & {
  ticket: string;
  note: string;
  confirmation: string;
};

/** How some fields are typed. */
export const INPUT_HINTS: Partial<
  Record<keyof IdentityFields, { placeholder?: string; inputMode?: 'email' | 'tel' }>
> = {
  dob: { placeholder: 'YYYY-MM-DD' },
  emailAddress: { inputMode: 'email' },
  phoneNumber: { inputMode: 'tel' },
};

/** Errors of a parse, at the fields of the form. */
function errorsOf(error: z.ZodError): FieldErrors<IdentityFormValues> {
  const messages = new Map<string, string>();
  for (const { path, message } of error.issues) {
    const field = String(path[0] === 'changes' ? (path[1] ?? 'root') : path[0]);
    if (!messages.has(field)) messages.set(field, message);
  }
  const entries = [...messages].map(([field, message]) => [field, { type: 'value', message }]);
  return Object.fromEntries(entries) as FieldErrors<IdentityFormValues>;
}

/** The fields of an identity alone. */
export function fieldsIn(values: IdentityFormValues): Record<keyof IdentityFields, string> {
  const entries = IDENTITY_FIELD_NAMES.map((field) => [field, values[field]]);
  return Object.fromEntries(entries) as Record<keyof IdentityFields, string>;
}

/** Checks the create form by the rules of the server. */
export const createResolver: Resolver<IdentityFormValues> = (values) => {
  const parsed = createIdentityInput.safeParse(fieldsIn(values));
  return parsed.success ? { values, errors: {} } : { values: {}, errors: errorsOf(parsed.error) };
};

/** Only what differs from what the form began with; a personal field counts once it was typed. */
export function changesIn(
  values: IdentityFormValues,
  form: IdentityForm,
): Partial<Record<keyof IdentityFields, string>> {
  const changed = IDENTITY_FIELD_NAMES.filter((field) => {
    const value = values[field].trim();
    if (isPersonalField(field)) return value !== '';
    // Core may hold spaces around a value; leaving them alone is no change.
    return value !== form.values[field].trim();
  });
  return Object.fromEntries(changed.map((field) => [field, values[field].trim()]));
}

/** What the edit form sends. */
export function updateInputOf(
  values: IdentityFormValues,
  form: IdentityForm,
  effectDigest: string,
) {
  const changes = changesIn(values, form);
  const names = Object.keys(changes) as (keyof IdentityFields)[];
  const { ticket, note, confirmation } = values;
  const seen = Object.fromEntries(names.map((field) => [field, form.seen[field]]));
  return { identityId: form.identityId, changes, seen, ticket, note, effectDigest, confirmation };
}

/** The effect of the rename that is on the screen, if it breaks something; empty otherwise. */
export type UpdateContext = { digest: string };

/**
 * Checks the edit form by the rules of the server: also that nothing is emptied, and that a rename
 * which breaks lineage was confirmed.
 */
export function updateResolver(form: IdentityForm): Resolver<IdentityFormValues, UpdateContext> {
  return (values, context) => {
    const input = updateInputOf(values, form, '');
    const parsed = updateIdentityInput.safeParse(input);
    const errors = parsed.success ? {} : errorsOf(parsed.error);
    for (const [field, value] of Object.entries(input.changes)) {
      if (value !== '') continue;
      const message = 'Core cannot clear a field. Write another value, or leave it as it was.';
      errors[field as keyof IdentityFields] = { type: 'value', message };
    }
    if (context?.digest && !isIdentityConfirmed(values.confirmation, form.identityId)) {
      const message = `Type ${confirmationOfIdentity(form.identityId)}, the end of this identity’s id.`;
      errors.confirmation = { type: 'value', message };
    }
    return Object.keys(errors).length === 0 ? { values, errors: {} } : { values: {}, errors };
  };
}

/** The input of a form that its resolver has let through, with the effect that was shown. */
export function checkedUpdate(
  values: IdentityFormValues,
  form: IdentityForm,
  effectDigest: string,
): UpdateIdentityInput {
  return updateIdentityInput.parse(updateInputOf(values, form, effectDigest));
}
