import { randomUUID } from 'node:crypto';

/** A new id as Core makes them: a prefix and a random UUID. */
export function newId(prefix: 'ldg' | 'bln' | 'idt' | 'txn' | 'mon' | 'acc' | 'bulk'): string {
  return `${prefix}_${randomUUID()}`;
}
