import { type Findings } from './findings';
import { type Note } from './note';
import { type PlacedRecord } from './record';

/** Clocks of a database may be set; more than this is told. */
const TOLERANCE_MS = 60_000;
/** An idle log has a checkpoint every hour; ten minutes are for a slow one. */
const HEARTBEAT_MS = 3_600_000 + 600_000;

/** Times along the log: no record much older than those before it, or newer than its checkpoint. */
export function checkTimes(
  records: readonly PlacedRecord[],
  checkpoints: readonly Note[],
  findings: Findings,
): void {
  let latest = -Infinity;
  let over = 0;
  for (const { index, time, kind } of records) {
    // Sealed before what waits, so that the checkpoint over it is signed by its key.
    if (kind === 'log.key_changed') continue;
    while (over < checkpoints.length && checkpoints[over]!.size <= index) over += 1;
    const sealedAt = checkpoints[over]?.at ?? Infinity;
    if (time < latest - TOLERANCE_MS || time > sealedAt + TOLERANCE_MS) {
      findings.add('time_order', index);
    }
    latest = Math.max(latest, time);
  }
}

/**
 * No checkpoint for longer than a heartbeat, unless the pause was announced.
 * @param records in the order of the log
 */
export function checkHeartbeats(
  records: readonly PlacedRecord[],
  checkpoints: readonly Note[],
  findings: Findings,
): void {
  for (let at = 1; at < checkpoints.length; at += 1) {
    const before = checkpoints[at - 1]!;
    const after = checkpoints[at]!;
    if (after.at < before.at - TOLERANCE_MS) {
      findings.add('time_order', [before.size, after.size - 1], 'checkpoint');
    }
    if (after.at - before.at <= HEARTBEAT_MS) continue;
    const [last] = between(records, before.size - 1, before.size);
    const isPause = last?.kind === 'log.sealing_stopped';
    const batch = between(records, before.size, after.size);
    const started = batch.find(({ kind }) => kind === 'log.sealing_started');
    if (!isPause || !started) {
      findings.add('heartbeat_gap', [before.size, after.size - 1], gapWords(before, after));
      continue;
    }
    const late = batch.filter(({ time }) => time < started.time).length;
    if (late > 0) findings.add('sealed_late', [before.size, after.size - 1], `${late} of them`);
  }
}

/** The records from a place up to before another. */
const between = (records: readonly PlacedRecord[], from: number, to: number) =>
  records.slice(firstAt(records, from), firstAt(records, to));

/** Where in the list the first record stands that has this place or a later one. */
function firstAt(records: readonly PlacedRecord[], place: number): number {
  // Without gaps it stands there itself.
  let [low, high] = [0, Math.min(Math.max(place, 0), records.length)];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (records[middle]!.index < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

const gapWords = (before: Note, after: Note) =>
  `from ${new Date(before.at).toISOString()} to ${new Date(after.at).toISOString()}`;
