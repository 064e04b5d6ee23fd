import { JsonNumber, RepetitiveObject, type JsonObject, type JsonValue } from './values';

/** Why Go's decoder refuses a text, in its own words. */
export class JsonSyntaxError extends Error {}

/** Go stops at 10,000 levels; our stack does not reach that far (docs/sandbox.md). */
const MAX_DEPTH = 2_500;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;

/**
 * Reads the first JSON value of a text as Go's `json.Decoder` does: what follows the value is ignored, an empty text
 * is `EOF`, a cut-off one `unexpected EOF`, and any other fault is named by its first wrong byte.
 *
 * @throws JsonSyntaxError with Go's message.
 */
export function decodeFirst(bytes: Buffer): JsonValue {
  // One character per byte: faults are named by byte, and strings are decoded only where they need it.
  return new Scanner(bytes.toString('latin1')).first();
}

/**
 * Reads a text that is one JSON value and nothing else, as Go's `json.Unmarshal` does.
 *
 * @throws JsonSyntaxError
 */
export function decodeWhole(bytes: Buffer): JsonValue {
  const scanner = new Scanner(bytes.toString('latin1'));
  const value = scanner.first();
  scanner.end();
  return value;
}

class Scanner {
  private at = 0;
  private depth = 0;

  constructor(private readonly text: string) {}

  first(): JsonValue {
    this.space();
    if (this.at >= this.text.length) throw new JsonSyntaxError('EOF');
    return this.value();
  }

  /** Nothing but space may be left. */
  end(): void {
    this.space();
    if (this.at < this.text.length) this.fail('after top-level value');
  }

  private space(): void {
    for (;;) {
      const c = this.text.charCodeAt(this.at);
      if (c !== 0x20 && c !== 0x0a && c !== 0x0d && c !== 0x09) return;
      this.at++;
    }
  }

  private value(): JsonValue {
    this.space();
    switch (this.text[this.at]) {
      case '{':
        return this.object();
      case '[':
        return this.array();
      case '"':
        return this.string();
      case 't':
        return this.word('true', true);
      case 'f':
        return this.word('false', false);
      case 'n':
        return this.word('null', null);
      default:
        return this.number();
    }
  }

  private enter(): void {
    if (++this.depth > MAX_DEPTH) throw new JsonSyntaxError('exceeded max depth');
    this.at++;
    this.space();
  }

  private leave<T>(value: T): T {
    this.depth--;
    return value;
  }

  private object(): JsonObject {
    const written: [string, JsonValue][] = [];
    this.enter();
    if (this.take('}')) return this.leave(new Map());
    for (;;) {
      this.space();
      if (this.text[this.at] !== '"') this.fail('looking for beginning of object key string');
      const key = this.string();
      this.space();
      if (!this.take(':')) this.fail('after object key');
      written.push([key, this.value()]);
      this.space();
      if (this.take('}')) return this.leave(objectOf(written));
      if (!this.take(',')) this.fail('after object key:value pair');
    }
  }

  private array(): JsonValue[] {
    const list: JsonValue[] = [];
    this.enter();
    if (this.take(']')) return this.leave(list);
    for (;;) {
      list.push(this.value());
      this.space();
      if (this.take(']')) return this.leave(list);
      if (!this.take(',')) this.fail('after array element');
    }
  }

  private take(c: string): boolean {
    if (this.text[this.at] !== c) return false;
    this.at++;
    return true;
  }

  private word<T>(word: string, meaning: T): T {
    for (let i = 0; i < word.length; i++, this.at++) {
      if (this.text[this.at] !== word[i]) {
        this.fail(`in literal ${word} (expecting '${word[i]}')`);
      }
    }
    return meaning;
  }

  private number(): JsonNumber {
    NUMBER.lastIndex = this.at;
    const found = NUMBER.exec(this.text)?.[0];
    if (found === undefined) {
      if (!this.take('-')) this.fail('looking for beginning of value');
      this.fail('in numeric literal');
    }
    this.at += found.length;
    this.unfinished(found);
    return new JsonNumber(found);
  }

  /** The longest number may be the start of a broken one: `1.`, `1e`, `1e+`. */
  private unfinished(found: string): void {
    const next = this.text[this.at];
    if (next === '.' && !/[.eE]/.test(found)) {
      this.at++;
      this.fail('after decimal point in numeric literal');
    }
    if ((next === 'e' || next === 'E') && !/[eE]/.test(found)) {
      this.at++;
      if (this.text[this.at] === '+' || this.text[this.at] === '-') this.at++;
      this.fail('in exponent of numeric literal');
    }
  }

  private string(): string {
    const start = ++this.at;
    let plain = true;
    for (;;) {
      const c = this.text.charCodeAt(this.at);
      if (c === 0x22) break;
      if (c === 0x5c) {
        plain = false;
        this.escape();
      } else {
        if (c < 0x20 || Number.isNaN(c)) this.fail('in string literal');
        if (c >= 0x80) plain = false;
        this.at++;
      }
    }
    const inner = this.text.slice(start, this.at++);
    return plain ? inner : unescapeString(inner);
  }

  private escape(): void {
    this.at++;
    const c = this.text[this.at];
    if (c === undefined || !'bfnrt\\/"u'.includes(c)) this.fail('in string escape code');
    this.at++;
    if (c !== 'u') return;
    for (let i = 0; i < 4; i++, this.at++) {
      if (!/[0-9a-fA-F]/.test(this.text[this.at] ?? '')) {
        this.fail('in \\u hexadecimal character escape');
      }
    }
  }

  private fail(where: string): never {
    const c = this.text.charCodeAt(this.at);
    if (Number.isNaN(c)) throw new JsonSyntaxError('unexpected EOF');
    throw new JsonSyntaxError(`invalid character ${quoted(c)} ${where}`);
  }
}

function objectOf(written: [string, JsonValue][]): JsonObject {
  const object: JsonObject = new Map(written);
  return object.size === written.length ? object : new RepetitiveObject(written);
}

const ESCAPES: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/** Bytes become UTF-8 text, escapes their characters, and half of a surrogate pair U+FFFD. */
function unescapeString(inner: string): string {
  return Buffer.from(inner, 'latin1')
    .toString('utf8')
    .replace(/\\(?:u([0-9a-fA-F]{4})|(.))/gs, (_, hex: string | undefined, c: string) =>
      hex === undefined ? (ESCAPES[c] ?? c) : String.fromCharCode(parseInt(hex, 16)),
    )
    .toWellFormed();
}

const NAMED: ReadonlyMap<number, string> = new Map([
  [0x27, "\\'"],
  [0x07, '\\a'],
  [0x08, '\\b'],
  [0x09, '\\t'],
  [0x0a, '\\n'],
  [0x0b, '\\v'],
  [0x0c, '\\f'],
  [0x0d, '\\r'],
  [0x5c, '\\\\'],
]);

/** A byte as Go quotes it in a message. */
function quoted(c: number): string {
  const name = NAMED.get(c);
  if (name !== undefined) return `'${name}'`;
  const hex = c.toString(16).padStart(2, '0');
  if (c < 0x20 || c === 0x7f) return `'\\x${hex}'`;
  if ((c >= 0x80 && c <= 0xa0) || c === 0xad) return `'\\u00${hex}'`;
  return `'${String.fromCharCode(c)}'`;
}
