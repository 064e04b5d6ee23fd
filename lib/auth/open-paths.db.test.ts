import { describe, expect, it } from 'vitest';
import { migratedDatabase } from '@/lib/testing/migrated-database';
import { auth, AUTH_BASE_PATH, OPEN_PATHS } from './auth';
import { publicUrl } from './public-url';

migratedDatabase();

type Endpoint = { path?: string; options?: { method?: string | string[] } };

/** Every address that better-auth and its plugins define, read from their own table. */
function definedEndpoints(): { path: string; method: string }[] {
  return Object.values(auth().api as Record<string, Endpoint>).flatMap(({ path, options }) =>
    path ? [options?.method ?? 'GET'].flat().map((method) => ({ path, method })) : [],
  );
}

async function ask(path: string, method: string): Promise<Response> {
  const address = new URL(AUTH_BASE_PATH + path.replaceAll(/:\w+/g, 'x'), publicUrl());
  const body = method === 'GET' ? undefined : JSON.stringify({ email: 'nobody@x.example' });
  const headers = { 'content-type': 'application/json', origin: publicUrl().origin };
  return auth().handler(new Request(address, { method, body, headers }));
}

describe('what answers under /api/auth', () => {
  it('is asked of all that better-auth defines', () => {
    const paths = definedEndpoints().map(({ path }) => path);
    expect(paths.length).toBeGreaterThan(25);
    expect(paths).toEqual(
      expect.arrayContaining([...OPEN_PATHS, '/sign-up/email', '/callback/:id', '/update-user']),
    );
  });

  it('is exactly sign-in, sign-out and get-session', async () => {
    const answering = new Set<string>();
    for (const { path, method } of definedEndpoints()) {
      const { status } = await ask(path, method);
      expect(status).toBeLessThan(500);
      if (status !== 404) answering.add(path);
    }
    expect([...answering].sort()).toEqual([...OPEN_PATHS].sort());
  });

  it.each([
    '/sign-in/email/../../sign-up/email',
    '//sign-up/email',
    '/sign-up/email/',
    '/SIGN-UP/email',
    '/sign-in/email%2f..%2f..%2fsign-up%2femail',
    '/',
    '',
  ])('does not answer the spelling %j', async (path) => {
    expect((await ask(path, 'POST')).status).toBe(404);
  });
});
