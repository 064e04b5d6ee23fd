import { digitOf, isTextAt, letterAt, longer } from './bytes';

/*
 * Texts as canonical JSON writes them (RFC 8785 §3.2.2.2), in bytes: each character in one way only.
 */

export const [QUOTE, BACKSLASH] = [0x22, 0x5c] as const;

/** By the letter after a backslash, what the two stand for; 0 where they stand for nothing. */
const SHORT = new Uint8Array(256);
const MEANINGS = { '"': '"', '\\': '\\', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
for (const [letter, meaning] of Object.entries(MEANINGS)) {
  SHORT[letter.charCodeAt(0)] = meaning.charCodeAt(0);
}

const PLAIN = Uint8Array.from({ length: 256 }, (_, byte) =>
  Number(byte >= 0x20 && byte < 0x80 && byte !== QUOTE && byte !== BACKSLASH),
);

/** Where the text ends that begins with the quote at a place; 0 when it is not canonical. */
export function textEnd(bytes: Uint8Array, at: number): number {
  for (let to = at + 1; ;) {
    while (PLAIN[bytes[to]!] === 1) to += 1;
    if (bytes[to] === QUOTE) return to + 1;
    const length = bytes[to] === BACKSLASH ? escapeAt(bytes, to + 1) : letterAt(bytes, to);
    if (length === 0) return 0;
    to += length;
  }
}

/** How long an escape is, its backslash counted; 0 where what it stands for is written otherwise. */
function escapeAt(bytes: Uint8Array, at: number): number {
  if (SHORT[bytes[at]!]! > 0) return 2;
  // Other control characters. Those that have a short form have no other.
  const high = bytes[at + 3]! - 0x30;
  const low = digitOf(bytes[at + 4]!);
  const isControl = isTextAt('u00', bytes, at) && (high === 0 || high === 1) && low >= 0;
  const code = 16 * high + low;
  return isControl && (code === 0 || !SHORT.includes(code)) ? 6 : 0;
}

const FIRST_SIZE = 1_024;

/** Bytes that are put together, again and again in the same place. */
export class Letters {
  bytes = new Uint8Array(FIRST_SIZE);
  length = 0;
  /** By length: what is there, as one value. Made once for each length, since that takes as long as to copy it. */
  private views: Uint8Array[] = [];

  /** Adds what stands between two places. */
  add(bytes: Uint8Array, from: number, to: number): void {
    this.makeRoom(to - from);
    const into = this.bytes;
    const shift = this.length - from;
    // One by one, because they are few.
    for (let at = from; at < to; at += 1) into[at + shift] = bytes[at]!;
    this.length = to + shift;
  }

  addAll(bytes: Uint8Array): void {
    this.makeRoom(bytes.length);
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** Adds what is meant by the inside of a text, as `textEnd` found it. */
  addText(bytes: Uint8Array, from: number, to: number): void {
    this.makeRoom(to - from);
    const into = this.bytes;
    let end = this.length;
    for (let at = from; at < to; at += 1) {
      let byte = bytes[at]!;
      if (byte === BACKSLASH) {
        at += 1;
        byte = SHORT[bytes[at]!]!;
        if (byte === 0) {
          byte = 16 * digitOf(bytes[at + 3]!) + digitOf(bytes[at + 4]!);
          at += 4;
        }
      }
      into[end] = byte;
      end += 1;
    }
    this.length = end;
  }

  /** What is there. It changes with what is put there next. */
  get all(): Uint8Array {
    if (this.length > FIRST_SIZE) return this.bytes.subarray(0, this.length);
    return (this.views[this.length] ??= this.bytes.subarray(0, this.length));
  }

  private makeRoom(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    this.bytes = longer(this.bytes, 2 * (this.length + more));
    this.views = [];
  }
}
