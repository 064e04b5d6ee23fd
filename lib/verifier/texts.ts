import { bytesOf, toHex } from './bytes';
import { type Findings } from './findings';
import { type Ports } from './ports';
import { isObject, type PlacedRecord } from './record';

/** A personal text beside the record that commits to it. */
export type Text = { event_id: string; field: string; salt: string; text: string };

/**
 * Personal texts against the commitments in the records. Where the bundle claims to hold all of them, one
 * that is gone must have been erased by a record that says so.
 */
export function checkTexts(
  records: readonly PlacedRecord[],
  { texts, isComplete }: { texts: readonly Text[]; isComplete: boolean },
  { findings, ports }: { findings: Findings; ports: Pick<Ports, 'sha256'> },
): void {
  const missing = new Map<string, Commitment>();
  for (const { event, index } of records) {
    collect(event, '', (field, commitment) =>
      missing.set(`${event.id} ${field}`, { commitment, index, field }),
    );
  }
  for (const { event_id: id, field, salt, text } of texts) {
    const key = `${id} ${field}`;
    const own = missing.get(key);
    if (!own) {
      findings.add('text_unknown', null, `${field} of ${id}`);
      continue;
    }
    const hash = toHex(ports.sha256(bytesOf(salt + text)));
    if (hash !== own.commitment) findings.add('text_differs', own.index, field);
    missing.delete(key);
  }
  if (!isComplete) return;
  const erased = erasedIn(records);
  for (const [key, { index, field }] of missing) {
    if (!erased.has(key)) findings.add('text_missing', index, field);
  }
}

type Commitment = { commitment: string; index: number; field: string };

function collect(value: object, path: string, found: (field: string, hash: string) => void): void {
  for (const name in value) {
    const member = (value as Record<string, unknown>)[name];
    if (typeof member !== 'object' || member === null) continue;
    const field = path === '' ? name : `${path}.${name}`;
    const { commitment } = member as { commitment?: unknown };
    const isCommitment = typeof commitment === 'string' && Object.keys(member).length === 1;
    if (isCommitment) found(field, commitment);
    else collect(member, field, found);
  }
}

function erasedIn(records: readonly PlacedRecord[]): Set<string> {
  const erased = new Set<string>();
  for (const { event } of records) {
    if (event.kind !== 'personal_text.erased' || !Array.isArray(event.texts)) continue;
    for (const each of event.texts as unknown[]) {
      if (isObject(each)) erased.add(`${String(each.event_id)} ${String(each.field)}`);
    }
  }
  return erased;
}
