import 'server-only';
import { env } from '@/lib/env';

/** The address at which people reach this installation. It decides cookies and trusted origins. */
export function publicUrl(): URL {
  const { PUBLIC_URL, PORT } = env();
  return new URL(PUBLIC_URL ?? `http://localhost:${PORT}`);
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]', '::1']);

/** Whether `host` (a name or address without port) can only be reached from this machine. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.has(host.toLowerCase());
}

/**
 * Origins from which a browser may sign in and out: that of the public address and, when it names
 * this machine, its other spellings too, so that `127.0.0.1` works where `localhost` does.
 */
export function trustedOrigins(url: URL = publicUrl()): string[] {
  if (!isLoopback(url.hostname)) return [url.origin];
  const port = url.port ? `:${url.port}` : '';
  return ['localhost', '127.0.0.1', '[::1]'].map((host) => `${url.protocol}//${host}${port}`);
}
