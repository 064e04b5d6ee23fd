import { type Trouble } from './cases';
import { type Crew } from './crew';
import { type Evidence } from './judge';

type Told = {
  crew: Crew;
  /** What befell everybody, in words. */
  weather: string;
  cuts: number;
  log: string;
};

const nameOf = (trouble: Trouble): string => {
  if (trouble.is === 'core') return `${trouble.fault.kind} at a ${trouble.at}`;
  if (trouble.is === 'cut') return `connection cut ${trouble.how} a COMMIT`;
  return { late: 'late beyond settling', killed: 'killed', other: 'somebody else' }[trouble.is];
};

/** `3 × this, 2 × that`, the most frequent first. */
function counted(names: Iterable<string>): string {
  const times = new Map<string, number>();
  for (const name of names) times.set(name, (times.get(name) ?? 0) + 1);
  return listed(times);
}

/** The same of what was counted already. */
export const listed = (times: ReadonlyMap<string, number>): string =>
  [...times]
    .toSorted(([, a], [, b]) => b - a)
    .map(([name, many]) => `${many} × ${name}`)
    .join(', ') || 'none';

const quantile = (sorted: readonly number[], part: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;

/** What happened in a campaign, in lines. */
export function tellCampaign(
  evidence: readonly Evidence[],
  { crew, weather, cuts, log }: Told,
): string[] {
  const recorded = evidence.flatMap((each) => each.recorded ?? []);
  const openMs = recorded
    .flatMap(({ outcomeAt, requestedAt }) => (outcomeAt === null ? [] : [outcomeAt - requestedAt]))
    .toSorted((a, b) => a - b);
  const seconds = (part: number) => (quantile(openMs, part) / 1000).toFixed(1);
  const many = (of: (each: Evidence) => number) =>
    evidence.reduce((sum, each) => sum + of(each), 0);
  const drifts = recorded.flatMap(({ drifts: found }) => found.map(({ cause }) => cause));
  return [
    `troubles: ${counted(evidence.flatMap(({ drawn }) => drawn.troubles.map(nameOf)))}`,
    `outcomes: ${counted(recorded.map(({ state, reason }) => `${state} ${reason}`))}`,
    `${many((each) => each.recorded?.attempts.length ?? 0)} attempts, ${many((each) => each.requests.length)} requests at the proxy, ${many((each) => each.requests.flatMap(({ core }) => core).length)} answers of Core`,
    `from request to outcome: half within ${seconds(0.5)} s, 99 of 100 within ${seconds(0.99)} s, all within ${seconds(1)} s`,
    `died: ${listed(crew.deaths)}`,
    `befell everybody: ${weather}`,
    `connections cut at a COMMIT: ${cuts}; found by the check of owners: ${counted(drifts)}`,
    log,
  ];
}
