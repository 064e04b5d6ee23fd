import { LosslessNumber } from 'lossless-json';
import { describe, expect, it } from 'vitest';
import { comparableMetaData, MAX_META_DATA_BYTES, metaDataInput, metaDataOf } from './meta-data';

const problemOf = (text: string) => metaDataInput.safeParse(text).error?.issues[0]?.message ?? null;

describe('metaDataInput', () => {
  it.each(['', '  ', '{}', '{"a":1,"b":{"c":[true,null,"x"]}}'])('takes %j', (text) => {
    expect(problemOf(text)).toBeNull();
  });

  it.each([
    ['{', 'This is not valid JSON.'],
    ['[]', 'Write one JSON object: { "key": value }.'],
    ['null', 'Write one JSON object: { "key": value }.'],
    ['{"":1}', 'Name every value.'],
    ['{"inflight":true}', 'inflight has a meaning of its own in Core. Choose another name.'],
    ['{"BLNK_X":1}', 'BLNK_X has a meaning of its own in Core. Choose another name.'],
    ['{"_shadow_for":1}', '_shadow_for has a meaning of its own in Core. Choose another name.'],
    [
      '{"counterfoil_operation_id":"x"}',
      'counterfoil_operation_id is kept by Counterfoil. Choose another name.',
    ],
  ])('refuses %s', (text, message) => expect(problemOf(text)).toBe(message));

  it('counts bytes, not letters', () => {
    const fits = JSON.stringify({ a: 'é'.repeat((MAX_META_DATA_BYTES - 10) / 2) });
    expect(problemOf(fits)).toBeNull();
    expect(problemOf(fits.replace('"}', 'éé"}'))).toBe('Core takes 7,000 bytes. Shorten it.');
  });

  it('stands for its object', () => {
    expect(metaDataOf('')).toEqual({});
    expect(metaDataOf('{"a":{"b":1}}')).toEqual({ a: { b: 1 } });
  });
});

describe('comparableMetaData', () => {
  it('is the same for what was sent and what Core gives back', () => {
    const sent = { b: [1.5, 9007199254740993], a: { z: 1, y: null } };
    const read = {
      a: { y: null, z: 1n },
      b: [new LosslessNumber('1.5'), 9007199254740992n],
      counterfoil_operation_id: 'x',
      BLNK_GENERATED_BY: 'api_key_1',
    };
    expect(comparableMetaData(read)).toBe(comparableMetaData(sent));
  });

  it('tells text from numbers, and one value more from one less', () => {
    expect(comparableMetaData({ a: 1 })).not.toBe(comparableMetaData({ a: '1' }));
    expect(comparableMetaData({ a: 1 })).not.toBe(comparableMetaData({ a: 1, b: null }));
  });
});
