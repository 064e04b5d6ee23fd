import { expect, it } from 'vitest';
import { canonicalJson } from '@/lib/base/canonical-json';
import { bytesOf, Lines } from './bytes';
import { Findings } from './findings';
import { nodePorts } from './node-ports';
import { placeRecords, readRecords } from './record';
import { checkTexts } from './texts';

const ID = '019b77a9-a230-7000-9ec3-78ff88ba2147';
const AT = new Date(parseInt('019b77a9a230', 16)).toISOString();
const SALT = '74f70f74ae982f7c43dec30a6d3922b5';
type Text = { event_id: string; field: string; salt: string; text: string };
const textOf = (field: string, text: string): Text => ({ event_id: ID, field, salt: SALT, text });

/** Paths that are written otherwise than they are meant, or look like another in bytes. */
const TEXTS = [
  textOf('a', 'Ada'),
  textOf('b', ''),
  textOf('c', 'Łucja 田中 😀'),
  textOf('d', 'a "b" \\ \u0001\u2028\n'),
  textOf('e', 'x'.repeat(5_000)),
  { ...textOf('f', 'no salt'), salt: '' },
  textOf('é', 'one'),
  textOf('Ã©', 'another'),
  textOf('"', 'quoted'),
];

const linesOf = (lines: readonly string[]) =>
  new Lines(bytesOf(lines.map((one) => `${one}\n`).join('')));

/** A log of one record that commits to all of them, and as many personal texts as are given. */
function check(lines: readonly string[] | Uint8Array, texts: 'all' | 'withheld' = 'withheld') {
  const hashes = TEXTS.map(({ field, salt, text }) => [
    field,
    { commitment: nodePorts.sha256(salt + text) },
  ]);
  const actor = { kind: 'system', id: 'test' };
  const record = { v: 1, id: ID, at: AT, kind: 'test', actor, ...Object.fromEntries(hashes) };
  const findings = new Findings();
  const log = placeRecords(
    readRecords(linesOf([canonicalJson(record)])),
    Int32Array.of(0),
    findings,
  );
  const bundle = {
    texts: lines instanceof Uint8Array ? new Lines(lines) : linesOf(lines),
    manifest: { kind: 'log', origin: 'test', size: 1, texts, unsealed: 0, madeAt: null },
  } as const;
  const count = checkTexts(log, bundle, { findings, ports: nodePorts });
  return { count, causes: findings.list.map(({ cause }) => cause), list: findings.list };
}

it.each(TEXTS)('$field: what was recorded is found, however its line is written', (text) => {
  const { event_id, field, salt } = text;
  const written = JSON.stringify(text);
  for (const line of [
    written,
    JSON.stringify({ text: text.text, salt, more: [1.5], field, event_id }),
    JSON.stringify(text, null, 1).replaceAll('\n', ' '),
    written.replace('"salt"', '"\\u0073alt"'),
    written.replace('{', '{"text":"another",'),
  ]) {
    expect(check([line]), line).toEqual({ count: 1, causes: [], list: [] });
  }
});

it.each(TEXTS)('$field: every change is told', (text) => {
  const changed = { ...text, text: `${text.text}.` };
  expect(check([JSON.stringify(changed)]).causes).toEqual(['text_differs']);
  const salted = { ...text, salt: SALT.replace('7', '8') };
  expect(check([JSON.stringify(salted)]).causes).toEqual(['text_differs']);
  for (const event_id of ['short', '', ID.replace('1', '2'), ID.replace('1', '\u0131')]) {
    expect(check([JSON.stringify({ ...text, event_id })]).causes).toEqual(['text_unknown']);
  }
  const moved = { ...text, field: `${text.field}.x` };
  expect(check([JSON.stringify(moved)]).causes).toEqual(['text_unknown']);
  const twice = [JSON.stringify(text), JSON.stringify(text)];
  expect(check(twice)).toMatchObject({ count: 2, causes: ['text_unknown'] });
});

it('tells what the texts are called', () => {
  const differs = check([JSON.stringify({ ...textOf('é', 'x') })]);
  expect(differs.list).toMatchObject([{ from: 0, detail: 'é' }]);
  const unknown = check([JSON.stringify({ ...textOf('"y"', 'x') })]);
  expect(unknown.list).toMatchObject([{ from: null, detail: `"y" of ${ID}` }]);
});

it.each([
  ['', '{}', '[]', 'null', 'x'],
  [JSON.stringify({ ...textOf('a', 'Ada'), text: 5 })],
  [JSON.stringify({ ...textOf('a', 'Ada'), text: 1.5 })],
  [JSON.stringify({ ...textOf('a', 'Ada'), salt: null })],
  [JSON.stringify(textOf('a', 'Ada')).slice(0, -1)],
  [`${JSON.stringify(textOf('a', 'Ada'))}}`],
  [JSON.stringify(textOf('a', 'half \ud83d'))],
])('a line that is no personal text cannot be read: %.60s', (...lines) => {
  const { count, list } = check(lines);
  expect(count).toBe(0);
  expect(list.map(({ detail }) => detail)).toEqual(
    lines.map((_, at) => `line ${at + 1} cannot be read`),
  );
});

it('a line that is not UTF-8 cannot be read, and the others can', () => {
  const bytes = bytesOf(
    [TEXTS[0], TEXTS[2], TEXTS[1]].map((text) => `${JSON.stringify(text)}\n`).join(''),
  );
  bytes[bytes.indexOf(0xc5)] = 0xff;
  expect(check(bytes)).toMatchObject({ count: 2, causes: ['text_unknown'] });
});

it('names each that is missing, in any order of those that are there', () => {
  const lines = TEXTS.map((text) => JSON.stringify(text)).reverse();
  expect(check(lines, 'all').causes).toEqual([]);
  lines.splice(4, 1);
  expect(check(lines, 'all').list).toMatchObject([
    { cause: 'text_missing', from: 0, detail: TEXTS[4]!.field },
  ]);
});
