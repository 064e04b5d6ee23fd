import { describe, expect, it } from 'vitest';
import { RequestBody } from '../http/request-body';
import { addKeyToMetaData } from './add-key-to-meta-data';

const add = (text: string) =>
  addKeyToMetaData(new RequestBody(Buffer.from(text)), 'api_key_1').bytes.toString();

describe('addKeyToMetaData', () => {
  it('notes the key and writes the object anew, keys sorted', () => {
    expect(add('{"b":1,"a":"<"}')).toBe(
      '{"a":"\\u003c","b":1,"meta_data":{"BLNK_GENERATED_BY":"api_key_1"}}',
    );
  });

  it('keeps metadata that is an object and replaces any other', () => {
    expect(add('{"meta_data":{"x":1}}')).toBe(
      '{"meta_data":{"BLNK_GENERATED_BY":"api_key_1","x":1}}',
    );
    expect(add('{"meta_data":"x"}')).toBe('{"meta_data":{"BLNK_GENERATED_BY":"api_key_1"}}');
  });

  it('rounds numbers on the way', () => {
    expect(add('{"precise_amount":9007199254740993}')).toContain('9007199254740992');
    expect(add('{"precise_amount":1000000000000000000000}')).toContain('1e+21');
  });

  it.each(['[1]', '"x"', '{', '{} x', ''])('leaves %j as it is', (text) => {
    expect(add(text)).toBe(text);
  });

  it('uses up what is too large', () => {
    const body = addKeyToMetaData(new RequestBody(Buffer.from('{"a":'), true), 'k');
    expect(body.bytes).toHaveLength(0);
    expect(body.tooLarge).toBe(true);
  });
});
