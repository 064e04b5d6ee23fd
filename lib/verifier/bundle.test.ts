import { expect, it } from 'vitest';
import { NotABundle, readBundle } from './bundle';
import { bytesOf } from './bytes';

const manifest = bytesOf(
  JSON.stringify({
    format: 'counterfoil-evidence',
    version: 1,
    kind: 'log',
    origin: 'test',
    size: 0,
    texts: 'all',
    unsealed: 0,
  }),
);

it('says what it cannot read, rather than to read it wrongly', () => {
  const larger = new Uint8Array(2 ** 31);
  expect(() =>
    readBundle(
      new Map([
        ['manifest.json', manifest],
        ['events.jsonl', larger],
      ]),
    ),
  ).toThrow(new NotABundle('events.jsonl has more than 2 GiB: use verify.py.'));
  expect(() => readBundle(new Map())).toThrow(/no manifest\.json/);
  expect(() =>
    readBundle(
      new Map([['manifest.json', bytesOf('{"format":"counterfoil-evidence","version":2}')]]),
    ),
  ).toThrow('This verifier reads version 1, and the bundle is 2.');
});
