import { type Bundle, parseJson } from './bundle';
import { type Findings } from './findings';
import { type Ports } from './ports';
import { type Commitment } from './scan';
import { isObject, type LogRecords, type PlacedRecord, wholeOf } from './record';

/** A personal text beside the record that commits to it. */
type Text = { event_id: string; field: string; salt: string; text: string };

/**
 * Personal texts against the commitments in the records. Where the bundle claims to hold all of them, one
 * that is gone must have been erased by a record that says so.
 * @returns how many could be read
 */
export function checkTexts(
  records: LogRecords,
  { texts, manifest }: Pick<Bundle, 'texts' | 'manifest'>,
  { findings, ports }: { findings: Findings; ports: Pick<Ports, 'sha256'> },
): number {
  const find = finder(records.byId);
  let count = 0;
  for (let at = 0; at < texts.length; at += 1) {
    const read = readText(texts.textAt(at));
    if (!read) {
      findings.add('text_unknown', null, `line ${at + 1} cannot be read`);
      continue;
    }
    count += 1;
    const { event_id: id, field, salt, text } = read;
    const own = commitmentOf(find(id), field);
    if (!own || own.isMet) {
      findings.add('text_unknown', null, `${field} of ${id}`);
      continue;
    }
    if (ports.sha256(salt + text) !== own.hash) findings.add('text_differs', own.index, field);
    own.isMet = true;
  }
  if (manifest.texts === 'all') checkMissing(records, findings);
  return count;
}

function commitmentOf(record: PlacedRecord | undefined, field: string): Commitment | null {
  if (record) for (const each of record.commitments) if (each.field === field) return each;
  return null;
}

function readText(line: string | null): Text | null {
  const value = parseJson(line);
  const isText =
    isObject(value) &&
    typeof value.event_id === 'string' &&
    typeof value.field === 'string' &&
    typeof value.salt === 'string' &&
    typeof value.text === 'string';
  return isText ? (value as Text) : null;
}

function checkMissing({ list, byId }: LogRecords, findings: Findings): void {
  const erased = erasedIn(list);
  for (const { id, commitments } of byId.values()) {
    for (const { field, index, isMet } of commitments) {
      if (!isMet && !erased.has(`${id} ${field}`)) findings.add('text_missing', index, field);
    }
  }
}

/** So many records may follow each other without a text that is left, until the next is looked up among all. */
const AHEAD = 4;

/** Finds records by their ids: texts may be in any order, and nearly always are in that of the records. */
function finder(byId: LogRecords['byId']): (id: string) => PlacedRecord | undefined {
  const inOrder = [...byId.values()];
  let at = 0;
  return (id) => {
    for (let next = at; next < at + AHEAD; next += 1) {
      if (inOrder[next]?.id !== id) continue;
      at = next;
      return inOrder[at];
    }
    return byId.get(id);
  };
}

function erasedIn(records: readonly PlacedRecord[]): Set<string> {
  const erased = new Set<string>();
  for (const record of records) {
    if (record.kind !== 'personal_text.erased') continue;
    const { texts } = wholeOf(record);
    for (const each of Array.isArray(texts) ? (texts as unknown[]) : []) {
      if (isObject(each)) erased.add(`${String(each.event_id)} ${String(each.field)}`);
    }
  }
  return erased;
}
