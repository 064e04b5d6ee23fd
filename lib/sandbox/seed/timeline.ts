import { GoTime } from '../clock/go-time';
import type { SeedCurrency } from './places';

/** A payment as the seed plans it. Sources and destinations are balance ids or `@names`. */
export interface PlannedPayment {
  readonly kind: 'payment';
  readonly at: GoTime;
  readonly source: string;
  readonly destination: string;
  readonly amountMinor: bigint;
  readonly currency: SeedCurrency;
  readonly description: string;
  /** What its reference starts with; the number follows in order of time. */
  readonly prefix: string;
  readonly provider?: string;
  readonly allowOverdraft?: boolean;
  /** Only held, not yet paid. */
  readonly inflight?: boolean;
  readonly metaData?: Readonly<Record<string, string | number>>;
}

/** The owner of a balance is changed, and nobody asks what becomes of its lineage. */
export interface PlannedReassignment {
  readonly kind: 'reassign';
  readonly at: GoTime;
  readonly balanceId: string;
  readonly identityId: string;
}

/** An organisation gets another name. */
export interface PlannedRename {
  readonly kind: 'rename';
  readonly at: GoTime;
  readonly identityId: string;
  readonly organizationName: string;
}

export type PlannedEvent = PlannedPayment | PlannedReassignment | PlannedRename;

/** In order of time; what was planned first comes first among equals. */
export function inOrder(events: readonly PlannedEvent[]): PlannedEvent[] {
  return events
    .map((event, index) => ({ event, index }))
    .sort((a, b) => {
      const difference = a.event.at.nanos - b.event.at.nanos;
      return difference === 0n ? a.index - b.index : difference < 0n ? -1 : 1;
    })
    .map(({ event }) => event);
}

const SECOND = 1_000_000_000n;
const DAY_SECONDS = 86_400;

/** How long the seed's history is. */
export const HISTORY_DAYS = 730;

/** `days` before `end`, to the microsecond. */
export function daysBefore(end: GoTime, days: number): GoTime {
  const micros = Math.round(days * DAY_SECONDS * 1_000_000);
  return new GoTime(end.nanos - BigInt(micros) * 1_000n);
}

/** `seconds` later. */
export function later(time: GoTime, seconds: number): GoTime {
  return new GoTime(time.nanos + BigInt(Math.round(seconds * 1_000_000)) * 1_000n);
}

/** How many seconds lie between two times. */
export function secondsBetween(from: GoTime, to: GoTime): number {
  return Number((to.nanos - from.nanos) / (SECOND / 1_000n)) / 1_000;
}
