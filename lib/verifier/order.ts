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
  for (const { index, time, event } of records) {
    // Sealed before what waits, so that the checkpoint over it is signed by its key.
    if (event.kind === 'log.key_changed') continue;
    while (over < checkpoints.length && checkpoints[over]!.size <= index) over += 1;
    const sealedAt = checkpoints[over]?.at ?? Infinity;
    if (time < latest - TOLERANCE_MS || time > sealedAt + TOLERANCE_MS) {
      findings.add('time_order', index);
    }
    latest = Math.max(latest, time);
  }
}

/** No checkpoint for longer than a heartbeat, unless the pause was announced. */
export function checkHeartbeats(
  byIndex: ReadonlyMap<number, PlacedRecord>,
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
    const isPause = byIndex.get(before.size - 1)?.event.kind === 'log.sealing_stopped';
    const batch = range(before.size, after.size).flatMap((index) => byIndex.get(index) ?? []);
    const started = batch.find(({ event }) => event.kind === 'log.sealing_started');
    if (!isPause || !started) {
      findings.add('heartbeat_gap', [before.size, after.size - 1], gapWords(before, after));
      continue;
    }
    const late = batch.filter(({ time }) => time < started.time).length;
    if (late > 0) findings.add('sealed_late', [before.size, after.size - 1], `${late} of them`);
  }
}

const range = (from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from) }, (_, offset) => from + offset);

const gapWords = (before: Note, after: Note) =>
  `from ${new Date(before.at).toISOString()} to ${new Date(after.at).toISOString()}`;
