import { type Bundle, parseJson } from './bundle';
import { type Column, columnOf, isInRow, type Lines, textOf, writeRow } from './bytes';
import { type Findings } from './findings';
import { type Ports } from './ports';
import { type Commitment } from './scan';
import { isObject, isUuid, type LogRecords, type PlacedRecord, wholeOf } from './record';
import { WrittenLine } from './written-line';

/** A personal text beside the record that commits to it. */
type Text = { event_id: string; field: string; salt: string; text: string };

/** What the lines of `texts.jsonl` say: of each an id, a field, and the hash of its text. */
export type TextHashes = {
  /** Blank for an id that no record can have. */
  ids: Column;
  /** Where its field stands in `names`, or -1 for a line that cannot be read. */
  fields: Int32Array;
  names: readonly string[];
  hashes: Column;
};

/** Reads and hashes every personal text. */
export function hashTexts(lines: Lines, { sha256 }: Pick<Ports, 'sha256'>): TextHashes {
  const ids = columnOf(36, lines.length);
  const hashes = columnOf(64, lines.length);
  const fields = new Int32Array(lines.length).fill(-1);
  const places = new Map<string, number>();
  const written = new WrittenLine();
  for (let line = 0; line < lines.length; line += 1) {
    const bytes = lines.bytesAt(line);
    if (written.read(bytes)) {
      written.copyId(ids, line);
      fields[line] = written.field;
      writeRow(hashes, line, sha256(written.salted()));
      continue;
    }
    const read = readText(textOf(bytes));
    if (!read) continue;
    const { event_id: id, field, salt, text } = read;
    if (isUuid(id)) writeRow(ids, line, id);
    writeRow(hashes, line, sha256(salt + text));
    if (!places.has(field)) {
      written.learn(field);
      places.set(field, places.size);
    }
    fields[line] = places.get(field)!;
  }
  return { ids, fields, names: [...places.keys()], hashes };
}

/**
 * Personal texts against the commitments in the records. Where the bundle claims to hold all of them, one
 * that is gone must have been erased by a record that says so.
 * @returns how many could be read
 */
export function checkTexts(
  records: LogRecords,
  { texts, manifest, hashed }: Pick<Bundle, 'texts' | 'manifest'> & { hashed: TextHashes },
  findings: Findings,
): number {
  const { fields, names, hashes } = hashed;
  const find = finder(records.byId, texts, hashed);
  let count = 0;
  for (let line = 0; line < fields.length; line += 1) {
    const field = names[fields[line]!];
    if (field === undefined) {
      findings.add('text_unknown', null, `line ${line + 1} cannot be read`);
      continue;
    }
    count += 1;
    const own = commitmentOf(find(line), field);
    if (!own || own.isMet) {
      findings.add('text_unknown', null, `${field} of ${readText(texts.textAt(line))?.event_id}`);
      continue;
    }
    if (!isInRow(hashes, line, own.hash)) findings.add('text_differs', own.index, field);
    own.isMet = true;
  }
  if (manifest.texts === 'all') checkMissing(records, findings);
  return count;
}

function commitmentOf(record: PlacedRecord | undefined, field: string): Commitment | null {
  if (record) for (const each of record.commitments) if (each.field === field) return each;
  return null;
}

/** What a line says in any of the ways in which JSON can be written; `null` when it is no personal text. */
export function readText(line: string | null): Text | null {
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

/** Finds the record of a line: texts may be in any order, and nearly always are in that of the records. */
function finder(byId: LogRecords['byId'], lines: Lines, { ids }: Pick<TextHashes, 'ids'>) {
  const inOrder = [...byId.values()];
  let at = 0;
  return (line: number): PlacedRecord | undefined => {
    for (let next = at; next < at + AHEAD && next < inOrder.length; next += 1) {
      if (!isInRow(ids, line, inOrder[next]!.id)) continue;
      at = next;
      return inOrder[at];
    }
    return byId.get(readText(lines.textAt(line))?.event_id ?? '');
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
