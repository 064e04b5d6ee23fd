import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '@/lib/base/canonical-json';
import { bytesOf } from './bytes';
import { contentsOf, isObject } from './record';
import { type Contents, Scanner } from './scan';

const inBytes = (text: string) => ({ bytes: bytesOf(text), text });
/** One for all, as for all records of a log. */
const scanner = new Scanner();
const read = (text: string): Contents | null => contentsOf(inBytes(text), 7, scanner);
const isRead = (text: string) => read(text) !== null;
const isScanned = (text: string) => scanner.isSurelyCanonical(inBytes(text), 7);

/** The definition: the text of an object is the canonical form of what it says. */
function isCanonical(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) && canonicalJson(value) === text;
  } catch {
    return false;
  }
}

/** Every commitment in a value by its path, the later of two that are written alike. */
function commitmentsOf(value: unknown, path: readonly string[] = []): Map<string, string> {
  if (typeof value !== 'object' || value === null) return new Map();
  const members = Object.entries(value);
  const [name, hash] = members[0] ?? [];
  const isOne = members.length === 1 && name === 'commitment' && typeof hash === 'string';
  if (isOne && path.length > 0) return new Map([[path.join('.'), hash]]);
  return new Map(members.flatMap(([key, each]) => [...commitmentsOf(each, [...path, key])]));
}

const NAMES = ['a', 'b', 'ab', 'a!', 'a ', 'a.b', 'A', '', '10', '9', 'commitment', 'actor', 'id'];
const name = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...NAMES) },
  fc.string({ unit: 'binary' }).filter((key) => key !== '__proto__'),
);
const NUMBERS = [2 ** 53 - 1, 1 - 2 ** 53, 2 ** 53, 999_999_999_999_999, 1e21, 0.5, -0, 10];
const { members } = fc.letrec((tie) => ({
  members: fc.dictionary(name, tie('value'), { maxKeys: 6 }),
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.maxSafeInteger(),
    fc.constantFrom(...NUMBERS, true, false, null),
    fc.record({ commitment: fc.oneof(fc.string(), fc.constant(null)) }),
    fc.array(tie('value'), { maxLength: 4 }),
    tie('members'),
  ),
}));

/** Texts of objects: canonical mostly, otherwise as one program or another may write them. */
const written = fc
  .tuple(members, fc.constantFrom('canonical', 'canonical', 'plain', 'spaced', 'escaped'))
  .map(([value, how]) => {
    if (how === 'spaced') return JSON.stringify(value, null, 1);
    if (how === 'plain') return JSON.stringify(value);
    const text = safely(value);
    return how === 'escaped' ? text.replace(/[a-z](?=[^"]*":)/, '\\u0061') : text;
  });

function safely(value: unknown): string {
  try {
    return canonicalJson(value);
  } catch {
    return JSON.stringify(value);
  }
}

/** A text with one small damage. */
const damaged = fc
  .record({
    text: written,
    at: fc.nat(),
    length: fc.integer({ min: 0, max: 3 }),
    put: fc.constantFrom('', ' ', '"', '\\', '{', '}', ',', ':', '0', '-', '.0', 'e1', '\n', 'é'),
  })
  .map(({ text, at, length, put }) => {
    const from = at % (text.length + 1);
    return (text.slice(0, from) + put + text.slice(from + length)).toWellFormed();
  });

describe('a record', () => {
  it('is read exactly when its text is the canonical form of what it says', () => {
    fc.assert(
      fc.property(fc.oneof(written, damaged), (text) => {
        expect(isRead(text)).toBe(isCanonical(text));
      }),
      { numRuns: 5_000 },
    );
  });

  it('holds what its text says', () => {
    fc.assert(
      fc.property(written, (text) => {
        const contents = read(text);
        if (!contents) return;
        const value = JSON.parse(text) as Record<string, unknown>;
        for (const key of NAMES) {
          const member = value[key];
          expect(contents.get(key)).toEqual(Object.hasOwn(value, key) ? member : undefined);
          for (const inner of NAMES) {
            expect(contents.get(key, inner)).toEqual(
              isObject(member) && Object.hasOwn(member, inner) ? member[inner] : undefined,
            );
          }
        }
        const found = contents.commitments.map(({ field, hash }) => [field, hash] as const);
        expect(new Map(found)).toEqual(commitmentsOf(value));
        expect(contents.commitments.every(({ index }) => index === 7)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is scanned wherever it is plain ASCII', () => {
    fc.assert(
      fc.property(written, (text) => {
        const isPlain = /^[ -[\]-\x7f]*$/.test(text);
        if (isPlain) expect(isScanned(text)).toBe(isCanonical(text));
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['{"a":1}', true],
    ['{"a":9007199254740991,"b":-9007199254740991}', true],
    ['{"a":9007199254740992}', false],
    ['{"a":-0}', false],
    ['{"a":01}', false],
    ['{"a":1.0}', false],
    ['{"a":}', false],
    ['{"a":-}', false],
    ['{"a":1,}', false],
    ['{"a":[1,]}', false],
    ['{"a":1}}', false],
    ['{"a":1', false],
    ['{"a', false],
    ['{', false],
    ['', false],
    ['[]', false],
    ['{"a":1,"a":1}', false],
    ['{"a!":1,"a":1}', false],
    ['{"a":1,"a!":1}', true],
    ['{"":1,"a":1}', true],
    [`${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`, false],
    [`{"a":${'['.repeat(200_000)}`, false],
  ])('%.40s', (text, canonical) => {
    expect(isRead(text)).toBe(canonical);
  });
});
