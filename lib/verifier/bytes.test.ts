import { expect, it } from 'vitest';
import { bytesOf, isHash, Lines, writeHash } from './bytes';

const read = (bytes: Uint8Array) => new Lines(bytes).map((text) => text);

it('a file is lines, the last one with a line feed or without', () => {
  expect(read(bytesOf(''))).toEqual([]);
  expect(read(bytesOf('\n'))).toEqual(['']);
  expect(read(bytesOf('a\n\nb\n'))).toEqual(['a', '', 'b']);
  expect(read(bytesOf('a\nÖ\n😀'))).toEqual(['a', 'Ö', '😀']);
});

it('a line that is not UTF-8 leaves the others readable', () => {
  const bytes = Uint8Array.of(0x61, 0x0a, 0xff, 0x0a, 0xc3, 0x96);
  expect(read(bytes)).toEqual(['a', null, 'Ö']);
  expect(read(Uint8Array.of(0xff, 0x0a))).toEqual([null]);
});

it('a line is the same in bytes and in text', () => {
  const lines = new Lines(bytesOf('first\nŁódź\n\nlast'));
  for (let at = 0; at < lines.length; at += 1) {
    const { bytes, text } = lines.at(at);
    expect(new TextDecoder().decode(bytes)).toBe(text);
    expect(lines.bytesAt(at)).toEqual(bytes);
  }
});

it('a hash is 64 digits in lower case, and 32 bytes', () => {
  const hash = `00ff${'09af'.repeat(15)}`;
  expect(isHash(hash)).toBe(true);
  for (const other of [hash.toUpperCase(), `${hash}0`, hash.slice(1), `${hash}\n`, null]) {
    expect(isHash(other)).toBe(false);
  }
  const bytes = new Uint8Array(34);
  writeHash(hash, bytes, 1);
  expect(Buffer.from(bytes).toString('hex')).toBe(`00${hash}00`);
});
