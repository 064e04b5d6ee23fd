import { longer } from './bytes';

const FIRST_SIZE = 1_024;

/**
 * The places in records that commit to personal texts, in the order of the file, by number. Columns and not objects,
 * since there are millions of them and little is asked of each.
 */
export class Commitments {
  count = 0;
  /** Its path, by number. */
  fields = new Int32Array(FIRST_SIZE);
  /** Where in the file of the records its hash begins; -1 where what stands there is as long as no hash. */
  hashes = new Int32Array(FIRST_SIZE);
  /** 1 if a text for it was found. */
  met = new Uint8Array(FIRST_SIZE);

  /**
   * Notes one of a record whose others were noted from a number on. Of two whose paths are written alike
   * (`{"a.b":…}` and `{"a":{"b":…}}`) the later counts.
   */
  note(field: number, hash: number, others: number): void {
    let at = others;
    while (at < this.count && this.fields[at] !== field) at += 1;
    if (at === this.met.length) this.grow();
    this.fields[at] = field;
    this.hashes[at] = hash;
    if (at === this.count) this.count += 1;
  }

  private grow(): void {
    const length = 2 * this.count;
    this.fields = longer(this.fields, length);
    this.hashes = longer(this.hashes, length);
    this.met = longer(this.met, length);
  }
}
