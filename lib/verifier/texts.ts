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
  const missing = new Map<string, Map<string, { commitment: string; index: number }>>();
  for (const { event, index } of records) {
    const own = new Map<string, { commitment: string; index: number }>();
    collect(event, [], (field, commitment) => own.set(field, { commitment, index }));
    missing.set(event.id, own);
  }
  for (const { event_id: id, field, salt, text } of texts) {
    const own = missing.get(id)?.get(field);
    if (!own) {
      findings.add('text_unknown', null, `${field} of ${id}`);
      continue;
    }
    const hash = toHex(ports.sha256(bytesOf(salt + text)));
    if (hash !== own.commitment) findings.add('text_differs', own.index, field);
    missing.get(id)!.delete(field);
  }
  if (!isComplete) return;
  const erased = erasedIn(records);
  for (const [id, own] of missing) {
    for (const [field, { index }] of own) {
      if (!erased.has(`${id} ${field}`)) findings.add('text_missing', index, field);
    }
  }
}

function collect(value: unknown, path: string[], found: (field: string, hash: string) => void) {
  if (typeof value !== 'object' || value === null) return;
  const keys = Object.keys(value);
  const { commitment } = value as { commitment?: unknown };
  if (keys.length === 1 && typeof commitment === 'string') {
    found(path.join('.'), commitment);
    return;
  }
  for (const key of keys) collect((value as Record<string, unknown>)[key], [...path, key], found);
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
