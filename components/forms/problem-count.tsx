import type { FieldErrors, FieldValues } from 'react-hook-form';

function countErrors(errors: unknown): number {
  if (!errors || typeof errors !== 'object') return 0;
  if ('message' in errors && typeof errors.message === 'string') return 1;
  return Object.entries(errors)
    .filter(([key]) => key !== 'ref')
    .reduce((sum, [, value]) => sum + countErrors(value), 0);
}

/** How many fields need attention, as a sentence; `null` when none does. For the footer of a form. */
export function problemSentence<Values extends FieldValues>(
  errors: FieldErrors<Values>,
): string | null {
  const count = countErrors(errors);
  if (!count) return null;
  return count === 1 ? '1 field needs attention.' : `${count} fields need attention.`;
}
