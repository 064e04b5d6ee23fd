import { timestamp } from 'drizzle-orm/pg-core';

/**
 * An instant, stored in UTC to the millisecond, so that what JavaScript reads is exactly what the
 * database compares (a keyset cursor made from a rounded value would skip or repeat rows).
 */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });
