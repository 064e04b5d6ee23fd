import { type Column, isPlain, isTextAt, textOf } from './bytes';

/** How Counterfoil writes a personal text: what stands before each of the four strings, and behind the last. */
const FRAME = ['{"event_id":"', '","field":"', '","salt":"', '","text":"', '"}'];
/** So many fields are known by their bytes. A log has fewer, and one that is meant to be slow may have millions. */
const FIELDS = 32;

/**
 * A personal text as Counterfoil writes it, in a known field and without escapes. As nearly all are like this, and
 * such strings are what their bytes are, it is read without making texts of them, in half of the time. It knows the
 * line that it read last.
 */
export class WrittenLine {
  /** Of the last line, as it was learnt. */
  field = -1;
  private readonly known: string[] = [];
  private bytes: Uint8Array = new Uint8Array();
  /** Where its strings begin and end. */
  private readonly from = new Int32Array(4);
  private readonly to = new Int32Array(4);
  private scratch = new Uint8Array(1_024);

  /** From now on lines of this field can be read; it is the next in order. */
  learn(field: string): void {
    if (this.known.length < FIELDS) this.known.push(field);
  }

  /** @returns whether it is so; otherwise it is to be read as JSON. */
  read(bytes: Uint8Array): boolean {
    this.bytes = bytes;
    let at = 0;
    for (let each = 0; each < 4; each += 1) {
      const before = FRAME[each]!;
      if (!isTextAt(before, bytes, at)) return false;
      at += before.length;
      this.from[each] = at;
      while (isPlain(bytes[at]!)) at += 1;
      this.to[each] = at;
    }
    if (bytes[at]! >= 0x80) {
      // Only the text is often in other letters. They too stand for themselves, where they are letters at all.
      if (textOf(bytes) === null) return false;
      while (isPlain(bytes[at]!) || bytes[at]! >= 0x80) at += 1;
      this.to[3] = at;
    }
    if (at + 2 !== bytes.length || !isTextAt(FRAME[4]!, bytes, at)) return false;
    this.field = this.known.findIndex((name) => this.isField(name));
    return this.field !== -1;
  }

  private isField(name: string): boolean {
    const [from, to] = [this.from[1]!, this.to[1]!];
    return name.length === to - from && isTextAt(name, this.bytes, from);
  }

  /** Writes the id into a row, where it is as long as an id. */
  copyId({ width, letters }: Column, row: number): void {
    if (this.to[0]! - this.from[0]! === width) this.copy(0, letters, width * row);
  }

  /** What is hashed: the salt and the text. */
  salted(): Uint8Array {
    if (this.bytes.length > this.scratch.length)
      this.scratch = new Uint8Array(2 * this.bytes.length);
    const salt = this.copy(2, this.scratch, 0);
    return this.scratch.subarray(0, this.copy(3, this.scratch, salt));
  }

  /** Copies a string, byte by byte because they are short. @returns where it ends */
  private copy(string: number, into: Uint8Array, at: number): number {
    const from = this.from[string]!;
    const length = this.to[string]! - from;
    for (let byte = 0; byte < length; byte += 1) into[at + byte] = this.bytes[from + byte]!;
    return at + length;
  }
}
