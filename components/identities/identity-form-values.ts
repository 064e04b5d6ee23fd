import type { FieldErrors, Resolver } from 'react-hook-form';
import type { z } from 'zod';
import type { IdentityForm } from '@/lib/features/identities/queries';
import {
  createIdentityInput,
  IDENTITY_FIELD_NAMES,
  type IdentityFields,
  isPersonalField,
  updateIdentityInput,
  type UpdateIdentityInput,
} from '@/lib/features/identities/schema';

/** What both forms of an identity hold. The last three are only asked for by the edit form. */
export type IdentityFormValues = Record<keyof IdentityFields, string> & {
  ticket: string;
  note: string;
  confirmation: string;
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
    return isPersonalField(field) ? value !== '' : value !== form.values[field];
  });
  return Object.fromEntries(changed.map((field) => [field, values[field].trim()]));
}

/** What the edit form sends. */
export function updateInputOf(values: IdentityFormValues, form: IdentityForm) {
  const changes = changesIn(values, form);
  const names = Object.keys(changes) as (keyof IdentityFields)[];
  const { ticket, note, confirmation } = values;
  const seen = Object.fromEntries(names.map((field) => [field, form.seen[field]]));
  return { identityId: form.identityId, changes, seen, ticket, note, confirmation };
}

/** Checks the edit form by the rules of the server, and that nothing is emptied. */
export function updateResolver(form: IdentityForm): Resolver<IdentityFormValues> {
  return (values) => {
    const input = updateInputOf(values, form);
    const parsed = updateIdentityInput.safeParse(input);
    const errors = parsed.success ? {} : errorsOf(parsed.error);
    for (const [field, value] of Object.entries(input.changes)) {
      if (value !== '') continue;
      const message = 'Core cannot clear a field. Write another value, or leave it as it was.';
      errors[field as keyof IdentityFields] = { type: 'value', message };
    }
    return Object.keys(errors).length === 0 ? { values, errors: {} } : { values: {}, errors };
  };
}

/** The input of a form that its resolver has let through. */
export function checkedUpdate(values: IdentityFormValues, form: IdentityForm): UpdateIdentityInput {
  return updateIdentityInput.parse(updateInputOf(values, form));
}
