import { JsonNumber, type JsonObject, type JsonValue } from '../json/values';
import { atPointer, plainNumber, short } from './json-text';
import { patternOf } from './tokens';

export interface CompareOptions {
  /** Also compare the order in which an object's keys come. */
  readonly strictOrder: boolean;
}

const MOST = 50;

/** Every difference between what was recorded and what came, each in one line; none when they agree. */
export function differences(want: JsonValue, got: JsonValue, options: CompareOptions): string[] {
  const comparison = new Comparison(options);
  comparison.compare(want, got, '');
  return comparison.found;
}

function kindOf(value: JsonValue): string {
  if (value === null) return 'null';
  if (value instanceof JsonNumber) return 'number';
  if (value instanceof Map) return 'object';
  return Array.isArray(value) ? 'array' : typeof value;
}

class Comparison {
  readonly found: string[] = [];

  constructor(private readonly options: CompareOptions) {}

  compare(want: JsonValue, got: JsonValue, where: string): void {
    if (this.found.length >= MOST) return;
    if (typeof want === 'string') return this.compareText(want, got, where);
    if (kindOf(want) !== kindOf(got)) return this.differ(want, got, where);
    if (want instanceof JsonNumber && got instanceof JsonNumber) {
      if (plainNumber(want.raw) !== plainNumber(got.raw)) this.differ(want, got, where);
    } else if (want instanceof Map && got instanceof Map) this.compareObjects(want, got, where);
    else if (Array.isArray(want) && Array.isArray(got)) this.compareArrays(want, got, where);
    else if (want !== got) this.differ(want, got, where);
  }

  private differ(want: JsonValue, got: JsonValue, where: string): void {
    this.found.push(`${where || '/'} expected ${short(want)} got ${short(got)}`);
  }

  private compareText(want: string, got: JsonValue, where: string): void {
    if (want === '<any>') return;
    if (want === '<int>') {
      if (!(got instanceof JsonNumber && /^-?\d+$/.test(got.raw))) this.differ(want, got, where);
    } else if (typeof got !== 'string' || !(want === got || patternOf(want).test(got))) {
      this.differ(want, got, where);
    }
  }

  private compareObjects(want: JsonObject, got: JsonObject, where: string): void {
    const before = this.found.length;
    for (const [key, value] of want) {
      const other = got.get(key);
      if (other === undefined) {
        this.found.push(`${where}/${key} is missing, expected ${short(value)}`);
      } else this.compare(value, other, `${where}/${key}`);
    }
    for (const [key, value] of got) {
      if (!want.has(key)) this.found.push(`${where}/${key} is extra: ${short(value)}`);
    }
    if (!this.options.strictOrder || this.found.length > before) return;
    const [wanted, came] = [[...want.keys()].join(), [...got.keys()].join()];
    if (wanted !== came) {
      this.found.push(`${where || '/'} key order expected ${wanted} got ${came}`);
    }
  }

  private compareArrays(want: JsonValue[], got: JsonValue[], where: string): void {
    const mark = typeof want[0] === 'string' ? MARK.exec(want[0]) : null;
    if (mark) return this.compareMarked({ mark, wanted: want.slice(1), got, where });
    if (want.length !== got.length) {
      const what = `expected ${want.length} elements, got ${got.length}: ${short(got)}`;
      this.found.push(`${where || '/'} ${what}`);
      return;
    }
    want.forEach((value, i) => this.compare(value, got[i]!, `${where}/${i}`));
  }

  private compareMarked({ mark, wanted, got, where }: Marked): void {
    const [, kind, detail = ''] = mark;
    const place = where || '/';
    if (kind === 'length') {
      if (got.length !== Number(detail)) {
        this.found.push(`${place} expected ${detail} elements, got ${got.length}`);
      }
      return;
    }
    if (kind !== 'contains' && wanted.length !== got.length) {
      const what = `expected ${wanted.length} elements in any order, got ${got.length}`;
      this.found.push(`${place} ${what}: ${short(got)}`);
      return;
    }
    if (kind === 'sorted') {
      const wrong = outOfOrder(got, detail);
      if (wrong > 0) this.found.push(`${where}/${wrong} is out of order by ${detail}`);
    }
    for (const value of this.unpaired(wanted, got)) {
      this.found.push(`${place} has no element like ${short(value)}`);
    }
  }

  /** Pairs every wanted element with a different one of those received; what stays alone is missing. */
  private unpaired(wanted: readonly JsonValue[], got: readonly JsonValue[]): JsonValue[] {
    const fits = wanted.map((value) =>
      got.map((other) => differences(value, other, this.options).length === 0),
    );
    const taken = new Map<number, number>();
    const place = (i: number, seen: Set<number>): boolean =>
      fits[i]!.some((fit, j) => {
        if (!fit || seen.has(j)) return false;
        seen.add(j);
        const holder = taken.get(j);
        if (holder !== undefined && !place(holder, seen)) return false;
        taken.set(j, i);
        return true;
      });
    return wanted.filter((_, i) => !place(i, new Set()));
  }
}

const MARK = /^<(unordered|contains|sorted|length)(?::(.*))?>$/;

interface Marked {
  readonly mark: RegExpExecArray;
  readonly wanted: JsonValue[];
  readonly got: JsonValue[];
  readonly where: string;
}

/** The index of the first element that comes before its neighbour by the value at a pointer; -1 when none does. */
function outOfOrder(list: readonly JsonValue[], pointer: string): number {
  const keys = list.map((value) => String(atPointer(value, pointer)));
  return keys.findIndex((key, i) => i > 0 && keys[i - 1]! > key);
}
