import { setTimeout as sleep } from 'node:timers/promises';
import { parseCoreJson, stringifyCoreJson, type CoreJson } from '@/lib/core/json';

type Json = { readonly [key: string]: unknown };

/** Where the Core of a proof is. Without a control port its own rhythm is waited for. */
export type ProofCoreOptions = { url: string; key: string; controlUrl: string | null };

/** Core's tries at one piece of lineage work, one a tick (contract 5.3). */
const TRIES = 5;
const TICK_MS = 100;
/** By then a real Core has tried five times, a second apart. */
const SETTLED_AFTER_MS = 7_000;

/** A Core as a proof moves it: over HTTP, amounts as `bigint` of any length. */
export class ProofCore {
  constructor(private readonly options: ProofCoreOptions) {}

  /** @throws Error with Core's answer when it is no success. */
  async call(method: string, path: string, body?: Json): Promise<Record<string, CoreJson>> {
    const { url, key } = this.options;
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { 'X-Blnk-Key': key, 'Content-Type': 'application/json' },
      ...(body && { body: stringifyCoreJson(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return parseCoreJson(text) as Record<string, CoreJson>;
  }

  /** Posts a movement of money; the id of its row. */
  async move(movement: Json & { readonly reference: string }): Promise<string> {
    const row = await this.call('POST', '/transactions', {
      precision: 1,
      description: 'proof',
      skip_queue: true,
      ...movement,
    });
    return String(row.transaction_id);
  }

  /** Waits until what was posted before is in lineage, or has been given up. */
  async settle(): Promise<void> {
    const { controlUrl } = this.options;
    if (controlUrl === null) return sleep(SETTLED_AFTER_MS);
    for (let tick = 0; tick <= TRIES; tick += 1) {
      const response = await fetch(`${controlUrl}/tick`, { method: 'POST' });
      if (!response.ok) throw new Error(`the control port answered ${response.status}`);
    }
  }

  /** Lets Core book lineage all the time instead of once a second; gives back what ends it. */
  keepTicking(): () => Promise<void> {
    const { controlUrl } = this.options;
    let isOn = controlUrl !== null;
    const work = (async () => {
      while (isOn) {
        await fetch(`${controlUrl}/tick`, { method: 'POST' });
        await sleep(TICK_MS);
      }
    })();
    return async () => {
      isOn = false;
      await work;
    };
  }
}
