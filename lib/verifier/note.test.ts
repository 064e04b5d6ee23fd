import { describe, expect, it } from 'vitest';
import { parseAnchors, parseKey, parseNotes } from './note';
import { nodePorts } from './node-ports';

const ROOT = Buffer.alloc(32, 7).toString('base64');
const SIGNATURE = Buffer.alloc(68, 9).toString('base64');
const note = (size: number, more = '') =>
  `log\n${size}\n${ROOT}\nat 2026-11-21T13:03:07.870Z\nprevious 0\n${more}\n\u2014 log ${SIGNATURE}\n`;

describe('anchors', () => {
  const sizes = (text: string) => parseAnchors(text).map((each) => each?.size);

  it('pass over one that was broken off and then written in whole', () => {
    for (let length = 1; length < note(2).length - 1; length += 1) {
      const torn = note(2).slice(0, length);
      expect(sizes(`${note(1)}\n${torn}\n\n${note(2)}`), torn).toEqual([1, 2]);
    }
  });

  it('tell of every other one that cannot be read', () => {
    expect(sizes(`${note(1)}\n${note(2).slice(0, 40)}`)).toEqual([1, undefined]);
    expect(sizes(`${note(2).slice(0, 40)}\n\n${note(1)}\n${note(2)}`)).toEqual([undefined, 1, 2]);
    expect(sizes(`hello\n\n${note(1)}`)).toEqual([undefined, 1]);
  });
});

describe('notes', () => {
  it('follow each other, with empty lines between them or without', () => {
    const sizes = (text: string) => parseNotes(text).map((each) => each?.size);
    expect(sizes(note(1) + note(2))).toEqual([1, 2]);
    expect(sizes(`\n\n${note(1)}\n\n${note(2)}\n`)).toEqual([1, 2]);
    expect(sizes('')).toEqual([]);
  });

  it.each([
    ['has a sixth line', note(1, 'more\n')],
    ['has no signature', note(1).split('\u2014')[0]!],
    ['has a size that is none', note(1).replace('\n1\n', '\n01\n')],
    ['has a root of another length', note(1).replace(ROOT, 'AAAA')],
    ['has a time of another form', note(1).replace('.870Z', 'Z')],
    [
      'has a signature with bits left over',
      note(1).replace(`${SIGNATURE}`, `${SIGNATURE.slice(0, -2)}l=`),
    ],
    ['is something else', 'hello'],
  ])('that %s is none', (_what, text) => {
    expect(parseNotes(text)).toEqual([null]);
  });

  it('one that is broken off does not take the next one with it', () => {
    expect(parseNotes(`${note(1).slice(0, 40)}\n\n${note(2)}`).map((each) => each?.size)).toEqual([
      undefined,
      2,
    ]);
  });
});

it('a key is named by its own hash', () => {
  // The example of C2SP signed-note.
  const key = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
  expect(parseKey(key, nodePorts)).toMatchObject({ name: 'PeterNeumann', id: 'c74f20a3' });
  expect(parseKey(key.replace('c74f', 'c74e'), nodePorts)).toBeNull();
  expect(parseKey(key.replace('ARpc', 'BRpc'), nodePorts)).toBeNull();
  expect(parseKey('nonsense', nodePorts)).toBeNull();
});
