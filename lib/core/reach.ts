import 'server-only';

/** Whether Core answered when this process asked it last, and how fast. `ms` is null for no answer. */
export type Reach = { ms: number | null };

/** What is older says nothing about now. */
const HOLDS_MS = 60_000;

let last: (Reach & { atMs: number }) | undefined;

/** Notes how long Core took for a read just now, or that it did not answer. */
export function noteReach(ms: number | null): void {
  last = { ms: ms === null ? null : Math.round(ms), atMs: performance.now() };
}

/**
 * How Core answered the last read of this process, for the line in the sidebar, or `null` when nothing
 * was asked lately. Costs no request: what is shown was measured with the pages' own.
 */
export function lastReach(): Reach | null {
  return last && performance.now() - last.atMs < HOLDS_MS ? { ms: last.ms } : null;
}
