import { OUTCOMES, type Outcome } from '@/lib/operations/state';
import { digitOf, type Lines } from './bytes';
import { Commitments } from './commitments';
import { type Cause, type Findings } from './findings';
import { timeAt } from './instant';
import { Numbered } from './numbered';
import { Scanner } from './scan';

const UUID = '00000000-0000-0000-0000-000000000000';
const DASH = 0x2d;
const [OPEN_LIST, CLOSE_LIST, OPEN, COMMA] = [0x5b, 0x5d, 0x7b, 0x2c];

const RESULTS = ['not_sent', 'refused', 'answered', 'unanswered'] as const;
export type Result = (typeof RESULTS)[number];

/** What an outcome says of an attempt. */
export type ToldAttempt = { no: number; step: number; time: number; result: Result | null };

/** What the protocol of operations is about. All of it is still to be checked. */
export type OperationFacts = {
  /** Which operation, by a number of ours; `null` where no text says it. */
  id: number | null;
  /** The number of a step, of an attempt the step's; 0, here and below, for what is no number from 1 on. */
  step: number;
  attempt: number;
  epoch: number;
  outcome: Outcome | null;
  /** `null` for what is no list of attempts. */
  attempts: readonly ToldAttempt[] | null;
};

/**
 * A record whose form is right, at its place. What its kind asks for beyond this is looked at where it
 * matters: the rest of a record is read only then, since a log may have millions.
 */
export type PlacedRecord = {
  index: number;
  /** Where it stands in the file. */
  line: number;
  /** Its id, by number. */
  id: number;
  /** Milliseconds since 1970. */
  time: number;
  kind: Kind | null;
  /** Only of a kind that belongs to an operation. */
  operation: OperationFacts | null;
  /** Its commitments are those from the first number up to the second. */
  commitments: number;
  commitmentsEnd: number;
  /** An earlier record with the same id. */
  twin: PlacedRecord | null;
};

/** The kinds that are looked into; those of operations come first. */
const KINDS = [
  'operation.intent',
  'operation.step',
  'operation.attempt',
  'operation.step_outcome',
  'operation.outcome',
  'log.key_changed',
  'log.sealing_started',
  'log.sealing_stopped',
  'personal_text.erased',
] as const;
export type Kind = (typeof KINDS)[number];
const OF_OPERATIONS = 5;

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The records of a log that have a place and a form that is right. */
export type LogRecords = {
  /** In the order of the log. */
  list: PlacedRecord[];
  /** By the number of its id. */
  byId: readonly (PlacedRecord | undefined)[];
  commitments: Commitments;
  names: Names;
  /** The file that they are in. */
  lines: Lines;
};

/** What is known by number: ids of records, ids of operations, paths of commitments. */
export type Names = Readonly<Record<'ids' | 'operations' | 'fields', Numbered>>;

/** All that the lines say, as if each stood at the place of its line. */
export type ReadRecords = Pick<LogRecords, 'commitments' | 'names' | 'lines'> & {
  read: readonly (PlacedRecord | Cause)[];
};

/** Reads every record byte by byte, or says what is wrong with it. */
export function readRecords(lines: Lines): ReadRecords {
  const names = { ids: new Numbered(), operations: new Numbered(), fields: new Numbered() };
  const commitments = new Commitments();
  const reader = new RecordReader(names, commitments);
  const read: (PlacedRecord | Cause)[] = [];
  for (let line = 0; line < lines.length; line += 1) read.push(reader.recordIn(lines, line));
  return { read, names, lines, commitments };
}

/** Puts the records where they belong. Those without a place are left out, and those with which something is wrong. */
export function placeRecords(
  { read, ...rest }: ReadRecords,
  places: Int32Array,
  findings: Findings,
): LogRecords {
  const list: PlacedRecord[] = [];
  const byId = new Array<PlacedRecord | undefined>(rest.names.ids.count);
  let isInOrder = true;
  for (let line = 0; line < read.length; line += 1) {
    const index = places[line]!;
    if (index === -1) continue;
    const record = read[line]!;
    if (typeof record === 'string') {
      findings.add(record, index);
      continue;
    }
    record.index = index;
    const twin = byId[record.id];
    if (twin) findings.add('duplicate_id', index, `as record ${twin.index}`);
    byId[record.id] = twin ? withTwin(record, twin) : record;
    isInOrder &&= list.length === 0 || list.at(-1)!.index < index;
    list.push(record);
  }
  if (!isInOrder) list.sort((a, b) => a.index - b.index);
  return { list, byId, ...rest };
}

/** Puts a record among those with its id, which is a finding already: the later one counts before the earlier. */
function withTwin(record: PlacedRecord, first: PlacedRecord): PlacedRecord {
  if (record.index > first.index) return { ...record, twin: first };
  return { ...first, twin: first.twin ? withTwin(record, first.twin) : record };
}

/** All of a record. It was read before, so it can be read. */
export const wholeOf = ({ line }: PlacedRecord, { lines }: LogRecords): Record<string, unknown> =>
  JSON.parse(lines.textAt(line)!) as Record<string, unknown>;

/** Reads one record after another. */
class RecordReader {
  private readonly scanner: Scanner;
  /** For what an outcome says of attempts. */
  private readonly inside: Scanner;
  private readonly kinds = new Numbered(KINDS);
  private readonly outcomes = new Numbered(OUTCOMES);
  private readonly results = new Numbered(RESULTS);

  constructor(
    private readonly names: Names,
    private readonly commitments: Commitments,
  ) {
    this.scanner = new Scanner(names.fields, commitments);
    this.inside = new Scanner(names.fields, new Commitments());
  }

  recordIn(lines: Lines, line: number): PlacedRecord | Cause {
    const { scanner } = this;
    const { bytes } = lines;
    if (!scanner.read(bytes, lines.from(line), lines.to(line))) return 'not_canonical';
    const isEvent =
      scanner.countOf('v') === 1 &&
      scanner.goToText('actor', 'kind') &&
      scanner.goToText('actor', 'id');
    const time = scanner.goToText('at') ? timeAt(bytes, scanner.from + 1, scanner.to - 1) : null;
    if (!isEvent || time === null || !scanner.goToText('id')) return 'malformed';
    const idTime = timeOfUuid(bytes, scanner.from + 1, scanner.to - 1);
    const id = scanner.numberIn(this.names.ids);
    if (idTime === null || !scanner.goToText('kind')) return 'malformed';
    if (idTime !== time) return 'id_time';
    const number = scanner.find(this.kinds);
    const kind = KINDS[number] ?? null;
    const operation =
      number >= 0 && number < OF_OPERATIONS ? this.operationIn(KINDS[number]!) : null;
    return {
      index: line,
      line,
      id,
      time,
      kind,
      operation,
      commitments: scanner.commitmentsFrom,
      commitmentsEnd: this.commitments.count,
      twin: null,
    };
  }

  private operationIn(kind: Kind): OperationFacts {
    const { scanner } = this;
    const isAttempt = kind === 'operation.attempt';
    const isOutcome = kind === 'operation.outcome';
    const isStep = kind === 'operation.step' || kind === 'operation.step_outcome';
    return {
      id: scanner.goToText('operation', 'id') ? scanner.numberIn(this.names.operations) : null,
      step: isStep ? scanner.countOf('step', 'no') : isAttempt ? scanner.countOf('step') : 0,
      attempt: isAttempt ? scanner.countOf('attempt') : 0,
      epoch: isAttempt ? scanner.countOf('epoch') : 0,
      outcome:
        (isOutcome || isStep) && scanner.goToText('outcome')
          ? (OUTCOMES[scanner.find(this.outcomes)] ?? null)
          : null,
      attempts: isOutcome && scanner.goTo('attempts') ? this.attemptsAt(scanner.from) : null,
    };
  }

  private attemptsAt(from: number): ToldAttempt[] | null {
    const { bytes } = this.scanner;
    if (bytes[from] !== OPEN_LIST) return null;
    const attempts: ToldAttempt[] = [];
    for (let at = from + 1; bytes[at] !== CLOSE_LIST;) {
      if (bytes[at] !== OPEN) return null;
      at = this.inside.readFrom(bytes, at);
      const attempt = this.attemptIn(this.inside);
      if (!attempt) return null;
      attempts.push(attempt);
      if (bytes[at] === COMMA) at += 1;
    }
    return attempts;
  }

  private attemptIn(scanner: Scanner): ToldAttempt | null {
    const no = scanner.countOf('no');
    const step = scanner.countOf('step');
    const time = scanner.goToText('at')
      ? timeAt(scanner.bytes, scanner.from + 1, scanner.to - 1)
      : null;
    if (no === 0 || step === 0 || time === null || !scanner.goTo('result')) return null;
    if (scanner.isNull) return { no, step, time, result: null };
    const result = scanner.isText ? RESULTS[scanner.find(this.results)] : undefined;
    return result ? { no, step, time, result } : null;
  }
}

/** The time that a UUIDv7 begins with, of any UUID the number there; `null` when it is no UUID in lower case. */
function timeOfUuid(bytes: Uint8Array, from: number, to: number): number | null {
  if (to - from !== UUID.length) return null;
  let time = 0;
  for (let at = 0; at < UUID.length; at += 1) {
    const byte = bytes[from + at]!;
    if (UUID.charCodeAt(at) === DASH) {
      if (byte !== DASH) return null;
      continue;
    }
    const digit = digitOf(byte);
    if (digit < 0) return null;
    if (at < 13) time = 16 * time + digit;
  }
  return time;
}
