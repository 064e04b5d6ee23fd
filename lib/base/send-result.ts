/**
 * What one attempt to write to Core came to (design §5.4). Only facts that the connection proves:
 * whether the write was *applied* is never concluded from here, but from reading Core again.
 *
 * - `not_sent`: no byte of the request reached Core, because the connection failed or the time to
 *   send had passed.
 * - `refused`: Core answered 4xx in its own error envelope, so it did not apply the write.
 *   `coreCode` is `error_detail.code`; `message` is Core's text, which may name what was sent.
 *   `constraint` is the database constraint that was hurt, when Core names one: the only thing that
 *   tells a missing ledger from a missing identity on create (contract 2.5).
 * - `answered`: 2xx. `body` is the parsed answer where a caller needs it; it is never trusted as a
 *   proof of the change.
 * - `unanswered`: everything else (5xx, reset, timeout, unreadable answer, redirect). The write may
 *   have been applied, or may still be.
 */
export type SendResult =
  | { kind: 'not_sent'; cause: string }
  | { kind: 'refused'; status: number; coreCode: string; message: string; constraint?: string }
  | { kind: 'answered'; status: number; body?: unknown }
  | { kind: 'unanswered'; cause: string; status?: number };
