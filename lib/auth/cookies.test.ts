import { afterEach, describe, expect, it, vi } from 'vitest';

/** The session's cookie of an installation at that address. */
async function cookieAt(publicUrl: string) {
  vi.resetModules();
  vi.stubEnv('PUBLIC_URL', publicUrl);
  const { auth } = await import('./auth');
  return (await auth().$context).authCookies.sessionToken;
}

describe('the cookie of a session', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('goes over HTTPS only where the public address does', async () => {
    const { name, attributes } = await cookieAt('https://counterfoil.example.com');
    expect(name).toBe('__Secure-counterfoil.session_token');
    expect(attributes).toMatchObject({ secure: true, httpOnly: true, sameSite: 'lax', path: '/' });
    expect(attributes).not.toHaveProperty('domain');
  });

  it('is told from that of another installation on the same host by its port', async () => {
    const { name, attributes } = await cookieAt('http://localhost:3456');
    expect(name).toBe('counterfoil-3456.session_token');
    expect(attributes).toMatchObject({ secure: false, httpOnly: true });
  });
});
