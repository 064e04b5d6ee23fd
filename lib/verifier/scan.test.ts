import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '@/lib/base/canonical-json';
import { bytesOf, textOf } from './bytes';
import { Commitments } from './commitments';
import { Numbered } from './numbered';
import { isObject } from './record';
import { Scanner } from './scan';

/** One for all, as for all records of a log. */
const fields = new Numbered();
const commitments = new Commitments();
const scanner = new Scanner(fields, commitments);

/** Reads a text where it stands between others. */
function isRead(text: string): boolean {
  const bytes = bytesOf(`{"\n${text}\n"`);
  return scanner.read(bytes, 3, bytes.length - 2);
}

const valueHere = () =>
  JSON.parse(textOf(scanner.bytes.subarray(scanner.from, scanner.to))!) as unknown;

const DEEPEST = 32;

/** The definition: the text of an object is the canonical form of what it says, and not too deep. */
function isCanonical(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) && canonicalJson(value) === text && depthOf(value) <= DEEPEST;
  } catch {
    return false;
  }
}

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

/** Every commitment in a value by its path, the later of two that are written alike; `null` for what is no hash. */
function commitmentsOf(value: unknown, path: readonly string[] = []): Map<string, string | null> {
  if (typeof value !== 'object' || value === null) return new Map();
  const members = Object.entries(value);
  const [name, hash] = members[0] ?? [];
  const isOne = members.length === 1 && name === 'commitment' && typeof hash === 'string';
  if (isOne && path.length > 0) {
    return new Map([[path.join('.'), JSON.stringify(hash).length === 66 ? hash : null]]);
  }
  return new Map(members.flatMap(([key, each]) => [...commitmentsOf(each, [...path, key])]));
}

const NAMES = ['a', 'b', 'ab', 'a!', 'a ', 'a.b', 'A', '', '10', '9', 'commitment', 'actor', 'id'];
/** Whose order in bytes, in escapes and in UTF-16 are three. */
const ODD = ['"', '\n', '\u0000', 'a"', 'a\n', 'é', '\ufb33', '\ue000', '\u{1f600}', 'a\ufb33'];
const name = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...NAMES) },
  { weight: 3, arbitrary: fc.constantFrom(...ODD) },
  fc.string({ unit: 'binary' }).filter((key) => key !== '__proto__' && !key.includes('\\')),
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
    fc.record({
      commitment: fc.oneof(fc.string(), fc.constant('0f'.repeat(32)), fc.constant(null)),
    }),
    fc.array(tie('value'), { maxLength: 4 }),
    tie('members'),
  ),
}));

/**
 * JSON.parse of Node 24 (nodejs/node#63785) takes a name with an escape for one with a backslash that any object had before:
 * after `{"":1,"\\":2}` the names of `{"":1,"\"":2}` are the same for it. So nothing here is made or parsed that has such
 * a name; they are in the list below, and json-text.test.ts has such texts.
 */
const isMisread = (text: string) => text.includes('\\\\');

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
        fc.pre(!isMisread(text));
        expect(isRead(text)).toBe(isCanonical(text));
      }),
      { numRuns: 5_000 },
    );
  });

  it('holds what its text says', () => {
    fc.assert(
      fc.property(written, (text) => {
        fc.pre(!isMisread(text) && isRead(text));
        const value = JSON.parse(text) as Record<string, unknown>;
        for (const key of NAMES) {
          const member = value[key];
          expect(scanner.goTo(key)).toBe(Object.hasOwn(value, key));
          if (scanner.goTo(key)) expect(valueHere()).toEqual(member);
          const count = Number.isInteger(member) && Number(member) > 0 ? member : 0;
          expect(scanner.countOf(key)).toBe(count);
          expect(scanner.goToText(key)).toBe(typeof member === 'string');
          for (const inner of NAMES) {
            const isThere = isObject(member) && Object.hasOwn(member, inner);
            expect(scanner.goTo(key, inner)).toBe(isThere);
            if (isThere) expect(valueHere()).toEqual(member[inner]);
          }
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('commits to what its text says', () => {
    fc.assert(
      fc.property(written, (text) => {
        fc.pre(!isMisread(text) && isRead(text));
        const found = new Map<string, string | null>();
        for (let at = scanner.commitmentsFrom; at < commitments.count; at += 1) {
          const hash = commitments.hashes[at]!;
          const letters = scanner.bytes.subarray(hash, hash + 64);
          const field = JSON.parse(`"${fields.textOf(commitments.fields[at]!)}"`) as string;
          found.set(field, hash === -1 ? null : new TextDecoder().decode(letters));
        }
        expect(found).toEqual(commitmentsOf(JSON.parse(text)));
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
    ['{"\\"":1,"\\\\":2}', true],
    ['{"\\\\":1,"\\"":2}', false],
    ['{"\\\\":1,"\\\\":2}', false],
    ['{"a\\"":1,"a\\\\":2,"aa":3}', true],
    ['{"\\n":1,"\\"":2,"[":3,"\\\\":4,"]":5}', true],
    ['{"[":1,"]":2,"\\\\":3}', false],
    ['{"\u{1f600}":1,"\ufb33":2}', true],
    ['{"\ufb33":1,"\u{1f600}":2}', false],
    [`{"a":${'['.repeat(31)}${']'.repeat(31)}}`, true],
    [`{"a":${'['.repeat(32)}${']'.repeat(32)}}`, false],
    [`${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`, false],
    [`{"a":${'['.repeat(200_000)}`, false],
  ])('%.40s', (text, canonical) => {
    expect(isRead(text)).toBe(canonical);
  });
});
