const DECODER = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const ENCODER = new TextEncoder();

/** UTF-8 as text; `null` when it is not UTF-8. */
export function textOf(bytes: Uint8Array): string | null {
  try {
    return DECODER.decode(bytes);
  } catch {
    return null;
  }
}

export const bytesOf = (text: string): Uint8Array => ENCODER.encode(text);

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += HEX[byte];
  return text;
}

const HASH = /^[0-9a-f]{64}$/;

/** Whether this is a hash as it is written: 32 bytes in lower-case hex. */
export const isHash = (value: unknown): value is string =>
  typeof value === 'string' && HASH.test(value);

/** The value of each hex digit, by its code. */
const DIGITS = new Uint8Array(128);
for (let value = 0; value < 16; value += 1) DIGITS[value.toString(16).charCodeAt(0)] = value;

/** The value of a lower-case hex digit that is known to be one. */
export const digitOf = (code: number): number => DIGITS[code]!;

/** Writes the 32 bytes of a hash (see `isHash`) at a place in others. */
export function writeHash(hash: string, into: Uint8Array, at: number): void {
  for (let byte = 0; byte < 32; byte += 1) {
    const high = digitOf(hash.charCodeAt(2 * byte));
    into[at + byte] = 16 * high + digitOf(hash.charCodeAt(2 * byte + 1));
  }
}

const PLAIN = Uint8Array.from({ length: 256 }, (_, byte) =>
  Number(byte >= 0x20 && byte < 0x80 && byte !== 0x22 && byte !== 0x5c),
);

/** Whether a byte stands for itself in a string of JSON: ASCII but controls, quotes and backslashes. */
export const isPlain = (byte: number): boolean => PLAIN[byte] === 1;

/** Texts of plain ASCII, all of one width, one after another in bytes: millions of them are one value. */
export type Column = { width: number; letters: Uint8Array };

export const columnOf = (width: number, rows: number): Column => ({
  width,
  letters: new Uint8Array(width * rows),
});

/** Writes a text, which must have the column's width, into a row. */
export function writeRow({ width, letters }: Column, row: number, text: string): void {
  for (let at = 0; at < width; at += 1) letters[width * row + at] = text.charCodeAt(at);
}

/** Whether a row holds just this text. */
export const isInRow = ({ width, letters }: Column, row: number, text: string): boolean =>
  text.length === width && isTextAt(text, letters, width * row);

/** Whether a text of plain ASCII stands at a place in bytes. */
export function isTextAt(text: string, bytes: Uint8Array, at: number): boolean {
  let letter = 0;
  while (letter < text.length && text.charCodeAt(letter) === bytes[at + letter]) letter += 1;
  return letter === text.length;
}

/** Standard base64 with padding; `null` when it is anything else. */
export function fromBase64(text: string): Uint8Array | null {
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)) return null;
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  // The bits that padding leaves over must be zero, or one signature could be written in several ways.
  return btoa(String.fromCharCode(...bytes)) === text ? bytes : null;
}

/** A line of a file: its bytes, and the same as text, `null` when they are not UTF-8. */
export type Line = { bytes: Uint8Array; text: string | null };

/**
 * The lines of a file, a million maybe, so each is made only when it is asked for. Each must end with a line
 * feed; a last one without is given too.
 */
export class Lines {
  private found: readonly number[] | null = null;
  /** `null` when the file is not UTF-8 from end to end, so that only some of its lines are text. */
  private texts: readonly string[] | null | undefined;

  readonly bytes: Uint8Array;

  constructor(file: Uint8Array) {
    // What Node calls a Buffer takes ten times as long to give a part of itself.
    this.bytes = new Uint8Array(file.buffer, file.byteOffset, file.length);
  }

  get length(): number {
    return this.ends.length;
  }

  at(index: number): Line {
    return { bytes: this.bytesAt(index), text: this.textAt(index) };
  }

  bytesAt(index: number): Uint8Array {
    const from = index === 0 ? 0 : this.ends[index - 1]! + 1;
    return this.bytes.subarray(from, this.ends[index]);
  }

  textAt(index: number): string | null {
    if (this.texts === undefined) this.texts = textOf(this.bytes)?.split('\n') ?? null;
    return this.texts ? this.texts[index]! : textOf(this.bytesAt(index));
  }

  private get ends(): readonly number[] {
    return (this.found ??= endsOf(this.bytes));
  }

  /** What becomes of each line's text. */
  map<Result>(make: (text: string | null, index: number) => Result): Result[] {
    return Array.from({ length: this.length }, (_, index) => make(this.textAt(index), index));
  }
}

/** Where each line of a file ends. */
function endsOf(bytes: Uint8Array): number[] {
  const ends: number[] = [];
  for (let from = 0; from < bytes.length;) {
    const end = bytes.indexOf(10, from);
    ends.push(end === -1 ? bytes.length : end);
    from = ends.at(-1)! + 1;
  }
  return ends;
}
