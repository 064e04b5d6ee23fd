/** The middle of some durations, in ms. */
export function median(durations: readonly number[]): number {
  const sorted = [...durations].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length === 0) throw new Error('There is no middle of nothing.');
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** How long each question took in each of its two turns, on one side. */
export interface Turns {
  readonly first: readonly number[];
  readonly second: readonly number[];
}

export interface Comparison {
  readonly sandboxMs: number;
  readonly coreMs: number;
  /** The sandbox's median over Core's. */
  readonly ratio: number;
  /** Each side's first turns over its own second turns: what differs though nothing does. */
  readonly sandboxSelf: number;
  readonly coreSelf: number;
}

/** Sets one side against the other, and each against itself. */
export function compare(sandbox: Turns, core: Turns): Comparison {
  const sandboxMs = median([...sandbox.first, ...sandbox.second]);
  const coreMs = median([...core.first, ...core.second]);
  return {
    sandboxMs,
    coreMs,
    ratio: sandboxMs / coreMs,
    sandboxSelf: median(sandbox.first) / median(sandbox.second),
    coreSelf: median(core.first) / median(core.second),
  };
}

/** Above it a ratio is worse than was asked for. */
export const GOAL = 3;
/** Beyond it, either way, a side differs so much from itself that nothing was measured. */
const NOISE = 1.5;

/** What is told of one question, and whether it is well. */
export function verdict(name: string, figures: Comparison): { line: string; good: boolean } {
  const { ratio, sandboxMs, coreMs, sandboxSelf, coreSelf } = figures;
  const quiet = [sandboxSelf, coreSelf].every((self) => self < NOISE && self > 1 / NOISE);
  const details = `p50 ${sandboxMs.toFixed(2)} ms, Core ${coreMs.toFixed(2)} ms; against itself ${sandboxSelf.toFixed(2)}, Core ${coreSelf.toFixed(2)}`;
  const noise = quiet ? '' : '; too restless to be a measurement';
  return {
    line: `sandbox/${name}: ${ratio.toFixed(2)} (goal ≤ ${GOAL}) ${details}${noise}`,
    good: quiet && ratio <= GOAL,
  };
}
