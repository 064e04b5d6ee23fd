/**
 * What a finding means for the verdict. `tampered`: something was changed after it had been sealed, or was
 * never written by Counterfoil. `incomplete`: what is there is sound, and does not prove everything.
 */
export type Severity = 'tampered' | 'incomplete' | 'note';

/** Every cause, with what it means (docs/evidence-format.md has the same list). */
export const CAUSES = {
  file_missing: ['incomplete', 'a file of the bundle is missing'],
  manifest: ['tampered', 'the manifest does not fit the rest of the bundle'],
  checkpoint_malformed: ['tampered', 'a checkpoint cannot be read'],
  checkpoint_order: [
    'tampered',
    'checkpoints are not in the order of their sizes, or of another log',
  ],
  checkpoint_missing: ['tampered', 'the checkpoint before this one is missing'],
  checkpoint_beyond: ['tampered', 'a checkpoint covers more records than there are'],
  not_covered: ['tampered', 'records follow that no checkpoint covers'],
  range_changed: ['tampered', 'one of these records is not what was sealed'],
  leaf_malformed: ['tampered', 'a leaf hash cannot be read'],
  record_edited: ['tampered', 'the record was changed after it was sealed'],
  record_missing: ['tampered', 'the record was taken out'],
  record_inserted: ['tampered', 'a record stands here that was never sealed'],
  record_moved: ['tampered', 'the record stands at another place than it was sealed at'],
  record_duplicated: ['tampered', 'the record stands here a second time'],
  not_canonical: ['tampered', 'the record is not canonical JSON'],
  malformed: ['tampered', 'the record has not the shape of an event'],
  duplicate_id: ['tampered', 'two records have the same id'],
  id_time: ['tampered', 'the time in the id of the record is not its own'],
  proof_wrong: ['tampered', 'the proof does not lead from the record to the checkpoint'],
  bad_signature: ['tampered', 'the signature of a checkpoint is wrong'],
  unknown_key: ['tampered', 'a checkpoint is not signed by the key in force'],
  key_history: ['tampered', 'a change of key does not follow the one before'],
  key_not_given: ['tampered', 'the log is signed by another key than the one that was given'],
  illegal_transition: ['tampered', 'no Counterfoil writes this after what was before'],
  text_differs: ['tampered', 'a personal text is not the one that was recorded'],
  text_unknown: ['tampered', 'a personal text belongs to no record'],
  anchor_differs: ['tampered', 'the log is not the one that was anchored'],
  cut_off: ['tampered', 'the log ends before what was anchored'],
  anchor_newer: [
    'incomplete',
    'an anchor covers these records, which were sealed after the bundle was made',
  ],
  anchor_unreadable: ['incomplete', 'an anchor cannot be read or is of another log'],
  anchor_not_comparable: ['incomplete', 'an anchor covers another number of records'],
  no_anchor: ['incomplete', 'no anchor was given, so a cut end or a rewritten log would not show'],
  key_not_vouched: ['incomplete', 'the key changed and no earlier key vouches for the new one'],
  time_order: ['incomplete', 'the time of the record is out of order'],
  heartbeat_gap: ['incomplete', 'nothing was sealed for longer than a heartbeat'],
  text_missing: ['incomplete', 'a personal text is gone and no record says that it was erased'],
  not_sealed: ['incomplete', 'entries had long waited for being sealed when the bundle was made'],
  owner_differs: ['incomplete', 'Core has another owner than the log knows'],
  sealed_late: ['note', 'records were written while nothing was sealed'],
  operation_open: ['note', 'a change had no outcome yet'],
  after_anchor: ['note', 'these records are newer than the newest anchor'],
} as const satisfies Record<string, readonly [Severity, string]>;

export type Cause = keyof typeof CAUSES;

export type Finding = {
  cause: Cause;
  severity: Severity;
  /** Places in the log from 0, or `null` where a finding is about no record. */
  from: number | null;
  to: number | null;
  /** Which record, checkpoint or file, and what of it. */
  detail: string;
};

/** Collects findings. */
export class Findings {
  readonly list: Finding[] = [];

  /** @param where a place in the log, or the first and last of a range */
  add(cause: Cause, where: number | readonly [number, number] | null, detail = ''): void {
    const [from, to] = typeof where === 'number' ? [where, where] : (where ?? [null, null]);
    this.list.push({ cause, severity: CAUSES[cause][0], from, to, detail });
  }
}

/** 0 sound, 1 tampered, 2 evidence incomplete: what the verifier's process ends with. */
export function exitCodeOf(findings: readonly Finding[]): 0 | 1 | 2 {
  if (findings.some(({ severity }) => severity === 'tampered')) return 1;
  return findings.some(({ severity }) => severity === 'incomplete') ? 2 : 0;
}

/** A finding in one line. */
export function sentenceOf({ cause, severity, from, to, detail }: Finding): string {
  const where = from === null ? '' : from === to ? `record ${from}: ` : `records ${from}–${to}: `;
  return `${severity}: ${where}${CAUSES[cause][1]}${detail && ` (${detail})`} [${cause}]`;
}
