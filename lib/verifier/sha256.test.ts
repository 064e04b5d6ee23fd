import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { toHex } from './bytes';
import { sha256 } from './sha256';

it('is SHA-256, whatever the length', () => {
  // FIPS 180-4, examples of NIST.
  expect(toHex(sha256(new TextEncoder().encode('abc')))).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  );
  const bytes = Uint8Array.from({ length: 300 }, (_, at) => (at * 7) % 256);
  for (let length = 0; length <= bytes.length; length += 1) {
    const part = bytes.subarray(0, length);
    expect(toHex(sha256(part))).toBe(createHash('sha256').update(part).digest('hex'));
  }
});
