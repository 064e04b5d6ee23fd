import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { closeCore, connectCore } from '@/lib/core/connection';
import { readCore, writeCore } from '@/lib/core/request';
import { answerJson, startTinyServer, type TinyServer } from '../tiny-server';
import { faultClient, type FaultClient } from './client';
import { startFaultProxy, type FaultProxy } from './proxy';

// Core here is a server that remembers owners; what counts is what reaches it and what comes back.
let core: TinyServer;
let proxy: FaultProxy;
let faults: FaultClient;
let owners: Record<string, string>;

beforeAll(async () => {
  core = await startTinyServer(({ method, url, body }, response) => {
    const id = decodeURIComponent(url.split('/')[2] ?? '');
    if (method === 'PUT') {
      owners[id] = (JSON.parse(body) as { identity_id: string }).identity_id;
      answerJson(response, { message: 'Balance identity updated successfully' });
    } else answerJson(response, { identity_id: owners[id] ?? '' });
  });
  proxy = await startFaultProxy({ coreUrl: core.url });
  faults = faultClient(proxy.controlUrl);
});

beforeEach(() => {
  owners = {};
  core.seen.length = 0;
  connectCore({ url: proxy.url, key: 'secret' });
});

afterEach(async () => {
  await faults.disarm();
  await faults.release();
  await closeCore();
});

afterAll(async () => {
  await proxy.close();
  await core.close();
});

const put = (id: string, to: string, timeoutMs = 200) =>
  writeCore(
    { method: 'PUT', path: `/balances/${id}/identity`, body: { identity_id: to } },
    { timeoutMs },
  );
const ownerOf = async (id: string) =>
  (
    await readCore(
      { method: 'GET', path: `/balances/${id}` },
      z.object({ identity_id: z.string() }),
    )
  ).identity_id;
const puts = () => core.seen.filter(({ method }) => method === 'PUT').length;
const ANSWERED = {
  kind: 'answered',
  status: 200,
  body: { message: 'Balance identity updated successfully' },
};

describe('the fault proxy', () => {
  it('passes what is not armed, and logs it without headers', async () => {
    const before = await faults.mark();
    expect(await put('b1', 'max')).toEqual(ANSWERED);
    expect(await ownerOf('b1')).toBe('max');
    const log = await faults.log({ after: before, about: 'b1' });
    expect(log).toMatchObject([
      { method: 'PUT', path: '/balances/b1/identity', body: '{"identity_id":"max"}', status: 200 },
      { method: 'GET', path: '/balances/b1', query: '', armedBy: null },
    ]);
    expect(JSON.stringify(log)).not.toContain('secret');
    expect(core.seen[0]!.headers['x-blnk-key']).toBe('secret');
  });

  it('drops a request before Core hears of it', async () => {
    await faults.arm({ about: 'b2', method: 'PUT' }, { kind: 'drop_request' });
    expect(await put('b2', 'max')).toEqual({ kind: 'unanswered', cause: 'broken' });
    expect(puts()).toBe(0);
    expect(await put('b2', 'max')).toEqual(ANSWERED);
  });

  it('drops the answer after Core has done it', async () => {
    await faults.arm({ about: 'b3', method: 'PUT' }, { kind: 'drop_answer' });
    expect(await put('b3', 'max')).toEqual({ kind: 'unanswered', cause: 'broken' });
    expect(await ownerOf('b3')).toBe('max');
  });

  it('strikes only the balance that was named', async () => {
    await faults.arm({ about: 'b4', method: 'PUT' }, { kind: 'drop_answer' }, Infinity);
    expect(await put('b5', 'max')).toEqual(ANSWERED);
    expect(await ownerOf('b4')).toBe('');
    expect(await put('b4', 'max')).toMatchObject({ kind: 'unanswered' });
    expect(await put('b4', 'max')).toMatchObject({ kind: 'unanswered' });
  });

  it('holds a request and lets it reach Core long after the console gave up', async () => {
    const id = await faults.arm({ about: 'b6' }, { kind: 'hold', what: 'request' });
    expect(await put('b6', 'late', 60)).toEqual({ kind: 'unanswered', cause: 'timeout' });
    expect(await faults.armed(id)).toMatchObject({ hits: 1, holding: 1 });
    expect(await put('b6', 'early')).toEqual(ANSWERED);
    expect(await faults.release(id)).toBe(1);
    await expect.poll(() => owners.b6).toBe('late');
  });

  it('lets a held request go by itself when its time is over', async () => {
    const id = await faults.arm({ about: 'b12' }, { kind: 'hold', what: 'request', forMs: 150 });
    expect(await put('b12', 'max', 60)).toEqual({ kind: 'unanswered', cause: 'timeout' });
    expect(owners.b12).toBeUndefined();
    await expect.poll(() => owners.b12).toBe('max');
    expect(await faults.release(id)).toBe(0);
  });

  it('answers for a Core that never hears of it', async () => {
    const { status, body } = ANSWERED;
    await faults.arm({ about: 'b13' }, { kind: 'pretend', status, body: JSON.stringify(body) });
    expect(await put('b13', 'max')).toEqual(ANSWERED);
    expect(puts()).toBe(0);
  });

  it('knows what Core itself said, whatever the console was told', async () => {
    const before = await faults.mark();
    await faults.arm({ about: 'b14' }, { kind: 'rewrite_status', status: 503 });
    await faults.arm({ about: 'b14' }, { kind: 'drop_request' });
    await faults.arm({ about: 'b14' }, { kind: 'duplicate' });
    for (let no = 1; no <= 3; no += 1) await put('b14', 'max');
    const log = await faults.log({ after: before, about: 'b14' });
    expect(log.map(({ status, core: said }) => [status, said.map((each) => each.status)])).toEqual([
      [503, [200]],
      [null, []],
      [200, [200, 200]],
    ]);
  });

  it('holds an answer', async () => {
    const id = await faults.arm({ about: 'b7' }, { kind: 'hold', what: 'answer' });
    const sent = put('b7', 'max', 5_000);
    await expect.poll(() => owners.b7).toBe('max');
    await expect.poll(() => faults.release(id)).toBe(1);
    expect(await sent).toEqual(ANSWERED);
  });

  it('duplicates a request', async () => {
    await faults.arm({ about: 'b8' }, { kind: 'duplicate' });
    expect(await put('b8', 'max', 2_000)).toEqual(ANSWERED);
    expect(puts()).toBe(2);
  });

  it('rewrites the status, mangles, truncates and drips', async () => {
    await faults.arm({ about: 'b9' }, { kind: 'rewrite_status', status: 503 });
    expect(await put('b9', 'max')).toEqual({ kind: 'unanswered', cause: 'status', status: 503 });
    await faults.arm({ about: 'b9' }, { kind: 'mangle_body' });
    expect(await put('b9', 'max')).toEqual({
      kind: 'unanswered',
      cause: 'unreadable',
      status: 200,
    });
    await faults.arm({ about: 'b9' }, { kind: 'truncate_body' });
    expect(await put('b9', 'max')).toEqual({ kind: 'unanswered', cause: 'broken' });
    await faults.arm({ about: 'b9' }, { kind: 'slow_drip', everyMs: 50 });
    expect(await put('b9', 'max')).toEqual({ kind: 'unanswered', cause: 'timeout' });
    await faults.arm({ about: 'b9' }, { kind: 'slow_drip', everyMs: 1 });
    expect(await put('b9', 'max', 3_000)).toEqual(ANSWERED);
    expect(puts()).toBe(5);
  });

  it('can be down and up again', async () => {
    await faults.down();
    expect(await put('b10', 'max')).toEqual({ kind: 'not_sent', cause: 'connect' });
    await faults.up();
    expect(await put('b10', 'max')).toEqual(ANSWERED);
  });

  it('passes the console’s abort on to Core', async () => {
    const closed = Promise.withResolvers<void>();
    const caller = new AbortController();
    const slow = await startTinyServer((_request, response) => {
      response.socket!.once('close', () => closed.resolve());
      caller.abort();
    });
    const between = await startFaultProxy({ coreUrl: slow.url });
    connectCore({ url: between.url });
    await expect(
      readCore({ method: 'GET', path: '/slow' }, z.unknown(), { signal: caller.signal }),
    ).rejects.toMatchObject({ code: 'aborted' });
    await closed.promise;
    await between.close();
    await slow.close();
  });

  it('refuses a fault it does not know', async () => {
    await expect(
      faults.arm({ about: 'b11' }, { kind: 'explode' } as unknown as { kind: 'duplicate' }),
    ).rejects.toThrow(/Fault proxy/);
  });
});
