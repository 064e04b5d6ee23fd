import { z } from 'zod';
import { isZeroTime } from '@/lib/base/time';
import { isJsonObject, type CoreJson } from '../json';

/** An amount in minor units, of any length (contract 6). */
export const amount = z.bigint();

/** Core writes `""` for text that is not set (contract 3.2, 3.3). */
export const text = z
  .string()
  .nullish()
  .transform((value) => value || null);

/** An instant as Core wrote it, to the microsecond; Core's zero time becomes `null`. */
export const instant = z
  .string()
  .nullish()
  .transform((value) => (value && !isZeroTime(value) ? value : null));

/** An instant that is always set: kept letter by letter, because filters need its exact digits. */
export const exactInstant = z.string().min(1);

/** `meta_data`, an object or `null` on the wire; here an empty object when there is none. */
export const metaData = z
  .unknown()
  .optional()
  .transform((value): MetaData => (isJsonObject(value) ? value : {}));

export type MetaData = { [key: string]: CoreJson };

/** Core's lists are `null` when empty, on most routes (contract 3.12). */
export function listOf<T>(item: z.ZodType<T>): z.ZodType<T[]> {
  return z
    .array(item)
    .nullable()
    .transform((rows) => rows ?? []);
}
