import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bytesOf } from './bytes';
import { Numbered } from './numbered';

const numberOf = (numbered: Numbered, text: string) => {
  const bytes = bytesOf(`[${text}]`);
  return numbered.numberOf(bytes, 1, bytes.length - 1);
};
const find = (numbered: Numbered, text: string) => {
  const bytes = bytesOf(`[${text}]`);
  return numbered.find(bytes, 1, bytes.length - 1);
};

it('numbers texts as a Map does', () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', 'a', 'b', 'ab'));
  fc.assert(
    fc.property(fc.array(text, { maxLength: 60 }), (texts) => {
      const numbered = new Numbered();
      const map = new Map<string, number>();
      for (const each of texts.map((one) => one.toWellFormed())) {
        expect(find(numbered, each)).toBe(map.get(each) ?? -1);
        if (!map.has(each)) map.set(each, map.size);
        expect(numberOf(numbered, each)).toBe(map.get(each));
      }
      for (const [each, number] of map) expect(numbered.textOf(number)).toBe(each);
      expect(numbered.count).toBe(map.size);
    }),
  );
});

it('grows, and begins with the texts that it is given', () => {
  const numbered = new Numbered(['first', 'second']);
  expect(find(numbered, 'second')).toBe(1);
  for (let each = 0; each < 20_000; each += 1) expect(numberOf(numbered, `${each}`)).toBe(each + 2);
  for (let each = 19_999; each >= 0; each -= 7) expect(find(numbered, `${each}`)).toBe(each + 2);
  expect(find(numbered, 'third')).toBe(-1);
  expect(numbered.textOf(20_001)).toBe('19999');
});
