import { isPlain, type Line } from './bytes';

/** A place in a record that commits to a personal text. */
export type Commitment = {
  /** Its path. */
  field: string;
  hash: string;
  /** The record's place in the log. */
  index: number;
  /** Whether a text for it was found. */
  isMet: boolean;
};

/** What a record holds, as far as it is asked for. */
export type Contents = {
  /** Its member of that name, or of that member's one; `undefined` where there is none. */
  get(name: string, inner?: string): unknown;
  commitments: readonly Commitment[];
};

const [QUOTE, COMMA, MINUS, DOT, COLON] = [0x22, 0x2c, 0x2d, 0x2e, 0x3a];
const [ZERO, NINE] = [0x30, 0x39];
const [OPEN_LIST, CLOSE_LIST, OPEN, CLOSE] = [0x5b, 0x5d, 0x7b, 0x7d];
const LARGEST = String(Number.MAX_SAFE_INTEGER);
const DEEPEST = 32;
/** So many paths are remembered. Few are in use, and a text for each of a million commitments is not free. */
const FIELDS = 32;

/** Where members stand. It is emptied rather than made anew, as it is filled for every record of a log. */
class Places {
  /** Three for each: where its name begins, and where its value begins and ends. */
  private readonly numbers: number[] = [];
  private used = 0;

  empty(): void {
    this.used = 0;
  }

  add(name: number, from: number, to: number): void {
    this.numbers[this.used] = name;
    this.numbers[this.used + 1] = from;
    this.numbers[this.used + 2] = to;
    this.used += 3;
  }

  /** The first member of a name that stands after a place. */
  find(text: string, name: string, after: number): { from: number; to: number } | null {
    const { numbers, used } = this;
    for (let at = 0; at < used; at += 3) {
      const begins = numbers[at]!;
      const from = numbers[at + 1]!;
      // Between a name and its value stand a quote and a colon.
      const isSo = begins > after && from - 2 - begins === name.length;
      if (isSo && text.startsWith(name, begins)) return { from, to: numbers[at + 2]! };
    }
    return null;
  }
}

/**
 * Reads records of plain ASCII without escapes, as nearly all are, in one pass over the bytes of each: whether
 * it is canonical, what it commits to, and where its members stand, so that only what is asked for becomes a
 * value. It knows the record that it read last.
 *
 * The private methods that read give where what they have read ends, or 0 when that is not surely canonical.
 */
export class Scanner implements Contents {
  /** Of this record the first so many; as one list for all records it need not grow anew for each. */
  private readonly noted: Commitment[] = [];
  private notedCount = 0;
  private readonly fields: string[] = [];
  private bytes: Uint8Array = new Uint8Array();
  private text = '';
  private index = 0;
  private readonly members = new Places();
  /** Of the objects that are members. */
  private readonly inner = new Places();
  /** Two numbers for each step on the way here: where a name begins and ends; in a list -1 and the place. */
  private readonly path = new Int32Array(2 * DEEPEST);
  private depth = 0;

  /**
   * Reads a record. That it is not surely canonical says nothing: it is then to be compared with the canonical
   * form of its value.
   * @param index its place in the log
   */
  isSurelyCanonical({ bytes, text }: Line, index: number): boolean {
    // Only ASCII has as many letters as bytes, and then places in the one are places in the other.
    if (text?.length !== bytes.length || bytes[0] !== OPEN) return false;
    this.bytes = bytes;
    this.text = text;
    this.index = index;
    this.notedCount = 0;
    this.members.empty();
    this.inner.empty();
    this.depth = 0;
    return this.object(0) === bytes.length;
  }

  get commitments(): Commitment[] {
    return this.noted.slice(0, this.notedCount);
  }

  get(name: string, inner?: string): unknown {
    const member = this.members.find(this.text, name, 0);
    if (!member || inner === undefined) return member ? this.valueOf(member) : undefined;
    const within = this.inner.find(this.text, inner, member.from);
    return within && within.to < member.to ? this.valueOf(within) : undefined;
  }

  private valueOf({ from, to }: { from: number; to: number }): unknown {
    // Without escapes the inside of a string is the string.
    const first = this.bytes[from]!;
    if (first === QUOTE) return this.text.slice(from + 1, to - 1);
    const text = this.text.slice(from, to);
    return first <= NINE ? Number(text) : JSON.parse(text);
  }

  /** Reads a value; `name` and `end` are where the name of a member stands, or -1 and the place in a list. */
  private value(at: number, name: number, end: number): number {
    switch (this.bytes[at]) {
      case QUOTE:
        return this.string(at);
      case OPEN:
      case OPEN_LIST:
        return this.nested(at, name, end);
      case 0x74:
        return this.word(at, 'true');
      case 0x66:
        return this.word(at, 'false');
      case 0x6e:
        return this.word(at, 'null');
      default:
        return this.integer(at);
    }
  }

  private nested(at: number, name: number, end: number): number {
    if (this.depth === DEEPEST) return 0;
    this.path[2 * this.depth] = name;
    this.path[2 * this.depth + 1] = end;
    this.depth += 1;
    const to = this.bytes[at] === OPEN ? this.object(at) : this.list(at);
    this.depth -= 1;
    return to;
  }

  private string(at: number): number {
    const { bytes } = this;
    let to = at + 1;
    while (isPlain(bytes[to]!)) to += 1;
    return bytes[to] === QUOTE ? to + 1 : 0;
  }

  private word(at: number, word: string): number {
    return this.text.startsWith(word, at) ? at + word.length : 0;
  }

  private integer(at: number): number {
    const { bytes } = this;
    const from = bytes[at] === MINUS ? at + 1 : at;
    let to = from;
    while (bytes[to]! >= ZERO && bytes[to]! <= NINE) to += 1;
    const digits = to - from;
    // A zero begins no number but itself, and has no sign.
    if (bytes[from] === ZERO && (digits > 1 || from > at)) return 0;
    if (digits < LARGEST.length) return digits === 0 ? 0 : to;
    return digits === LARGEST.length && this.text.slice(from, to) <= LARGEST ? to : 0;
  }

  private list(at: number): number {
    if (this.bytes[at + 1] === CLOSE_LIST) return at + 2;
    for (let from = at + 1, place = 0; ; place += 1) {
      const end = this.value(from, -1, place);
      if (end === 0) return 0;
      if (this.bytes[end] === CLOSE_LIST) return end + 1;
      if (this.bytes[end] !== COMMA) return 0;
      from = end + 1;
    }
  }

  private object(at: number): number {
    const { bytes, depth } = this;
    if (bytes[at + 1] === CLOSE) return at + 2;
    let before = 0;
    for (let name = at + 2; ;) {
      const colon = bytes[name - 1] === QUOTE ? this.string(name - 1) : 0;
      if (colon === 0 || bytes[colon] !== COLON) return 0;
      if (before !== 0 && !this.isInOrder(before, name)) return 0;
      const end = this.value(colon + 1, name, colon - 1);
      if (end === 0) return 0;
      if (depth === 0) this.members.add(name, colon + 1, end);
      else if (depth === 1) this.inner.add(name, colon + 1, end);
      if (bytes[end] === CLOSE) {
        if (before === 0 && depth > 0) this.noteCommitment(name, colon, end);
        return end + 1;
      }
      if (bytes[end] !== COMMA) return 0;
      before = name;
      name = end + 2;
    }
  }

  /** Whether the name that begins at `a` comes before the one at `b`; both end with a quote. */
  private isInOrder(a: number, b: number): boolean {
    const { bytes } = this;
    let at = 0;
    while (bytes[a + at] === bytes[b + at] && bytes[a + at] !== QUOTE) at += 1;
    const left = bytes[a + at]!;
    const right = bytes[b + at]!;
    return right !== QUOTE && (left === QUOTE || left < right);
  }

  /** An object whose one member is a text named `commitment` stands for a personal text. */
  private noteCommitment(name: number, colon: number, end: number): void {
    const isOne = colon - 1 - name === 10 && this.text.startsWith('commitment', name);
    if (!isOne || this.bytes[colon + 1] !== QUOTE) return;
    const field = this.fieldHere();
    const hash = this.text.slice(colon + 2, end - 1);
    let at = 0;
    // Of two whose paths are written alike (`{"a.b":…}` and `{"a":{"b":…}}`) the later counts.
    while (at < this.notedCount && this.noted[at]!.field !== field) at += 1;
    this.noted[at] = { field, hash, index: this.index, isMet: false };
    this.notedCount = Math.max(this.notedCount, at + 1);
  }

  /** The path of the object that was just read. */
  private fieldHere(): string {
    for (const field of this.fields) if (this.isHere(field)) return field;
    const names: (string | number)[] = [];
    for (let step = 0; step < this.depth; step += 1) {
      const from = this.path[2 * step]!;
      const to = this.path[2 * step + 1]!;
      names.push(from === -1 ? to : this.text.slice(from, to));
    }
    const field = names.join('.');
    if (this.fields.length < FIELDS) this.fields.push(field);
    return field;
  }

  private isHere(field: string): boolean {
    let at = 0;
    for (let step = 0; step < this.depth; step += 1) {
      const from = this.path[2 * step]!;
      const to = this.path[2 * step + 1]!;
      if (from === -1 || (step > 0 && field.charCodeAt(at++) !== DOT)) return false;
      for (let letter = from; letter < to; letter += 1) {
        if (field.charCodeAt(at++) !== this.bytes[letter]) return false;
      }
    }
    return at === field.length;
  }
}

/** Notes a commitment. Of two whose paths are written alike (`{"a.b":…}` and `{"a":{"b":…}}`) the later counts. */
export function noteIn(commitments: Commitment[], commitment: Commitment): void {
  const twin = commitments.findIndex(({ field }) => field === commitment.field);
  commitments[twin === -1 ? commitments.length : twin] = commitment;
}
