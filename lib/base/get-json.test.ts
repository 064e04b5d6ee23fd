import { afterEach, expect, it, vi } from 'vitest';
import { getJson } from './get-json';
import { DomainError } from './result';

afterEach(() => void vi.unstubAllGlobals());

const answering = (body: string, status = 200) =>
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(body, { status })));

it('gives the data', async () => {
  answering('{"data":{"a":1}}');
  await expect(getJson('/api/x')).resolves.toEqual({ a: 1 });
});

it('throws what the server says', async () => {
  answering('{"error":{"code":"notFound","message":"Core does not know it."}}', 404);
  const error = await getJson('/api/x').catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(DomainError);
  expect((error as DomainError).failure.code).toBe('notFound');
});

it('says that the answer could not be read', async () => {
  answering('<html>bad gateway</html>', 502);
  await expect(getJson('/api/x')).rejects.toMatchObject({ failure: { code: 'unknown' } });
});

it('passes an abort on as it is', async () => {
  const gone = new AbortController();
  gone.abort();
  vi.stubGlobal('fetch', () => Promise.reject(gone.signal.reason));
  await expect(getJson('/api/x', gone.signal)).rejects.toBe(gone.signal.reason);
});
