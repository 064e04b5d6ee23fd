import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeWritable, writing } from './writable.mjs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'writable-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const failing = (code: string) => () => {
  throw Object.assign(new Error(code), { code });
};

describe('writing', () => {
  it('gives back what the work gives back', () => {
    expect(writing('It stores', folder, () => 7)).toBe(7);
  });

  it.each([
    ['EROFS', 'the folder is read-only'],
    ['EACCES', 'you may not write there'],
    ['ENOSPC', 'the disk is full'],
  ])('says in one sentence why it cannot: %s', (code, reason) => {
    expect(() => writing('It stores', '/data', failing(code))).toThrow(
      `It stores in /data, and that is not possible: ${reason}. Nothing was started or changed.`,
    );
  });

  it('leaves what it does not know as it is', () => {
    expect(() => writing('It stores', '/data', failing('EIO'))).toThrow(/^EIO$/);
  });
});

describe('makeWritable', () => {
  it('makes the folder, and refuses a file in its place', () => {
    makeWritable('It stores', path.join(folder, 'a', 'b'));
    writeFileSync(path.join(folder, 'file'), '');
    expect(() => makeWritable('It stores', path.join(folder, 'file'))).toThrow(
      'there is a file of that name',
    );
  });
});
