import { type ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import {
  answerJson,
  closedPort,
  startTinyServer,
  type SeenRequest,
  type TinyServer,
} from '@/lib/testing/tiny-server';
import { closeCore, connectCore } from './connection';
import { writeCore } from './request';

type Handle = (request: SeenRequest, response: ServerResponse) => void;

let server: TinyServer | undefined;

async function core(handle: Handle) {
  server = await startTinyServer(handle);
  connectCore({ url: server.url, key: 'k' });
  return server;
}

afterEach(async () => {
  await closeCore();
  await server?.close();
  server = undefined;
});

const put = { method: 'PUT', path: '/balances/b/identity', body: { identity_id: 'i' } } as const;
const envelope = (code: string, message = 'no', details?: unknown) => ({
  error: message,
  error_detail: { code, message, details },
});

describe('a write', () => {
  it('is answered: status and body', async () => {
    const { seen } = await core((_request, response) => answerJson(response, { message: 'done' }));
    expect(await writeCore(put)).toEqual({
      kind: 'answered',
      status: 200,
      body: { message: 'done' },
    });
    expect(seen[0]).toMatchObject({ method: 'PUT', body: '{"identity_id":"i"}' });
    expect(seen[0]!.headers.connection).toBe('close');
  });

  it('uses a fresh connection each time', async () => {
    const ports = new Set<number>();
    await core((_request, response) => {
      ports.add(response.socket!.remotePort!);
      answerJson(response, {});
    });
    await writeCore(put);
    await writeCore(put);
    await writeCore(put);
    expect(ports.size).toBe(3);
  });

  it('is refused by Core’s envelope only', async () => {
    let body: unknown = envelope('BAL_NOT_FOUND', "Identity with ID 'i' not found", {});
    await core((_request, response) => answerJson(response, body, { status: 404 }));
    expect(await writeCore(put)).toEqual({
      kind: 'refused',
      status: 404,
      coreCode: 'BAL_NOT_FOUND',
      message: "Identity with ID 'i' not found",
    });
    body = envelope('GEN_BAD_REQUEST', 'Invalid ledger ID', {
      Constraint: 'balances_identity_id_fkey',
      Detail: 'Key (identity_id)=(i) is not present',
    });
    const refusal = await writeCore(put);
    expect(refusal).toMatchObject({ kind: 'refused', constraint: 'balances_identity_id_fkey' });
    expect(JSON.stringify(refusal)).not.toContain('not present');
    body = '<html>404</html>';
    expect(await writeCore(put)).toEqual({ kind: 'unanswered', cause: 'status', status: 404 });
  });

  it.each<[string, Handle, object]>([
    [
      '500',
      (_request, response) => answerJson(response, envelope('GEN_INTERNAL'), { status: 500 }),
      { cause: 'status', status: 500 },
    ],
    [
      'a redirect',
      (_request, response) => void response.writeHead(307, { location: '/elsewhere' }).end(),
      { cause: 'status', status: 307 },
    ],
    [
      'unreadable',
      (_request, response) => answerJson(response, '{"message":"Bal'),
      { cause: 'unreadable', status: 200 },
    ],
    ['reset', (_request, response) => response.socket!.resetAndDestroy(), { cause: 'broken' }],
    ['closed', (_request, response) => response.socket!.end(), { cause: 'broken' }],
    [
      'cut off',
      (_request, response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('{"message"', () => response.socket!.destroy());
      },
      { cause: 'broken' },
    ],
    ['silence', () => {}, { cause: 'timeout' }],
  ])('is unanswered by %s, and sent once', async (_name, handle, expected) => {
    const { seen } = await core(handle);
    expect(await writeCore(put, { timeoutMs: 150 })).toEqual({ kind: 'unanswered', ...expected });
    expect(seen).toHaveLength(1);
  });

  it('is not sent when nothing listens', async () => {
    connectCore({ url: `http://127.0.0.1:${await closedPort()}` });
    expect(await writeCore(put)).toEqual({ kind: 'not_sent', cause: 'connect' });
  });

  it('is not sent once its time to leave has passed', async () => {
    const { seen } = await core((_request, response) => answerJson(response, {}));
    expect(await writeCore(put, { sendBy: performance.now() - 1 })).toEqual({
      kind: 'not_sent',
      cause: 'too_late',
    });
    expect(await writeCore(put)).toMatchObject({ kind: 'answered' });
    expect(seen).toHaveLength(1);
  });

  it('is not sent while all connections are held, and does not leave later either', async () => {
    const held: ServerResponse[] = [];
    const { seen } = await core((_request, response) => void held.push(response));
    const holding = Array.from({ length: 4 }, () => writeCore(put, { timeoutMs: 2_000 }));
    expect(await writeCore(put, { sendBy: performance.now() + 120 })).toEqual({
      kind: 'not_sent',
      cause: 'too_late',
    });
    while (held.length) answerJson(held.pop()!, {});
    expect((await Promise.all(holding)).map(({ kind }) => kind)).toEqual(Array(4).fill('answered'));
    // A write that does leave now proves that the dropped one is not in the queue before it.
    const last = writeCore({ ...put, path: '/last' });
    await expect.poll(() => held.length).toBe(1);
    answerJson(held.pop()!, {});
    await last;
    expect(seen.map(({ url }) => url)).toEqual([...Array(4).fill(put.path), '/last']);
  });
});
