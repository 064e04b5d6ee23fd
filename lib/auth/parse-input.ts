import 'server-only';
import type { z } from 'zod';
import { DomainError } from '@/lib/base/result';

/**
 * Parses what a browser sent to an action, or an operator to a command.
 * @throws DomainError `invalid` with one message per field.
 */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  raw: unknown,
): z.output<Schema> {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const fields: Record<string, string> = {};
  for (const issue of parsed.error.issues) fields[issue.path.join('.')] ??= issue.message;
  throw new DomainError({
    code: 'invalid',
    message: 'Some fields need another value.',
    fields,
  });
}
