import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseDotEnv } from './dot-env.mjs';
import { checks, findNotices, findProblems, toSettings } from './settings.mjs';

describe('settings', () => {
  test('without any, the console runs on the sandbox and on this machine only', () => {
    expect(findProblems({})).toEqual([]);
    expect(toSettings({})).toMatchObject({
      mode: 'sandbox',
      host: '127.0.0.1',
      port: 3000,
      publicUrl: 'http://localhost:3000',
    });
  });

  test('every bad variable is named', () => {
    const bad = {
      PORT: '70000',
      HOST: 'no host',
      PUBLIC_URL: 'localhost:3000',
      ALLOW_REMOTE_DEMO: 'yes',
      CORE_URL: 'postgres://x',
      CURRENCY_DECIMALS: 'USD',
      DATABASE_URL: 'mysql://x',
      DATABASE_OWNER_URL: '5432',
      AUTH_SECRET: 'short',
    };
    const named = findProblems(bad).map((problem) => problem.split(' ')[0]);
    expect(named.toSorted()).toEqual(Object.keys(bad).toSorted());
  });

  test('demo sign-ins stay on this machine unless that is asked for', () => {
    expect(findProblems({ HOST: '0.0.0.0' })).toHaveLength(1);
    expect(findProblems({ HOST: '0.0.0.0', ALLOW_REMOTE_DEMO: '1' })).toEqual([]);
    expect(findProblems({ HOST: '0.0.0.0', CORE_URL: 'http://core:5001/v1' })).toEqual([]);
    expect(findProblems({ HOST: '::1' })).toEqual([]);
  });

  test('a key without a Core is ignored and said so; a Core without a key is tried', () => {
    expect(findNotices({ CORE_KEY: 'k' })).toEqual([expect.stringContaining('ignored')]);
    expect(toSettings({ CORE_KEY: 'k' }).coreKey).toBeUndefined();
    expect(findNotices({ CORE_URL: 'http://core' })).toEqual([expect.stringContaining('CORE_KEY')]);
    expect(toSettings({ CORE_URL: 'http://core', CORE_KEY: 'k' })).toMatchObject({
      mode: 'real',
      coreKey: 'k',
    });
  });

  test('the owner of a database needs the database', () => {
    expect(findProblems({ DATABASE_OWNER_URL: 'postgres://o@h/d' })).toHaveLength(1);
    expect(
      findProblems({ DATABASE_OWNER_URL: 'postgres://o@h/d', DATABASE_URL: 'postgresql://a@h/d' }),
    ).toEqual([]);
  });
});

test('.env.example documents every setting, and each example in it is a good one', () => {
  const example = readFileSync('.env.example', 'utf8');
  const documented = parseDotEnv(example.replaceAll(/^# ([A-Z_]+=)/gm, '$1'));
  expect(Object.keys(documented)).toEqual(expect.arrayContaining(Object.keys(checks)));
  const examples = Object.entries(documented).filter(([, value]) => value !== '');
  expect(findProblems(Object.fromEntries(examples))).toEqual([]);
});

test('a .env file is read as people write it', () => {
  const text = [
    '# a comment',
    'PORT=3001 # why',
    'export HOST="::1"',
    "AUTH_SECRET='a # b' # c",
    'CORE_URL=http://core/#path',
    'EMPTY=',
    'not a line',
  ].join('\r\n');
  expect(parseDotEnv(text)).toEqual({
    PORT: '3001',
    HOST: '::1',
    AUTH_SECRET: 'a # b',
    CORE_URL: 'http://core/#path',
    EMPTY: '',
  });
});
