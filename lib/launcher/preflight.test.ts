import { expect, test } from 'vitest';
import { isInstalled } from './install.mjs';
import { canRunApp, preflight } from './preflight.mjs';

test.each([
  ['20.0.0', 'linux', 'x64', true],
  ['19.9.0', 'linux', 'x64', false],
  ['24.21.0', 'linux', 'x64', true],
  ['20.20.2', 'linux', 'arm64', false],
  ['22.22.1', 'darwin', 'arm64', false],
  ['22.22.2', 'darwin', 'arm64', true],
  ['24.21.0', 'win32', 'x64', false],
])('Node %s on %s %s: %s', (version, platform, arch, isGood) => {
  const reason = preflight({ version, platform, arch });
  expect(reason === undefined).toBe(isGood);
  if (!isGood && platform !== 'win32') expect(reason).toContain(version);
});

test('the app itself needs a newer Node than the beginning', () => {
  expect(['20.20.2', '22.22.1', '22.22.2', '23.0.0', '24.21.0'].map(canRunApp)).toEqual([
    ...[false, false],
    ...[true, true, true],
  ]);
});

test('installed is what the lock file names, but for what this machine cannot use', () => {
  const wanted = {
    '': { version: '0.1.0' },
    'node_modules/a': { version: '1.0.0' },
    'node_modules/other-system': { version: '2.0.0', optional: true },
  };
  expect(isInstalled(wanted, { 'node_modules/a': { version: '1.0.0' } })).toBe(true);
  expect(isInstalled(wanted, { 'node_modules/a': { version: '1.0.1' } })).toBe(false);
  expect(isInstalled(wanted, {})).toBe(false);
  expect(isInstalled(wanted, undefined)).toBe(false);
});
