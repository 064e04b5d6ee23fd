import { type SeededRandom } from '@/lib/base/seeded-random';

type Event = { at: number; seq: number; run: () => void };

/**
 * Time that passes only when everything that was to happen has happened: whoever waits puts an event into one
 * queue, and the events happen one by one, in an order that the seed alone decides.
 */
export class World {
  /** Milliseconds of true time. */
  now = 0;
  /** How far the database's clock is off. */
  clockOffMs = 0;
  /** From here on nothing breaks any more. */
  readonly calmAt: number;
  private readonly queue: Event[] = [];
  private seq = 0;

  constructor(readonly random: SeededRandom) {
    this.calmAt = random.between(5_000, 60_000);
  }

  get isCalm(): boolean {
    return this.now >= this.calmAt;
  }

  /** Whether something that happens now and then happens here; never once all is calm. */
  chance(probability: number): boolean {
    return !this.isCalm && this.random.chance(probability);
  }

  /** The database's clock, in milliseconds since 1970. */
  databaseNow(): number {
    return 1_800_000_000_000 + this.now + this.clockOffMs;
  }

  after(ms: number, run: () => void): void {
    this.push({ at: this.now + ms, seq: (this.seq += 1), run });
  }

  /** Lets things happen until `isOver`, or until so much time has passed. Gives back whether it was over. */
  async run(isOver: () => boolean, limitMs: number): Promise<boolean> {
    while (!isOver()) {
      const event = this.pop();
      if (!event || event.at > limitMs) return false;
      this.now = event.at;
      event.run();
      await settled();
    }
    return true;
  }

  private push(event: Event): void {
    const { queue } = this;
    let at = queue.push(event) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (isBefore(queue[parent]!, event)) break;
      queue[at] = queue[parent]!;
      at = parent;
    }
    queue[at] = event;
  }

  private pop(): Event | undefined {
    const { queue } = this;
    const [first] = queue;
    const last = queue.pop();
    if (queue.length === 0 || !last) return first;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= queue.length) break;
      if (child + 1 < queue.length && isBefore(queue[child + 1]!, queue[child]!)) child += 1;
      if (isBefore(last, queue[child]!)) break;
      queue[at] = queue[child]!;
      at = child;
    }
    queue[at] = last;
    return first;
  }
}

const isBefore = (a: Event, b: Event) => a.at < b.at || (a.at === b.at && a.seq < b.seq);

/** Resolves when every promise that could go on has gone on. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
