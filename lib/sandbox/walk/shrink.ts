import type { Step } from './step';

/**
 * Looks for a shorter list that still fails, by leaving out ever smaller pieces of it (delta debugging,
 * Zeller and Hildebrandt 2002). Pauses stay as they are: without them the Cores would differ by their
 * pace. `fails` runs a candidate and tells how much of it was needed, or null when it passes.
 *
 * @param tries The most candidates to run.
 */
export async function shrink(
  failing: readonly Step[],
  fails: (candidate: readonly Step[]) => Promise<number | null>,
  tries: number,
): Promise<readonly Step[]> {
  let best = failing;
  let left = tries;
  let size = Math.ceil(best.length / 2);
  while (size >= 1 && left > 0) {
    let shorter = false;
    for (let from = 0; from < best.length - 1 && left > 0;) {
      const candidate = without(best, from, size);
      if (candidate.length === best.length) {
        from += size;
        continue;
      }
      left -= 1;
      const needed = await fails(candidate);
      if (needed === null) from += size;
      else {
        best = candidate.slice(0, needed);
        shorter = true;
      }
    }
    if (!shorter || size > 1) size = size === 1 ? 0 : Math.ceil(size / 2);
  }
  return best;
}

/** All but `size` steps from an index on; the last step, which fails, is kept, and one of several pauses in a row. */
function without(steps: readonly Step[], from: number, size: number): Step[] {
  const last = steps.length - 1;
  const kept = steps.filter(
    (step, index) =>
      index < from || index >= from + size || index === last || step.kind === 'quiet',
  );
  return kept.filter((step, index) => step.kind !== 'quiet' || kept[index - 1]?.kind !== 'quiet');
}
