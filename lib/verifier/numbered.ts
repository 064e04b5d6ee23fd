import { bytesOf, longer, textOf } from './bytes';
import { Letters } from './json-text';

const FIRST_SIZE = 1_024;

/**
 * Texts by number, each known by its bytes; the first is 0. A log says the same things again and again, and to make
 * a text of the bytes each time, which a `Map` needs, takes several times as long as this.
 */
export class Numbered {
  count = 0;
  /** A hash table with open addressing: numbers from 1, 0 where there is none. At most half of it is taken. */
  private slots = new Int32Array(FIRST_SIZE);
  /** By number: its hash, and where its bytes end, which follow those of the one before. */
  private hashes = new Int32Array(FIRST_SIZE / 2);
  private ends = new Uint32Array(FIRST_SIZE / 2);
  private readonly letters = new Letters();
  private last = 0;
  /** The text that is looked for, and its place in the table. */
  private bytes: Uint8Array = this.letters.bytes;
  private from = 0;
  private length = 0;
  private hash = 0;
  private slot = 0;
  /** Not known beforehand, so that nobody makes a log whose texts all fall into one place. */
  private readonly seed = Math.floor(2 ** 32 * Math.random());

  constructor(texts: readonly string[] = []) {
    for (const bytes of texts.map(bytesOf)) this.numberOf(bytes, 0, bytes.length);
  }

  /** The number of a text, which is the next one if it is new. */
  numberOf(bytes: Uint8Array, from: number, to: number): number {
    const known = this.find(bytes, from, to);
    return known === -1 ? this.add() : known;
  }

  /** The number of a text; -1 if it has none. */
  find(bytes: Uint8Array, from: number, to: number): number {
    this.bytes = bytes;
    this.from = from;
    this.length = to - from;
    // Often it is the one that was found last, or the one behind it.
    const { last } = this;
    if (last < this.count && this.isIt(last)) return last;
    if (last + 1 < this.count && this.isIt(last + 1)) return (this.last = last + 1);
    this.hash = this.hashOf();
    this.slot = this.slotOf(this.hash);
    const known = this.slots[this.slot]! - 1;
    if (known !== -1) this.last = known;
    return known;
  }

  textOf(number: number): string {
    return textOf(this.letters.bytes.subarray(this.beginOf(number), this.ends[number]))!;
  }

  /** Gives the next number to the text that was looked for and not found. */
  private add(): number {
    const number = this.count;
    this.letters.add(this.bytes, this.from, this.from + this.length);
    this.hashes[number] = this.hash;
    this.ends[number] = this.letters.length;
    this.slots[this.slot] = number + 1;
    this.count += 1;
    if (2 * this.count === this.slots.length) this.grow();
    return number;
  }

  /** FNV-1a with a seed, its bits mixed once more. */
  private hashOf(): number {
    const { bytes, from, length } = this;
    let hash = this.seed;
    for (let at = from; at < from + length; at += 1)
      hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
    return hash ^ (hash >>> 15);
  }

  /** Where it is, or belongs. */
  private slotOf(hash: number): number {
    const { slots, hashes } = this;
    let slot = hash & (slots.length - 1);
    while (slots[slot] !== 0) {
      const number = slots[slot]! - 1;
      if (hashes[number] === hash && this.isIt(number)) break;
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }

  private isIt(number: number): boolean {
    const { bytes, from, length } = this;
    const letters = this.letters.bytes;
    const begin = this.beginOf(number);
    if (this.ends[number]! - begin !== length) return false;
    let at = 0;
    while (at < length && letters[begin + at] === bytes[from + at]) at += 1;
    return at === length;
  }

  private beginOf(number: number): number {
    return number === 0 ? 0 : this.ends[number - 1]!;
  }

  private grow(): void {
    const length = 2 * this.hashes.length;
    this.slots = new Int32Array(2 * length);
    this.hashes = longer(this.hashes, length);
    this.ends = longer(this.ends, length);
    const last = this.slots.length - 1;
    for (let number = 0; number < this.count; number += 1) {
      let slot = this.hashes[number]! & last;
      while (this.slots[slot] !== 0) slot = (slot + 1) & last;
      this.slots[slot] = number + 1;
    }
  }
}
