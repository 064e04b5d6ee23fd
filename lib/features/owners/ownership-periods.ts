import { type OwnershipCause, type OwnershipPeriod } from './ownership-dto';

/** That somebody (`null`: nobody) was the owner at a moment, and what says so. */
export type OwnershipFact = {
  at: Date;
  owner: string | null;
  cause: OwnershipCause;
  /** Where the moment is only when it was found out: when it was not yet so. */
  notBefore?: Date;
};

/** A period before names are known. */
export type PlainPeriod = Omit<OwnershipPeriod, 'owner'> & {
  owner: string | null;
  /** False before the first fact. */
  isKnown: boolean;
};

/**
 * Periods from facts, newest first. A fact that only repeats who was the owner says nothing new; one that
 * disagrees without a cause says that the owner changed at some time since the fact before.
 * @param createdAt the balance's creation by Core, ISO 8601, or `null` when it could not be read
 */
export function periodsFrom(
  facts: readonly OwnershipFact[],
  createdAt: string | null,
): PlainPeriod[] {
  const ordered = facts.toSorted((a, b) => a.at.getTime() - b.at.getTime());
  const periods: PlainPeriod[] = [];
  let lastSeen: Date | null = null;
  for (const { at, owner, cause, notBefore } of ordered) {
    const current = periods.at(-1);
    if (current?.isKnown && current.owner === owner) {
      lastSeen = at;
      continue;
    }
    const from = at.toISOString();
    const isMaking = cause.is === 'change' && periods.length === 0 && from === isoOf(createdAt);
    if (periods.length === 0 && !isMaking) {
      periods.push({
        owner: null,
        isKnown: false,
        from: isoOf(createdAt),
        notBefore: null,
        to: from,
        cause: null,
      });
    } else if (current) current.to = from;
    const exact = cause.is === 'change';
    periods.push({
      owner,
      isKnown: true,
      from,
      notBefore: exact ? null : ((notBefore ?? lastSeen)?.toISOString() ?? null),
      to: null,
      cause,
    });
    lastSeen = at;
  }
  return periods.toReversed();
}

const isoOf = (text: string | null) => (text === null ? null : new Date(text).toISOString());

/** The periods that touch a stretch of time, oldest first; of a day usually one. */
export function periodsWithin<P extends Pick<OwnershipPeriod, 'from' | 'to'>>(
  periods: readonly P[],
  { from, to }: { from: Date; to: Date },
): P[] {
  return periods
    .filter(
      (period) =>
        (period.from === null || Date.parse(period.from) < to.getTime()) &&
        (period.to === null || Date.parse(period.to) > from.getTime()),
    )
    .toReversed();
}
