import 'server-only';
import { randomUUID } from 'node:crypto';

let lastMs = 0;
let countInMs = 0;

/**
 * An id for an event: a UUIDv7 whose 12 bits after the time count up within a millisecond (RFC 9562
 * §6.2 method 1), so that the events of one transaction are listed in the order of their writing.
 * Across processes the order within one millisecond is left open.
 */
export function eventId(at: Date): string {
  const ms = at.getTime();
  countInMs = ms === lastMs ? (countInMs + 1) % 4096 : 0;
  lastMs = ms;
  const time = ms.toString(16).padStart(12, '0');
  const count = countInMs.toString(16).padStart(3, '0');
  // The variant and the random bits are those of a UUIDv4, for which Node draws random bytes for many at once.
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count}${randomUUID().slice(18)}`;
}
