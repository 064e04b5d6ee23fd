import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bytesOf } from './bytes';
import { Letters, textEnd } from './json-text';

const meantBy = (bytes: Uint8Array) => {
  const letters = new Letters();
  letters.addText(bytes, 1, bytes.length - 1);
  return new TextDecoder().decode(letters.all);
};

it('a text is read as it is written', () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string());
  fc.assert(
    fc.property(text, (any) => {
      const meant = any.toWellFormed();
      const bytes = bytesOf(JSON.stringify(meant));
      expect(textEnd(bytes, 0)).toBe(bytes.length);
      expect(meantBy(bytes)).toBe(meant);
    }),
    { numRuns: 2_000 },
  );
});

it('every control character has one way to be written', () => {
  for (let code = 0; code < 0x20; code += 1) {
    const character = String.fromCharCode(code);
    const hex = code.toString(16).padStart(4, '0');
    for (const written of [`\\u${hex}`, `\\u${hex.toUpperCase()}`, character]) {
      const bytes = bytesOf(`"${written}"`);
      const isCanonical = `"${written}"` === JSON.stringify(character);
      expect(textEnd(bytes, 0), written).toBe(isCanonical ? bytes.length : 0);
    }
  }
});

it.each([
  '"',
  '"a',
  '"\\',
  '"\\u',
  '"\\u00',
  '"\\u001',
  '"\\a"',
  '"\\/"',
  '"\\u0041"',
  '"\\ud83d"',
])('no text is %s', (written) => expect(textEnd(bytesOf(written), 0)).toBe(0));

it('letters are put together', () => {
  const letters = new Letters();
  const long = bytesOf('x'.repeat(5_000));
  letters.add(bytesOf('abc'), 1, 3);
  expect(letters.all).toEqual(bytesOf('bc'));
  letters.addAll(long);
  expect(letters.length).toBe(5_002);
  expect(new TextDecoder().decode(letters.all)).toBe(`bc${'x'.repeat(5_000)}`);
  letters.length = 0;
  letters.addText(bytesOf('\\n1'), 0, 3);
  expect(letters.all).toEqual(bytesOf('\n1'));
});
