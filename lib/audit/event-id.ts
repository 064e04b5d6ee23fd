import 'server-only';
import { uuidv7 } from '@/lib/base/ids';

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
  const id = uuidv7(ms);
  return `${id.slice(0, 15)}${countInMs.toString(16).padStart(3, '0')}${id.slice(18)}`;
}
