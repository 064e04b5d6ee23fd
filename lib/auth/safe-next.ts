import type { Route } from 'next';
import { routes } from '@/lib/routes';

/** Only used to resolve a path; nothing is ever sent there. */
const NOWHERE = 'http://nowhere.invalid';

/**
 * Where to go after signing in: `next` if it is a path of this app, else the balances list. Anything
 * that a browser could read as another site (`//evil`, `/\evil`, `https:…`, control characters) and
 * the sign-in page itself, which would go round in circles, fall back.
 */
export function safeNext(next: string | null | undefined): Route {
  const fallback = routes.balances();
  if (!next || !/^\/(?![/\\])[\x21-\x7e]*$/.test(next) || next.includes('\\')) return fallback;
  const url = new URL(next, NOWHERE);
  if (url.origin !== NOWHERE) return fallback;
  const path = url.pathname;
  const leadsBack = path === routes.signIn() || path.startsWith('/api/') || path.startsWith('//');
  return leadsBack ? fallback : ((path + url.search) as Route);
}
