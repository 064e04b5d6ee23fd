import type { FieldPath, FieldValues, UseFormReturn } from 'react-hook-form';
import type { Failure } from '@/lib/base/result';

/**
 * Puts the messages of a failure at their fields and the focus on the first of them.
 * @returns what belongs to the whole form and must be shown by `FormError`; `null` when every message
 * found its field, because nothing is told twice.
 */
export function applyFailure<Values extends FieldValues>(
  form: Pick<UseFormReturn<Values>, 'setError' | 'getValues'>,
  failure: Failure,
): Failure | null {
  const known = Object.entries(failure.fields ?? {}).filter(([path]) => hasPath(form, path));
  known.forEach(([path, message], index) =>
    form.setError(
      path as FieldPath<Values>,
      { type: 'server', message },
      { shouldFocus: index === 0 },
    ),
  );
  const all = Object.keys(failure.fields ?? {}).length;
  return all > 0 && known.length === all ? null : failure;
}

function hasPath<Values extends FieldValues>(
  form: Pick<UseFormReturn<Values>, 'getValues'>,
  path: string,
): boolean {
  const top = path.split('.')[0]!;
  return top in form.getValues();
}
