/** The query string as Go's `url.ParseQuery` reads it: `+` is a space, a pair that cannot be decoded is left out. */
export class Query {
  private readonly pairs: readonly (readonly [string, string])[];

  constructor(raw: string) {
    this.pairs = raw === '' ? [] : raw.split('&').flatMap(parsePair);
  }

  /** The first value of a name; undefined when the name is absent, '' when it has no value. */
  get(name: string): string | undefined {
    return this.pairs.find(([key]) => key === name)?.[1];
  }

  /** All values of a name, in order. */
  all(name: string): string[] {
    return this.pairs.filter(([key]) => key === name).map(([, value]) => value);
  }

  /** Each name once, with its first value. */
  firsts(): Map<string, string> {
    const firsts = new Map<string, string>();
    for (const [key, value] of this.pairs) if (!firsts.has(key)) firsts.set(key, value);
    return firsts;
  }
}

function parsePair(pair: string): (readonly [string, string])[] {
  if (pair === '' || pair.includes(';')) return [];
  const at = pair.indexOf('=');
  const key = decode(at < 0 ? pair : pair.slice(0, at));
  const value = decode(at < 0 ? '' : pair.slice(at + 1));
  return key === undefined || value === undefined ? [] : [[key, value]];
}

function decode(text: string): string | undefined {
  return percentDecode(text.replaceAll('+', ' '));
}

/**
 * Percent-decoding as Go does it: any byte may come out (invalid UTF-8 becomes U+FFFD when it is shown), but `%` must
 * be followed by two hex digits; otherwise undefined.
 */
export function percentDecode(text: string): string | undefined {
  if (!text.includes('%')) return text;
  if (/%(?![0-9a-fA-F]{2})/.test(text)) return undefined;
  const bytes = Buffer.from(text, 'utf8').toString('latin1');
  const plain = bytes.replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
  return Buffer.from(plain, 'latin1').toString('utf8');
}
