import { canonicalJson } from '@/lib/base/canonical-json';
import { digitOf, type Line, type Lines } from './bytes';
import { type Cause, type Findings } from './findings';
import { timeOf } from './note';
import { type Commitment, type Contents, noteIn, Scanner } from './scan';

/** What the protocol of operations is about. All of it is still to be checked. */
export type OperationFacts = {
  id: unknown;
  /** The number of a step, of an attempt the step's. */
  step: unknown;
  attempt: unknown;
  epoch: unknown;
  outcome: unknown;
  attempts: unknown;
};

/**
 * A record whose form is right, at its place. What its kind asks for beyond this is looked at where it
 * matters: the rest of a record is read only then, since a log may have millions.
 */
export type PlacedRecord = {
  index: number;
  id: string;
  /** Milliseconds since 1970. */
  time: number;
  kind: string;
  /** Only of a kind that belongs to an operation. */
  operation: OperationFacts | null;
  commitments: readonly Commitment[];
  text: string;
};

/** The form of a UUID, as every id of a record has it. */
export const isUuid = (text: string): boolean => UUID.test(text);

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Kinds that belong to an operation. Of one text that is read a million times only this is kept. */
const OF_OPERATIONS = new Map(
  [
    'operation.intent',
    'operation.step',
    'operation.attempt',
    'operation.step_outcome',
    'operation.outcome',
  ].map((kind) => [kind, kind]),
);

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The records of a log that have a place and a form that is right. */
export type LogRecords = {
  /** In the order of the log. */
  list: PlacedRecord[];
  byId: ReadonlyMap<string, PlacedRecord>;
};

/** Reads every record byte by byte, as if each stood at the place of its line; or says what is wrong with it. */
export function readRecords(lines: Lines): (PlacedRecord | Cause)[] {
  const scanner = new Scanner();
  const read: (PlacedRecord | Cause)[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines.at(at);
    const contents = contentsOf(line, at, scanner);
    read.push(contents ? recordOf(contents, at, line) : 'not_canonical');
  }
  return read;
}

/** Puts the records where they belong. Those without a place are left out, and those with which something is wrong. */
export function placeRecords(
  read: readonly (PlacedRecord | Cause)[],
  places: Int32Array,
  findings: Findings,
): LogRecords {
  const list: PlacedRecord[] = [];
  const byId = new Map<string, PlacedRecord>();
  for (let at = 0; at < read.length; at += 1) {
    const index = places[at]!;
    if (index === -1) continue;
    const record = read[at]!;
    if (typeof record === 'string') {
      findings.add(record, index);
      continue;
    }
    if (index !== at) moveTo(index, record);
    const twin = byId.get(record.id);
    if (twin) findings.add('duplicate_id', index, `as record ${twin.index}`);
    byId.set(record.id, twin ? withTwin(record, twin) : record);
    list.push(record);
  }
  return { list: list.sort((a, b) => a.index - b.index), byId };
}

function moveTo(index: number, record: PlacedRecord): void {
  record.index = index;
  for (const commitment of record.commitments) commitment.index = index;
}

function recordOf(contents: Contents, index: number, line: Line): PlacedRecord | Cause {
  const id = contents.get('id');
  const kind = contents.get('kind');
  const time = timeOf(contents.get('at'));
  const isEvent =
    contents.get('v') === 1 &&
    typeof id === 'string' &&
    isUuid(id) &&
    time !== null &&
    typeof kind === 'string' &&
    typeof contents.get('actor', 'kind') === 'string' &&
    typeof contents.get('actor', 'id') === 'string';
  if (!isEvent) return 'malformed';
  // A UUIDv7 begins with its time (RFC 9562 §5.7).
  if (timeIn(id) !== time) return 'id_time';
  const { commitments } = contents;
  const operation = operationIn(kind, contents);
  return {
    index,
    id,
    time,
    kind: OF_OPERATIONS.get(kind) ?? kind,
    operation,
    commitments,
    text: line.text!,
  };
}

/** The number that the first twelve hex digits of a UUID are. */
function timeIn(id: string): number {
  let time = 0;
  for (let at = 0; at < 13; at += 1) if (at !== 8) time = 16 * time + digitOf(id.charCodeAt(at));
  return time;
}

/** Of two records with one id, which is a finding already, the later one's commitments count before the other's. */
function withTwin(one: PlacedRecord, other: PlacedRecord): PlacedRecord {
  const [earlier, later] = one.index < other.index ? [one, other] : [other, one];
  const commitments = [...earlier.commitments];
  for (const each of later.commitments) noteIn(commitments, each);
  return { ...later, commitments };
}

/** All of a record. It was read before, so it can be read. */
export const wholeOf = ({ text }: Pick<PlacedRecord, 'text'>): Record<string, unknown> =>
  JSON.parse(text) as Record<string, unknown>;

/** What a record says of its operation; `null` for a kind that belongs to none. */
export function operationIn(kind: string, contents: Pick<Contents, 'get'>): OperationFacts | null {
  if (!OF_OPERATIONS.has(kind)) return null;
  const isAttempt = kind === 'operation.attempt';
  const isOutcome = kind === 'operation.outcome';
  const isStep = kind === 'operation.step' || kind === 'operation.step_outcome';
  return {
    id: contents.get('operation', 'id'),
    step: isStep ? contents.get('step', 'no') : isAttempt ? contents.get('step') : null,
    attempt: isAttempt ? contents.get('attempt') : null,
    epoch: isAttempt ? contents.get('epoch') : null,
    outcome: isOutcome || isStep ? contents.get('outcome') : null,
    attempts: isOutcome ? contents.get('attempts') : null,
  };
}

/** The contents of a record; `null` unless its text is the one canonical form of what it says. */
export function contentsOf(line: Line, index: number, scanner: Scanner): Contents | null {
  if (scanner.isSurelyCanonical(line, index)) return scanner;
  return line.text === null ? null : parseRecord(line.text, index);
}

/** Reads a record of any letters: slower, and by the definition (RFC 8785, numbers integers only). */
function parseRecord(text: string, index: number): Contents | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
    if (!isObject(value) || canonicalJson(value) !== text) return null;
  } catch {
    // No JSON, a value that has no canonical form, or nested deeper than anything we write.
    return null;
  }
  const commitments: Commitment[] = [];
  collect(value, '', (field, hash) => noteIn(commitments, { field, hash, index, isMet: false }));
  return { commitments, ...contentsIn(value) };
}

/** What an object holds, as if it were read from a record. */
export const contentsIn = (value: Record<string, unknown>): Pick<Contents, 'get'> => ({
  get(name, inner) {
    const member = value[name];
    if (inner === undefined) return member;
    return isObject(member) ? member[inner] : undefined;
  },
});

/** Every commitment in a value; `path` is how the paths of its members begin. */
function collect(value: object, path: string, found: (field: string, hash: string) => void): void {
  for (const name in value) {
    const member = (value as Record<string, unknown>)[name];
    if (typeof member !== 'object' || member === null) continue;
    const field = path + name;
    const { commitment } = member as { commitment?: unknown };
    const isCommitment = typeof commitment === 'string' && Object.keys(member).length === 1;
    if (isCommitment) found(field, commitment);
    else collect(member, `${field}.`, found);
  }
}
