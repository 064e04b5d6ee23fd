import { canonicalJson } from '@/lib/base/canonical-json';
import { type Bundle, parseJson } from './bundle';
import { bytesOf, isTextAt, type Lines, textOf } from './bytes';
import { type Findings } from './findings';
import { Letters, QUOTE, textEnd } from './json-text';
import { type Numbered } from './numbered';
import { type Ports } from './ports';
import { isObject, type LogRecords, type PlacedRecord, wholeOf } from './record';

/**
 * Personal texts against the commitments in the records. Where the bundle claims to hold all of them, one
 * that is gone must have been erased by a record that says so.
 * @returns how many could be read
 */
export function checkTexts(
  log: LogRecords,
  { texts, manifest }: Pick<Bundle, 'texts' | 'manifest'>,
  { findings, ports }: { findings: Findings; ports: Pick<Ports, 'sha256'> },
): number {
  const reader = new TextReader(log);
  const { met, hashes } = log.commitments;
  let count = 0;
  for (let line = 0; line < texts.length; line += 1) {
    if (!reader.read(texts, line)) {
      findings.add('text_unknown', null, `line ${line + 1} cannot be read`);
      continue;
    }
    count += 1;
    const own = reader.commitment();
    if (!own || met[own.commitment] === 1) {
      findings.add('text_unknown', null, reader.name);
      continue;
    }
    met[own.commitment] = 1;
    const at = hashes[own.commitment]!;
    const isSo = at !== -1 && isTextAt(ports.sha256(reader.salted), log.lines.bytes, at);
    if (!isSo) findings.add('text_differs', own.record.index, reader.field);
  }
  if (manifest.texts === 'all') checkMissing(log, findings);
  return count;
}

const MEMBERS = ['event_id', 'field', 'salt', 'text'] as const;
const [EVENT_ID, FIELD, SALT, TEXT] = [0, 1, 2, 3];
/** What stands before each of them in canonical JSON. */
const BEFORE = MEMBERS.map((name, at) => `${at === 0 ? '{' : ','}"${name}":`);
const CLOSE = 0x7d;

/** Reads personal texts. It knows the one that it read last. */
class TextReader {
  private bytes: Uint8Array = new Uint8Array();
  /** Where its members begin and end. */
  private readonly from = new Int32Array(MEMBERS.length);
  private readonly to = new Int32Array(MEMBERS.length);
  private readonly letters = new Letters();

  constructor(private readonly log: LogRecords) {}

  /** @returns whether the line is a personal text, which may be written in any of the ways of JSON */
  read(lines: Lines, line: number): boolean {
    if (this.readCanonical(lines.bytes, lines.from(line), lines.to(line))) return true;
    const value = parseJson(lines.textAt(line));
    if (!isObject(value)) return false;
    const { event_id, field, salt, text } = value;
    try {
      const bytes = bytesOf(canonicalJson({ event_id, field, salt, text }));
      return this.readCanonical(bytes, 0, bytes.length);
    } catch {
      // Half of a letter, which no text has, or a fraction.
      return false;
    }
  }

  /** Reads it if it is written in canonical form, as nearly always, and holds nothing else. */
  private readCanonical(bytes: Uint8Array, from: number, to: number): boolean {
    this.bytes = bytes;
    let at = from;
    for (let each = 0; each < MEMBERS.length; each += 1) {
      const before = BEFORE[each]!;
      const begins = at + before.length;
      if (!isTextAt(before, bytes, at) || bytes[begins] !== QUOTE) return false;
      at = textEnd(bytes, begins);
      if (at === 0) return false;
      this.from[each] = begins + 1;
      this.to[each] = at - 1;
    }
    return bytes[at] === CLOSE && at + 1 === to;
  }

  /** What in the log commits to it. */
  commitment(): Committed | null {
    const { names } = this.log;
    return commitmentOf(this.log, this.find(EVENT_ID, names.ids), this.find(FIELD, names.fields));
  }

  private find(member: number, numbered: Numbered): number {
    return numbered.find(this.bytes, this.from[member]!, this.to[member]!);
  }

  get field(): string {
    return this.textOf(FIELD);
  }

  get name(): string {
    return `${this.field} of ${this.textOf(EVENT_ID)}`;
  }

  private textOf(member: number): string {
    this.letters.length = 0;
    this.letters.addText(this.bytes, this.from[member]!, this.to[member]!);
    return textOf(this.letters.all)!;
  }

  /** What is hashed: the salt and the text. */
  get salted(): Uint8Array {
    const { bytes, from, to, letters } = this;
    letters.length = 0;
    letters.addText(bytes, from[SALT]!, to[SALT]!);
    letters.addText(bytes, from[TEXT]!, to[TEXT]!);
    return letters.all;
  }
}

function checkMissing(log: LogRecords, findings: Findings): void {
  const erased = erasedIn(log);
  const { fields, met } = log.commitments;
  for (const record of log.list) {
    for (let each = record.commitments; each < record.commitmentsEnd; each += 1) {
      if (met[each] === 1 || erased.has(each)) continue;
      const field = fields[each]!;
      // Otherwise a record with the same id stands for this one.
      const counts = commitmentOf(log, record.id, field)?.commitment === each;
      if (counts) findings.add('text_missing', record.index, log.names.fields.textOf(field));
    }
  }
}

function erasedIn(log: LogRecords): Set<number> {
  const { list, names } = log;
  const erased = new Set<number>();
  for (const record of list) {
    if (record.kind !== 'personal_text.erased') continue;
    const { texts } = wholeOf(record, log);
    for (const each of Array.isArray(texts) ? (texts as unknown[]) : []) {
      if (!isObject(each)) continue;
      const id = numberOf(names.ids, each.event_id);
      const own = commitmentOf(log, id, numberOf(names.fields, each.field));
      if (own) erased.add(own.commitment);
    }
  }
  return erased;
}

/** The number of a text in a record, whose names are known as they are written in JSON; -1 if it has none. */
function numberOf(numbered: Numbered, text: unknown): number {
  if (typeof text !== 'string') return -1;
  const bytes = bytesOf(JSON.stringify(text));
  return numbered.find(bytes, 1, bytes.length - 1);
}

type Committed = { record: PlacedRecord; commitment: number };

/** What in the log commits to the text of a field. */
function commitmentOf(
  { byId, commitments: { fields } }: LogRecords,
  id: number,
  field: number,
): Committed | null {
  for (let record = byId[id] ?? null; record; record = record.twin) {
    for (let each = record.commitments; each < record.commitmentsEnd; each += 1) {
      if (fields[each] === field) return { record, commitment: each };
    }
  }
  return null;
}
