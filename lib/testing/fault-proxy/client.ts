import { type ArmRequest, type Armed, type Fault, type LogEntry, type Match } from './faults';

/** What a test does with the proxy between the console and Core. */
export type FaultClient = {
  /** Arms a fault and gives back its id. `times` is 1 unless said; `Infinity` until disarmed. */
  arm: (match: Match, fault: Fault, times?: number) => Promise<string>;
  /** Ends a fault, or all of them. */
  disarm: (id?: string) => Promise<void>;
  /** Lets go what a fault holds, or everything that is held, and says how many requests that were. */
  release: (id?: string) => Promise<number>;
  /** How often a fault has struck, and how many requests it holds now. */
  armed: (id: string) => Promise<Armed | undefined>;
  /** Every request that has passed after entry `after`, in order of arrival. */
  log: (options?: { after?: number; about?: string }) => Promise<LogEntry[]>;
  /** The number of the newest entry, to ask for what comes after it. */
  mark: () => Promise<number>;
  /** Refuses all connections, as a Core that is down does. For everybody: run such a test alone. */
  down: () => Promise<void>;
  up: () => Promise<void>;
};

/** A client of the control port of a running fault proxy. */
export function faultClient(controlUrl: string): FaultClient {
  const call = async <T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> => {
    const response = await fetch(`${controlUrl}${path}`, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(`Fault proxy: ${JSON.stringify(answer)}`);
    return answer as T;
  };
  const log: FaultClient['log'] = ({ after = 0, about } = {}) => {
    const query = new URLSearchParams({ after: String(after), ...(about && { about }) });
    return call('GET', `/log?${query}`);
  };
  return {
    arm: async (match, fault, times = 1) => {
      const request: ArmRequest = { match, fault, ...(Number.isFinite(times) && { times }) };
      return (await call<{ id: string }>('POST', '/arm', request)).id;
    },
    disarm: (id) => call('POST', '/disarm', { id }),
    release: async (id) => (await call<{ released: number }>('POST', '/release', { id })).released,
    armed: async (id) => (await call<Armed[]>('GET', '/armed')).find((each) => each.id === id),
    log,
    mark: async () => (await call<{ seq: number }>('GET', '/mark')).seq,
    down: () => call('POST', '/down'),
    up: () => call('POST', '/up'),
  };
}
