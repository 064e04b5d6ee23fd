import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { holderOf, takeLock } from './lock.mjs';
import { readJson, writeJson } from './files.mjs';
import { identify, isRunning } from './process-identity.mjs';
import { endRecorded, readRecord } from './process-record.mjs';
import { Processes } from './processes.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'processes-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const idle = (name: string) => ({
  name,
  program: process.execPath,
  args: ['-e', 'setInterval(() => {}, 1000)'],
  env: {},
});

const parts = () => readRecord(folder)?.parts ?? [];

test('parts are stopped in the opposite order, and nothing is left', async () => {
  const processes = new Processes(folder);
  const script = `process.on('SIGTERM', () => { require('fs').appendFileSync('${folder}/order', process.title + ' '); process.exit(0); }); setInterval(() => {}, 1000); console.log('ready')`;
  for (const name of ['first', 'second']) {
    processes.start({ ...idle(name), args: [`--title=${name}`, '-e', script] });
    await vi.waitFor(() => expect(readFileSync(processes.logFile(name), 'utf8')).toBe('ready\n'));
  }
  const running = parts();
  await processes.stop();
  expect(readFileSync(`${folder}/order`, 'utf8')).toBe('second first ');
  expect(running.map(isRunning)).toEqual([false, false]);
  expect(readRecord(folder)).toBeUndefined();
});

test('a part that ends by itself is a crash, told with its last words', async () => {
  const processes = new Processes(folder);
  processes.start({
    ...idle('Sandbox Core'),
    args: ['-e', 'console.error("no space"); process.exit(3)'],
  });
  await expect(processes.whileAlive(new Promise(() => {}))).rejects.toThrow(
    /Sandbox Core ended unexpectedly \(exit code 3\)[^]*no space/,
  );
  await processes.stop();
});

test('when the launcher is killed, the watchdog ends what it left', async () => {
  const script = `
    const { Processes } = await import('${path.resolve('lib/launcher/processes.mjs')}');
    const processes = new Processes('${folder}');
    processes.start({ name: 'part', program: process.execPath, args: ['-e', 'setInterval(() => {}, 1000)'], env: {} });
    console.log('started');
    setInterval(() => {}, 1000);`;
  const launcher = spawn(process.execPath, ['--input-type=module', '-e', script]);
  await once(launcher.stdout, 'data');
  const left = parts();
  expect(left.map(isRunning)).toEqual([true]);
  launcher.kill('SIGKILL');
  await vi.waitFor(() => expect(left.map(isRunning)).toEqual([false]), { timeout: 10_000 });
  await vi.waitFor(() => expect(readRecord(folder)).toBeUndefined());
});

test('a number that belongs to another process by now is left alone', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true });
  const identity = identify(child.pid!);
  await endRecorded({
    launcher: identity,
    parts: [{ pid: child.pid!, began: '1', name: 'x', stopSignal: 'SIGKILL', graceMs: 1 }],
  });
  expect(isRunning(identity)).toBe(true);
  child.kill('SIGKILL');
  await once(child, 'exit');
});

test('one folder has one holder, and a holder that is gone holds nothing', () => {
  const lock = takeLock(folder);
  expect(lock).toHaveProperty('release');
  expect(takeLock(folder)).toEqual({ heldBy: identify(process.pid) });
  if ('release' in lock) lock.release();
  expect(holderOf(folder)).toBeUndefined();
  writeJson(path.join(folder, 'launcher.json'), { pid: process.pid, began: 'another time' });
  expect(takeLock(folder)).toHaveProperty('release');
  writeFileSync(path.join(folder, 'launcher.json'), '{ damaged');
  expect(takeLock(folder)).toHaveProperty('release');
  expect(readJson(path.join(folder, 'launcher.json'))).toEqual(identify(process.pid));
});
