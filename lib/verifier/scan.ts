import { type Commitments } from './commitments';
import { bytesOf, isTextAt, longer, textOf } from './bytes';
import { BACKSLASH, Letters, QUOTE, textEnd } from './json-text';
import { type Numbered } from './numbered';

/** Objects and lists in a record may lie so deep in each other, the record counted (docs/evidence-format.md). */
const DEEPEST = 32;

const [COMMA, MINUS, COLON] = [0x2c, 0x2d, 0x3a];
const [ZERO, ONE, NINE] = [0x30, 0x31, 0x39];
const [OPEN_LIST, CLOSE_LIST, OPEN, CLOSE] = [0x5b, 0x5d, 0x7b, 0x7d];
const HASH_LENGTH = 64;
const DOT = bytesOf('.');

/** Values and the names before them. It is emptied rather than made anew, as it is filled for every record of a log. */
class Places {
  /** Three for each: where its name begins, and where its value begins and ends. */
  private numbers = new Int32Array(3 * 64);
  private used = 0;

  empty(): void {
    this.used = 0;
  }

  add(name: number, from: number, to: number): void {
    if (this.used === this.numbers.length) this.numbers = longer(this.numbers, 2 * this.used);
    this.numbers[this.used] = name;
    this.numbers[this.used + 1] = from;
    this.numbers[this.used + 2] = to;
    this.used += 3;
  }

  /** The first member of a name that stands after a place; -1 if there is none. */
  find(bytes: Uint8Array, name: string, after: number): number {
    const { numbers, used } = this;
    for (let at = 0; at < used; at += 3) {
      const begins = numbers[at]!;
      // Between a name and its value stand a quote and a colon.
      const isSo = begins > after && numbers[at + 1]! - 2 - begins === name.length;
      if (isSo && isTextAt(name, bytes, begins)) return at;
    }
    return -1;
  }

  from(at: number): number {
    return this.numbers[at + 1]!;
  }

  to(at: number): number {
    return this.numbers[at + 2]!;
  }
}

/**
 * Reads objects in one pass over their bytes: whether each is written in canonical form (RFC 8785, numbers
 * integers only), what it commits to, and where its members stand, so that only what is asked for becomes a
 * value. It knows the object that it read last.
 *
 * The private methods that read give where what they have read ends, or 0 when that is not canonical.
 */
export class Scanner {
  bytes: Uint8Array = new Uint8Array();
  /** Where the value stands to which it went. */
  from = 0;
  to = 0;
  /** The number of its first commitment; those up to the newest are its own. */
  commitmentsFrom = 0;

  private readonly members = new Places();
  /** Of the objects that are members. */
  private readonly inner = new Places();
  /** Two numbers for each step on the way here: where a name begins and ends; in a list -1 and the place. */
  private readonly path = new Int32Array(2 * DEEPEST);
  private depth = 0;
  private readonly field = new Letters();

  /** @param fields the paths of commitments by number, as they are written in JSON */
  constructor(
    private readonly fields: Numbered,
    private readonly commitments: Commitments,
  ) {}

  /** Reads what stands between two places. @returns whether it is one object in canonical form */
  read(bytes: Uint8Array, from: number, to: number): boolean {
    return bytes[from] === OPEN && this.readFrom(bytes, from) === to;
  }

  /** Reads an object of which only the beginning is known. @returns where it ends */
  readFrom(bytes: Uint8Array, from: number): number {
    this.bytes = bytes;
    this.commitmentsFrom = this.commitments.count;
    this.members.empty();
    this.inner.empty();
    this.depth = 0;
    return this.object(from);
  }

  /** Goes to a member, or to one of that member's. @returns whether there is one */
  goTo(name: string, within?: string): boolean {
    const member = this.members.find(this.bytes, name, 0);
    if (member === -1) return false;
    this.from = this.members.from(member);
    this.to = this.members.to(member);
    if (within === undefined) return true;
    const place = this.inner.find(this.bytes, within, this.from);
    if (place === -1 || this.inner.from(place) > this.to) return false;
    this.from = this.inner.from(place);
    this.to = this.inner.to(place);
    return true;
  }

  /** The same, if it is a text. */
  goToText(name: string, within?: string): boolean {
    return this.goTo(name, within) && this.isText;
  }

  /** Whether a text stands here. */
  get isText(): boolean {
    return this.bytes[this.from] === QUOTE;
  }

  /** Whether `null` stands here. */
  get isNull(): boolean {
    return this.bytes[this.from] === 0x6e;
  }

  /** The number of the text that stands here, as it is written in JSON; -1 if it has none. */
  find(numbered: Numbered): number {
    return numbered.find(this.bytes, this.from + 1, this.to - 1);
  }

  /** The same, and it gets one. */
  numberIn(numbered: Numbered): number {
    return numbered.numberOf(this.bytes, this.from + 1, this.to - 1);
  }

  /** The integer from 1 on that a member is; 0 for anything else. */
  countOf(name: string, within?: string): number {
    if (!this.goTo(name, within)) return 0;
    const first = this.bytes[this.from]!;
    return first >= ONE && first <= NINE ? this.integerIn(this.from, this.to) : 0;
  }

  /** Reads a value; `name` and `end` are where the name of a member stands, or -1 and the place in a list. */
  private any(at: number, name: number, end: number): number {
    switch (this.bytes[at]) {
      case QUOTE:
        return textEnd(this.bytes, at);
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
    if (this.depth === DEEPEST - 1) return 0;
    this.path[2 * this.depth] = name;
    this.path[2 * this.depth + 1] = end;
    this.depth += 1;
    const to = this.bytes[at] === OPEN ? this.object(at) : this.list(at);
    this.depth -= 1;
    return to;
  }

  private word(at: number, word: string): number {
    return isTextAt(word, this.bytes, at) ? at + word.length : 0;
  }

  private integer(at: number): number {
    const { bytes } = this;
    const from = bytes[at] === MINUS ? at + 1 : at;
    let to = from;
    while (bytes[to]! >= ZERO && bytes[to]! <= NINE) to += 1;
    const digits = to - from;
    // A zero begins no number but itself, and has no sign.
    if (bytes[from] === ZERO && (digits > 1 || from > at)) return 0;
    if (digits < 16) return digits === 0 ? 0 : to;
    return digits === 16 && this.integerIn(from, to) <= Number.MAX_SAFE_INTEGER ? to : 0;
  }

  private integerIn(from: number, to: number): number {
    let number = 0;
    for (let at = from; at < to; at += 1) number = 10 * number + (this.bytes[at]! - ZERO);
    return number;
  }

  private list(at: number): number {
    if (this.bytes[at + 1] === CLOSE_LIST) return at + 2;
    for (let from = at + 1, place = 0; ; place += 1) {
      const end = this.any(from, -1, place);
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
      const colon = bytes[name - 1] === QUOTE ? textEnd(bytes, name - 1) : 0;
      if (colon === 0 || bytes[colon] !== COLON) return 0;
      if (before !== 0 && !this.isInOrder(before, name)) return 0;
      const end = this.any(colon + 1, name, colon - 1);
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

  /**
   * Whether the name that begins at `a` comes before the one at `b`, by their letters in UTF-16; both end with a
   * quote.
   */
  private isInOrder(a: number, b: number): boolean {
    const { bytes } = this;
    let at = 0;
    while (
      bytes[a + at] === bytes[b + at] &&
      bytes[a + at] !== QUOTE &&
      bytes[a + at] !== BACKSLASH
    )
      at += 1;
    const left = bytes[a + at]!;
    const right = bytes[b + at]!;
    if (left === BACKSLASH || right === BACKSLASH) return this.nameAt(a) < this.nameAt(b);
    if (left === QUOTE || right === QUOTE) return right !== QUOTE;
    // In UTF-16 letters of four bytes come before those that begin with 0xEE or 0xEF.
    if (left >= 0xee && right >= 0xee && left >= 0xf0 !== right >= 0xf0) return left >= 0xf0;
    return left < right;
  }

  private nameAt(from: number): string {
    const to = textEnd(this.bytes, from - 1);
    return JSON.parse(textOf(this.bytes.subarray(from - 1, to))!) as string;
  }

  /** An object whose one member is a text named `commitment` stands for a personal text. */
  private noteCommitment(name: number, colon: number, end: number): void {
    const isOne = colon - 1 - name === 10 && isTextAt('commitment', this.bytes, name);
    if (!isOne || this.bytes[colon + 1] !== QUOTE) return;
    const isHash = end - 1 - (colon + 2) === HASH_LENGTH;
    this.commitments.note(this.fieldHere(), isHash ? colon + 2 : -1, this.commitmentsFrom);
  }

  /** The number of the path of the object that was just read. */
  private fieldHere(): number {
    const { field } = this;
    field.length = 0;
    for (let step = 0; step < this.depth; step += 1) {
      if (step > 0) field.add(DOT, 0, 1);
      const from = this.path[2 * step]!;
      const to = this.path[2 * step + 1]!;
      const digits = from === -1 ? bytesOf(String(to)) : null;
      if (digits) field.add(digits, 0, digits.length);
      else field.add(this.bytes, from, to);
    }
    return this.fields.numberOf(field.bytes, 0, field.length);
  }
}
