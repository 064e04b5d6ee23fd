import { expect, it } from 'vitest';
import { bytesOf, isHash, letterAt, Lines, writeHash } from './bytes';

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
    const bytes = lines.bytesAt(at);
    expect(new TextDecoder().decode(bytes)).toBe(lines.textAt(at));
    expect(lines.bytes.subarray(lines.from(at), lines.to(at))).toEqual(bytes);
  }
});

/** By what every decoder holds to. */
function isUtf8(bytes: Uint8Array): boolean {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes).length > 0;
  } catch {
    return false;
  }
}

it('a letter beyond ASCII is well-formed UTF-8, and nothing else is', () => {
  const edges = [0, 0x22, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xff];
  const firsts = Array.from({ length: 0x80 }, (_, at) => 0x80 + at);
  const wrong = firsts.flatMap((first) =>
    edges.flatMap((second) =>
      [0x7f, 0x80, 0xbf, 0xc0].flatMap((third) =>
        [0x7f, 0x80, 0xbf, 0xc0].flatMap((fourth) => {
          const bytes = Uint8Array.of(first, second, third, fourth);
          const whole = [2, 3, 4].find((length) => isUtf8(bytes.subarray(0, length))) ?? 0;
          return letterAt(bytes, 0) === whole ? [] : [[...bytes].join(' ')];
        }),
      ),
    ),
  );
  expect(wrong).toEqual([]);
  expect(letterAt(Uint8Array.of(0xe2, 0x82), 0)).toBe(0);
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
