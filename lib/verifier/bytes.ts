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

/** The value of each hex digit, by its code; -1 for all else. */
const DIGITS = new Int8Array(256).fill(-1);
for (let value = 0; value < 16; value += 1) DIGITS[value.toString(16).charCodeAt(0)] = value;

/** The value of a lower-case hex digit; -1 for what is none. */
export const digitOf = (code: number): number => DIGITS[code]!;

/** Writes the 32 bytes of a hash (see `isHash`) at a place in others. */
export function writeHash(hash: string, into: Uint8Array, at: number): void {
  for (let byte = 0; byte < 32; byte += 1) {
    const high = digitOf(hash.charCodeAt(2 * byte));
    into[at + byte] = 16 * high + digitOf(hash.charCodeAt(2 * byte + 1));
  }
}

/**
 * How many bytes a letter beyond ASCII has that begins here; 0 where the bytes are not well-formed UTF-8 (the
 * Unicode Standard, table 3-7).
 */
export function letterAt(bytes: Uint8Array, at: number): number {
  const first = bytes[at]!;
  const second = bytes[at + 1]!;
  if (first < 0xc2 || first > 0xf4 || !isContinuation(second)) return 0;
  if (first < 0xe0) return 2;
  if (!isContinuation(bytes[at + 2]!)) return 0;
  // The shortest form only, and no half of a pair.
  if (first < 0xf0) {
    return (first === 0xe0 && second < 0xa0) || (first === 0xed && second > 0x9f) ? 0 : 3;
  }
  if (!isContinuation(bytes[at + 3]!)) return 0;
  return (first === 0xf0 && second < 0x90) || (first === 0xf4 && second > 0x8f) ? 0 : 4;
}

const isContinuation = (byte: number) => byte >= 0x80 && byte <= 0xbf;

/** The same numbers at the beginning of a longer array. */
export function longer<Numbers extends Uint8Array | Int32Array | Uint32Array>(
  numbers: Numbers,
  length: number,
): Numbers {
  const more = new (numbers.constructor as new (length: number) => Numbers)(length);
  more.set(numbers);
  return more;
}

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

const LINE_FEED = 0x0a;
/** Node's own search is five times as fast. */
const search = globalThis.Buffer?.prototype.indexOf ?? Uint8Array.prototype.indexOf;

/**
 * The lines of a file, a million maybe, so each is made only when it is asked for. Each must end with a line
 * feed; a last one without is given too.
 */
export class Lines {
  private readonly ends: number[] = [];
  readonly bytes: Uint8Array;

  constructor(file: Uint8Array) {
    // What Node calls a Buffer takes ten times as long to give a part of itself.
    this.bytes = new Uint8Array(file.buffer, file.byteOffset, file.length);
    for (let from = 0; from < file.length;) {
      const end: number = search.call(this.bytes, LINE_FEED, from);
      this.ends.push(end === -1 ? file.length : end);
      from = end === -1 ? file.length : end + 1;
    }
  }

  get length(): number {
    return this.ends.length;
  }

  /** Where a line begins. */
  from(index: number): number {
    return index === 0 ? 0 : this.ends[index - 1]! + 1;
  }

  /** Where it ends, before its line feed. */
  to(index: number): number {
    return this.ends[index]!;
  }

  bytesAt(index: number): Uint8Array {
    return this.bytes.subarray(this.from(index), this.to(index));
  }

  /** `null` when it is not UTF-8. */
  textAt(index: number): string | null {
    return textOf(this.bytesAt(index));
  }

  /** What becomes of each line's text. */
  map<Result>(make: (text: string | null, index: number) => Result): Result[] {
    return Array.from({ length: this.length }, (_, index) => make(this.textAt(index), index));
  }
}
