import { z } from 'zod';
import { FAULT_KINDS, type FaultKind } from '../faults/kinds';
import type { Arming } from '../faults/armed';

/** An empty field of a form is one that was left out. */
const filled = (value: unknown) => (value === '' ? undefined : value);
const whole = (least: number, most: number) => {
  const error = `a whole number from ${least} to ${most}`;
  const number = z.coerce
    .number({ error })
    .int({ error })
    .min(least, { error })
    .max(most, { error });
  return z.preprocess(filled, number.optional());
};

const request = z.object({
  kind: z.enum(Object.keys(FAULT_KINDS) as [FaultKind, ...FaultKind[]]),
  argument: whole(0, 600_000),
  method: z.preprocess(filled, z.enum(['GET', 'POST', 'PUT', 'DELETE']).optional()),
  path: z.preprocess(
    filled,
    z.string().startsWith('/', { error: 'begins with /' }).max(200).optional(),
  ),
  requests: whole(1, 1_000_000),
  percent: whole(1, 100),
});

/**
 * What a form or a JSON body asks to arm.
 * @returns the arming, or a sentence that says what is wrong.
 */
export function readArming(fields: unknown): Arming | string {
  const { data, error } = request.safeParse(fields);
  if (error) {
    const [issue] = error.issues;
    return `${issue!.path.join('.') || 'The body'}: ${issue!.message}`;
  }
  const { kind, argument, method, path, requests, percent } = data;
  const isStatus = kind === 'error_before' || kind === 'error_after';
  if (isStatus && argument !== undefined && (argument < 500 || argument > 599)) {
    return 'argument: a status from 500 to 599';
  }
  return {
    fault: { kind, ...(argument !== undefined && { argument }) },
    ...(method && { method }),
    ...(path && { path }),
    ...(requests !== undefined && { requests }),
    ...(percent !== undefined && { percent }),
  };
}
