import { describe, expect, it } from 'vitest';
import { route, Router } from './router';

const handler = () => ({ status: 200 });
const router = new Router([
  route(['GET', '/'], handler),
  route(['GET', '/balances'], handler),
  route(['GET', '/balances/:id'], handler),
  route(['GET', '/balances/:id/at'], handler),
  route(['GET', '/balances/indicator/:indicator/currency/:currency'], handler),
  route(['GET', '/transactions/:id/lineage'], handler),
  route(['PUT', '/balances/:id/identity'], handler),
  route(['PUT', '/ledgers/:id'], handler),
  route(['POST', '/balances/filter'], handler),
  route(['POST', '/:entity-id/metadata'], handler),
]);

function told(method: string, path: string): string {
  const match = router.match(method, path);
  if (match.kind === 'route') return `${match.route.path} ${JSON.stringify(match.params)}`;
  return match.kind === 'redirect' ? `-> ${match.path}` : 'none';
}

describe('Router', () => {
  /** As Core's router answers, asked on a running one. */
  it.each([
    ['GET', '/', '/ {}'],
    ['GET', '/balances', '/balances {}'],
    ['GET', '/balances/x', '/balances/:id {"id":"x"}'],
    ['GET', '/balances/indicator', '/balances/:id {"id":"indicator"}'],
    ['GET', '/balances/a/at', '/balances/:id/at {"id":"a"}'],
    ['PUT', '/balances//identity', '/balances/:id/identity {"id":""}'],
    [
      'GET',
      '/balances/indicator//currency/USD',
      '/balances/indicator/:indicator/currency/:currency {"indicator":"","currency":"USD"}',
    ],
    ['GET', '/balances/indicator/x/currency/', 'none'],
    ['POST', '//metadata', '/:entity-id/metadata {"entity-id":""}'],
    ['POST', '/balances/metadata', '/:entity-id/metadata {"entity-id":"balances"}'],
    ['GET', '/balances/', '-> /balances'],
    ['GET', '/balances//', '-> /balances/'],
    ['GET', '/balances/x/', '-> /balances/x'],
    ['GET', '//', '-> /'],
    ['GET', '/transactions/reference/', '-> /transactions/reference'],
    ['POST', '/metadata/', '-> /metadata'],
    ['POST', '/search/', '-> /search'],
    ['PUT', '/ledgers/', 'none'],
    ['GET', '/foo/', 'none'],
    ['GET', '//balances', 'none'],
    ['GET', '/BALANCES', 'none'],
    ['HEAD', '/balances', 'none'],
    ['GET', '/constructor/__proto__', 'none'],
  ])('%s %s: %s', (method, path, expected) => {
    expect(told(method, path)).toBe(expected);
  });
});
