import { atPointer, compact } from './json-text';
import type { JsonValue } from '../json/values';
import { UUID } from './tokens';

const ID = new RegExp(`\\b([a-z]{2,5})_(${UUID})`, 'g');
const BARE_UUID = new RegExp(UUID, 'g');
/** What lineage puts of an identity's id into the names of shadow balances. */
const SHORT_ID = /idt_([0-9a-f]{4})(?=_|")/g;
const INSTANT = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?/g;

/**
 * Makes the answers of one Core comparable with those of another: ids become numbers in the order in
 * which they turn up, and moments of now become one word. Everything else stays, byte by byte.
 */
export class Alike {
  readonly #numbers = new Map<string, string>();
  readonly #shorts = new Map<string, string>();

  constructor(private readonly now: () => number = Date.now) {}

  of(text: string): string {
    return (
      text
        .replace(ID, (id, prefix: string, uuid: string) => this.#number(id, prefix, uuid))
        .replace(BARE_UUID, (uuid) => this.#number(uuid, 'uuid', uuid))
        .replace(SHORT_ID, (whole, short: string) => this.#shorts.get(short) ?? whole)
        .replace(INSTANT, (instant) => (this.#isNow(instant) ? 'NOW' : instant))
        .replace(/"hash":"[0-9a-f]{64}"/g, '"hash":"HASH"')
        // A tokenized name, which lineage writes in small letters.
        .replace(/fpt:[^:"]*:[a-z0-9+/]+=*/gi, 'TOKEN')
        .replace(/\$2[aby]\$\d\d\$[./A-Za-z0-9]{53}/g, 'BCRYPT')
        // Core goes through a map.
        .replace(
          /"tokenized_fields":\[([^\]]*)\]/g,
          (_, names: string) => `"tokenized_fields":[${names.split(',').sort().join()}]`,
        )
        // Noted beside the answer, so it may come late.
        .replace(/"last_used_at":"[^"]*"/g, '"last_used_at":"…"')
        .replace(/"key":"[A-Za-z0-9_-]{43}="/g, '"key":"KEY"')
        .replace(/Failing row contains \(\d+,/g, 'Failing row contains (N,')
        .replace(/"(File|Line|Routine|Position|Where)":"[^"]*"/g, '"$1":"…"')
    );
  }

  /** Forgets the ids that turned up after so many. */
  forgetSince(count: number): void {
    for (const id of [...this.#numbers.keys()].slice(count)) this.#numbers.delete(id);
  }

  /** How many ids have turned up. */
  get known(): number {
    return this.#numbers.size;
  }

  /** A list whose rows may come in any order, in the order of what both Cores say alike of them. */
  inOneOrder(list: JsonValue): JsonValue {
    if (!Array.isArray(list)) return list;
    const rows = wholeTies(list).map((row) => ({ row, by: this.#withoutNew(compact(row)) }));
    return rows.sort((a, b) => (a.by < b.by ? -1 : a.by > b.by ? 1 : 0)).map(({ row }) => row);
  }

  /** Without the ids that turn up here for the first time. */
  #withoutNew(text: string): string {
    return text
      .replace(ID, (id) => this.#numbers.get(id) ?? '')
      .replace(BARE_UUID, '')
      .replace(SHORT_ID, (_, short: string) => this.#shorts.get(short) ?? '')
      .replace(INSTANT, '')
      .replace(/"hash":"[0-9a-f]{64}"/g, '');
  }

  #number(id: string, prefix: string, uuid: string): string {
    const known = this.#numbers.get(id);
    if (known) return known;
    const number = `${prefix}#${this.#numbers.size + 1}`;
    this.#numbers.set(id, number);
    if (prefix === 'idt') this.#shorts.set(uuid.slice(0, 4), number);
    return number;
  }

  #isNow(instant: string): boolean {
    const zoned = /[Z+]|-\d\d:\d\d$/.test(instant) ? instant : `${instant}Z`;
    return Math.abs(Date.parse(zoned) - this.now()) < A_DAY_MS;
  }
}

const A_DAY_MS = 24 * 60 * 60 * 1000;

/** A page that is full may end amid rows of one moment; which of them it has, nobody can tell. */
function wholeTies(list: readonly JsonValue[]): readonly JsonValue[] {
  if (list.length < FULL_PAGE) return list;
  const moment = (row: JsonValue) => String(atPointer(row, '/created_at'));
  const last = moment(list.at(-1)!);
  return list.filter((row) => moment(row) !== last);
}

const FULL_PAGE = 100;
