import { describe, expect, it } from 'vitest';
import { checkMetadata, draftFrom, hasProblems, metadataText, switchMode } from './metadata';

const rules = {
  reserved: (key: string) => (key.startsWith('BLNK_') ? `${key} belongs to Core.` : null),
  maxBytes: 60,
};
const rows = (...pairs: [string, string][]) => ({
  mode: 'rows' as const,
  rows: pairs.map(([key, value]) => ({ key, value })),
});
const json = (text: string) => ({ mode: 'json' as const, text });

describe('metadataText', () => {
  it('keeps values text, leaves empty rows out, and is an empty object for nothing', () => {
    expect(JSON.parse(metadataText(rows(['tier', '2'], ['', ''])))).toEqual({ tier: '2' });
    expect(metadataText(rows())).toBe('{}');
    expect(metadataText(json('  '))).toBe('{}');
  });

  it('does not touch what was written as JSON', () => {
    expect(metadataText(json('{"n": 1.50}'))).toBe('{"n": 1.50}');
  });
});

describe('checkMetadata', () => {
  it('points at the row: no name, twice, reserved', () => {
    const { rows: problems } = checkMetadata(
      rows(['', 'x'], ['a', '1'], ['a', '2'], ['BLNK_X', '']),
      rules,
    );
    expect(Object.keys(problems)).toEqual(['0', '2', '3']);
    expect(problems[3]).toBe('BLNK_X belongs to Core.');
  });

  it('guards the limit in bytes, not in letters', () => {
    const long = rows(['k', 'é'.repeat(26)]);
    expect(checkMetadata(long, rules).whole).toMatch(/^This is \d+ bytes; Core takes 60\./);
    expect(hasProblems(checkMetadata(rows(['k', 'e'.repeat(26)]), rules))).toBe(false);
  });

  it.each([
    ['{"a": 1', /^This is not valid JSON/],
    ['[1]', /^Write one JSON object/],
    ['{"a": 9007199254740993}', /^9007199254740993 is too long to be kept exactly/],
    ['{"BLNK_X": 1}', /^BLNK_X belongs to Core/],
  ])('says what is wrong with %s', (text, words) => {
    expect(checkMetadata(json(text), rules).whole).toMatch(words);
  });

  it('takes long digits in quotes and numbers that are exact', () => {
    expect(checkMetadata(json('{"a": "9007199254740993", "b": 1.5e3}'), rules).whole).toBeNull();
  });
});

describe('switchMode', () => {
  it('goes there and back without loss when every value is text', () => {
    const draft = rows(['a', '1'], ['b', '']);
    const there = switchMode(draft, 'json')!;
    expect(switchMode(there, 'rows')).toEqual(draft);
  });

  it('stays in JSON when a value is no text or the text is no object', () => {
    expect(switchMode(json('{"a": 1}'), 'rows')).toBeNull();
    expect(switchMode(json('{'), 'rows')).toBeNull();
  });

  it('opens an object with numbers as JSON, one of text as rows', () => {
    expect(draftFrom({ a: 1 }).mode).toBe('json');
    expect(draftFrom({ a: '1' }).mode).toBe('rows');
    expect(draftFrom(null)).toEqual({ mode: 'rows', rows: [] });
  });
});
