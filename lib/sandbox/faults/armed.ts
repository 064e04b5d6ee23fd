import { SeededRandom } from '@/lib/base/seeded-random';
import type { Fault } from './kinds';

/** Which requests a fault armed by hand is for, and how often. */
export interface Arming {
  readonly fault: Fault;
  /** Only this method. */
  readonly method?: string;
  /** Only paths that begin so. */
  readonly path?: string;
  /** How many requests; without it and `percent`, all. */
  readonly requests?: number;
  /** How many of a hundred, by chance. */
  readonly percent?: number;
}

export interface ArmedFault extends Arming {
  readonly id: number;
  /** How often it has struck. */
  readonly fired: number;
}

/**
 * The faults that are switched on by hand. The same seed and the same requests give the same faults:
 * each draws from a row of numbers of its own, one for every request it is for.
 */
export class ArmedFaults {
  #last = 0;
  readonly #armed = new Map<number, { arming: Arming; fired: number; random: SeededRandom }>();

  constructor(readonly seed: string) {}

  list(): ArmedFault[] {
    return [...this.#armed].map(([id, { arming, fired }]) => ({ id, ...arming, fired }));
  }

  arm(arming: Arming): number {
    this.#last += 1;
    const random = new SeededRandom(`${this.seed}/${this.#last}`);
    this.#armed.set(this.#last, { arming, fired: 0, random });
    return this.#last;
  }

  /** Whether there was one. */
  disarm(id: number): boolean {
    return this.#armed.delete(id);
  }

  /** The first fault that strikes this request, or null. */
  next({ method, path }: { method: string; path: string }): Fault | null {
    let struck: Fault | null = null;
    for (const one of this.#armed.values()) {
      const { arming } = one;
      if (arming.method !== undefined && arming.method !== method) continue;
      if (arming.path !== undefined && !path.startsWith(arming.path)) continue;
      if (arming.requests !== undefined && one.fired >= arming.requests) continue;
      if (arming.percent !== undefined && !one.random.chance(arming.percent / 100)) continue;
      if (struck) continue;
      one.fired += 1;
      struck = arming.fault;
    }
    return struck;
  }
}
