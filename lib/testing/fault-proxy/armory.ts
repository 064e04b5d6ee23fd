import { type ArmRequest, type Armed, type LogEntry, type Match } from './faults';

const LOG_LIMIT = 50_000;
const BODY_LIMIT = 64 * 1024;

type Arrival = { method: string; path: string; query: string; body: string };

function concerns(wanted: Match, arrival: Arrival): boolean {
  if (wanted.method && wanted.method !== arrival.method) return false;
  if (wanted.pathEnds && !arrival.path.endsWith(wanted.pathEnds)) return false;
  const where = [arrival.path, decoded(arrival.path), decoded(arrival.query), arrival.body];
  return where.some((text) => text.includes(wanted.about));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

/** The faults that are armed, the requests they hold, and what has passed so far. */
export class Armory {
  private readonly armed = new Map<string, Armed>();
  private readonly held = new Map<string, (() => void)[]>();
  private entries: LogEntry[] = [];
  private lastSeq = 0;
  private lastId = 0;

  arm(request: ArmRequest): string {
    const id = `fault-${++this.lastId}`;
    this.armed.set(id, { ...request, id, hits: 0, holding: 0 });
    return id;
  }

  /** Stops a fault, or all. What is held stays held until it is released. */
  disarm(id?: string): void {
    for (const each of this.armed.values()) {
      if (id === undefined || each.id === id) each.times = each.hits;
    }
  }

  /** Lets go what a fault holds, or everything. @returns how many requests that were. */
  release(id?: string): number {
    const ids = id === undefined ? [...this.held.keys()] : [id];
    const going = ids.flatMap((each) => this.held.get(each) ?? []);
    for (const each of ids) this.held.delete(each);
    for (const go of going) go();
    return going.length;
  }

  /** The fault that strikes this request, counted, or `null`. The one armed first wins. */
  strike(arrival: Arrival): Armed | null {
    for (const each of this.armed.values()) {
      if (each.hits >= (each.times ?? Infinity) || !concerns(each.match, arrival)) continue;
      each.hits += 1;
      return each;
    }
    return null;
  }

  /** Resolves when the fault releases what it holds. */
  hold(by: Armed): Promise<void> {
    by.holding += 1;
    return new Promise((resolve) => {
      const waiting = this.held.get(by.id) ?? [];
      waiting.push(() => {
        by.holding -= 1;
        resolve();
      });
      this.held.set(by.id, waiting);
    });
  }

  list(): Armed[] {
    return [...this.armed.values()];
  }

  record(arrival: Arrival, armedBy: string | null): LogEntry {
    const entry: LogEntry = {
      seq: ++this.lastSeq,
      ...arrival,
      body: arrival.body.slice(0, BODY_LIMIT),
      armedBy,
      status: null,
      core: [],
    };
    this.entries.push(entry);
    if (this.entries.length > LOG_LIMIT) this.entries = this.entries.slice(LOG_LIMIT / 2);
    return entry;
  }

  /** The number of the newest entry. */
  mark(): number {
    return this.lastSeq;
  }

  /** What passed after entry `after`, in order; only what mentions `about` when given. */
  log(after = 0, about?: string): LogEntry[] {
    return this.entries.filter(
      (entry) => entry.seq > after && (about === undefined || concerns({ about }, entry)),
    );
  }
}
