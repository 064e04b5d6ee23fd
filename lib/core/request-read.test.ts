import { type ServerResponse } from 'node:http';
import { inspect } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  answerJson,
  closedPort,
  startTinyServer,
  type SeenRequest,
  type TinyServer,
} from '@/lib/testing/tiny-server';
import { closeCore, connectCore } from './connection';
import { CoreError } from './errors';
import { readCore } from './request';

type Handle = (request: SeenRequest, response: ServerResponse) => void;

let server: TinyServer | undefined;

async function core(handle: Handle, options: { path?: string; key?: string } = {}) {
  server = await startTinyServer(handle);
  connectCore({ url: `${server.url}${options.path ?? ''}`, key: options.key ?? 'k' });
  return server;
}

afterEach(async () => {
  await closeCore();
  await server?.close();
  server = undefined;
});

const anything = z.unknown();
const get = { method: 'GET', path: '/x' } as const;
const envelope = (code: string, message = 'no', details?: unknown) => ({
  error: message,
  error_detail: { code, message, details },
});

async function failureOf(promise: Promise<unknown>): Promise<CoreError> {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(CoreError);
  return error as CoreError;
}

describe('a read', () => {
  it('sends key, request id and path prefix, and keeps every digit', async () => {
    const digits = '1234567890123456789012345678901234567890';
    const { seen } = await core((_request, response) => answerJson(response, `{"n":${digits}}`), {
      path: '/core/',
      key: 'secret',
    });
    const answer = await readCore(
      { method: 'POST', path: '/balances/filter', body: { big: 9007199254740993n } },
      z.object({ n: z.bigint() }),
    );
    expect(String(answer.n)).toBe(digits);
    expect(seen[0]).toMatchObject({
      method: 'POST',
      url: '/core/balances/filter',
      body: '{"big":9007199254740993}',
      headers: { 'x-blnk-key': 'secret', 'content-type': 'application/json' },
    });
    expect(seen[0]!.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('sends no key to a Core that runs open', async () => {
    const { seen, url } = await core((_request, response) => answerJson(response, '[]'));
    connectCore({ url });
    await readCore(get, anything);
    expect(seen[0]!.headers).not.toHaveProperty('x-blnk-key');
  });

  it('reads JSON under text/plain', async () => {
    await core((_request, response) =>
      answerJson(response, envelope('GEN_MALFORMED_REQUEST'), {
        status: 400,
        contentType: 'text/plain; charset=utf-8',
      }),
    );
    expect(await failureOf(readCore(get, anything))).toMatchObject({
      code: 'invalid',
      status: 400,
      coreCode: 'GEN_MALFORMED_REQUEST',
      retryable: false,
    });
  });

  it.each([
    [403, 'AUTH_INSUFFICIENT_PERMISSIONS', 'forbidden'],
    [404, 'BAL_NOT_FOUND', 'not_found'],
    [409, 'GEN_CONFLICT', 'conflict'],
    [423, 'GEN_RESOURCE_LOCKED', 'locked'],
    [429, 'GEN_RATE_LIMITED', 'rate_limited'],
    [500, 'GEN_INTERNAL', 'unavailable'],
  ])('answers %i %s with %s, asked once', async (status, coreCode, code) => {
    const { seen } = await core((_request, response) =>
      answerJson(response, envelope(coreCode), { status }),
    );
    expect(await failureOf(readCore(get, anything))).toMatchObject({ code, status, coreCode });
    expect(seen).toHaveLength(1);
  });

  it('shows and logs neither Core’s text nor its details', async () => {
    await core((_request, response) =>
      answerJson(response, envelope('GEN_INTERNAL', 'row of Jane', { Detail: 'Jane Doe' }), {
        status: 500,
      }),
    );
    const error = await failureOf(readCore(get, anything));
    expect(inspect(error, { depth: 9 })).not.toMatch(/Jane/);
  });

  it('takes a 401 for a database that is down when /health says so', async () => {
    let healthy = false;
    await core((request, response) =>
      request.url === '/health'
        ? answerJson(response, { status: healthy ? 'UP' : 'DOWN' }, { status: healthy ? 200 : 503 })
        : answerJson(response, envelope('AUTH_INVALID_API_KEY'), { status: 401 }),
    );
    expect(await failureOf(readCore(get, anything))).toMatchObject({
      code: 'unavailable',
      status: 401,
    });
    healthy = true;
    expect(await failureOf(readCore(get, anything))).toMatchObject({ code: 'unauthorized' });
  });

  it('calls what is not Core foreign', async () => {
    await core((request, response) => {
      if (request.url === '/redirect') {
        response.writeHead(302, { location: '/health' }).end();
      } else answerJson(response, '404 page not found', { status: 404, contentType: 'text/plain' });
    });
    expect(await failureOf(readCore(get, anything))).toMatchObject({
      code: 'foreign',
      status: 404,
    });
    expect(await failureOf(readCore({ ...get, path: '/redirect' }, anything))).toMatchObject({
      code: 'foreign',
      status: 302,
    });
    expect(server!.seen.map(({ url }) => url)).toEqual(['/x', '/redirect']);
  });

  it('names an answer of another shape or language unreadable', async () => {
    await core((request, response) =>
      answerJson(response, request.url === '/x' ? '<html>' : '{"n":"1"}'),
    );
    expect(await failureOf(readCore(get, z.object({})))).toMatchObject({ code: 'unreadable' });
    const schema = z.object({ n: z.bigint() });
    expect(await failureOf(readCore({ ...get, path: '/y' }, schema))).toMatchObject({
      code: 'unreadable',
    });
  });

  it('says when nothing listens', async () => {
    connectCore({ url: `http://127.0.0.1:${await closedPort()}` });
    expect(await failureOf(readCore(get, anything))).toMatchObject({
      code: 'unreachable',
      status: null,
      retryable: true,
    });
  });

  it.each<[string, Handle]>([
    ['reset', (_request, response) => response.socket!.resetAndDestroy()],
    [
      'cut off',
      (_request, response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('{"a":', () => response.socket!.destroy());
      },
    ],
    ['502', (_request, response) => answerJson(response, '<html>', { status: 502 })],
  ])('is asked twice when the first answer is %s', async (_name, break_) => {
    let count = 0;
    const { seen } = await core((request, response) => {
      count += 1;
      if (count === 1) break_(request, response);
      else answerJson(response, '{"ok":true}');
    });
    expect(await readCore(get, anything)).toEqual({ ok: true });
    expect(seen).toHaveLength(2);
  });

  it('gives up after the second broken answer', async () => {
    const { seen } = await core((_request, response) => response.socket!.resetAndDestroy());
    expect(await failureOf(readCore(get, anything))).toMatchObject({ code: 'interrupted' });
    expect(seen).toHaveLength(2);
  });

  it('has one time limit, and is not asked again after it', async () => {
    const { seen } = await core((_request, response) => response.writeHead(200).write('['));
    expect(await failureOf(readCore(get, anything, { timeoutMs: 60 }))).toMatchObject({
      code: 'timeout',
    });
    expect(seen).toHaveLength(1);
  });

  it('ends at Core when the caller gives up', async () => {
    const gone = Promise.withResolvers<void>();
    const caller = new AbortController();
    await core((_request, response) => {
      response.socket!.once('close', () => gone.resolve());
      caller.abort();
    });
    expect(await failureOf(readCore(get, anything, { signal: caller.signal }))).toMatchObject({
      code: 'aborted',
      retryable: false,
    });
    await gone.promise;
  });
});
