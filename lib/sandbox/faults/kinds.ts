/**
 * What can be made to go wrong. The words are those of the proxy that the tests put between a client
 * and Core; here Core itself fails, so the database shows what was applied and what was not.
 */
export const FAULT_KINDS = {
  late: 'Core does it at once; the answer comes late (ms, 3000)',
  drop_request: 'the connection breaks, nothing is applied',
  drop_answer: 'Core does it, then the connection breaks',
  unapplied: 'Core’s own answer of success, and nothing is applied',
  error_before: 'a status of 500 or above instead of doing it (status, 502)',
  error_after: 'Core does it, then such a status (status, 502)',
  truncate_body: 'Core does it; half of the body arrives, then the connection breaks',
  mangle_body: 'Core does it; the body is no JSON',
  huge_body: 'Core does it; 10 MB of blanks follow the answer',
  slow_drip: 'Core does it; the body arrives a byte at a time (ms between two, 20)',
  redirect: 'told to ask the same of another name of this host (307), nothing is applied',
  rate_limited: '429 as Core’s limiter says it, nothing is applied',
  locked: '423, as when another process holds the lock, nothing is applied',
  expired_key: '401 as for a key that has expired',
  database_away: 'the database does not answer: 401 to API keys, errors to the master key',
  take_backup: 'before it is done, the database is kept as it is',
  restore_backup: 'before it is done, the database goes back to what was kept',
  kill_lineage: 'Core does it, and dies while it books lineage the next time',
} as const;

export type FaultKind = keyof typeof FAULT_KINDS;

export interface Fault {
  readonly kind: FaultKind;
  /** Milliseconds or a status, where the kind has one. */
  readonly argument?: number;
}

export const isFaultKind = (text: string): text is FaultKind => Object.hasOwn(FAULT_KINDS, text);

/** When a sentinel strikes: on the request that holds it, or on later ones about what holds it. */
export type When = 'now' | 'write' | 'read';

const SENTINEL = /sandbox:(now|write|read):([a-z_]+)(?::(\d{1,6}))?/g;

/** The faults that a text asks for, such as `sandbox:now:late:3000`; a kind nobody knows is none. */
export function sentinelsIn(text: string): { when: When; fault: Fault }[] {
  return [...text.matchAll(SENTINEL)].flatMap(([, when, kind, argument]) =>
    isFaultKind(kind!)
      ? [
          {
            when: when as When,
            fault: argument === undefined ? { kind } : { kind, argument: Number(argument) },
          },
        ]
      : [],
  );
}
