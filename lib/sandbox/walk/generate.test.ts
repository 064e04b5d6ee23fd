import { describe, expect, it } from 'vitest';
import { allRoutes } from '../routes/all';
import { Router } from '../router';
import { generateWalk } from './generate';

describe('generateWalk', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(generateWalk('1/0', 300)).toEqual(generateWalk('1/0', 300));
    expect(generateWalk('1/1', 300)).not.toEqual(generateWalk('1/0', 300));
  });

  it('asks for every resource a back office meets, also for what Core refuses', () => {
    const router = new Router(allRoutes);
    const met = new Set<string>();
    for (const step of generateWalk('all', 3_000)) {
      if (step.kind === 'quiet') continue;
      const path = step.path.split('?')[0]!.replaceAll(/\$\{\w+\}/g, 'x');
      const match = router.match(step.method, path);
      met.add(match.kind === 'route' ? `${match.route.method} ${match.route.path}` : 'nothing');
    }
    // Work for the whole Core at once, and what answers anew each time, would disturb other walks.
    const alone = /snapshots|recover|mocked|reconciliation|backup|hooks|reindex|health|\/$/;
    // Lists of everything show what other walks make.
    const everything = new Set(['GET /accounts', 'GET /balance-monitors']);
    const never = allRoutes
      .map(({ method, path }) => `${method} ${path}`)
      .filter((route) => !met.has(route) && !alone.test(route) && !everything.has(route));
    expect(never).toEqual([]);
    expect(met).toContain('nothing');
  });

  it('comes to rest before an owner or a name changes while money is on its way', () => {
    const steps = generateWalk('2', 2_000);
    const tracked = new Set<string>();
    let isMoving = false;
    let changes = 0;
    for (const step of steps) {
      if (step.kind === 'quiet') {
        isMoving = false;
        continue;
      }
      const { method, path, body = '' } = step;
      if (path === '/balances' && /identity_id.*track_fund_lineage/.test(body)) {
        tracked.add(Object.keys(step.saves!)[0]!);
      } else if (
        /^\/transactions(?:\/bulk)?$/.test(path) &&
        method === 'POST' &&
        !body.includes('2090')
      ) {
        isMoving ||= [...body.matchAll(/\$\{(\w+)\}/g)].some(([, name]) => tracked.has(name!));
      } else if (/^(?:PUT|DELETE)$/.test(method) && /^\/(?:identities|balances)/.test(path)) {
        if (path.startsWith('/balances') && !/^\{"identity_id":"\$/.test(body)) continue;
        changes += 1;
        expect(isMoving, path).toBe(false);
      }
    }
    expect(changes).toBeGreaterThan(100);
  });

  it('comes to rest before the first tagged credit of a balance meets a debit on the way', () => {
    const moving = new Set<string>();
    const seasoned = new Set<string>();
    const tracked = new Set<string>();
    let met = 0;
    for (const step of generateWalk('3', 2_000)) {
      if (step.kind === 'quiet') {
        moving.clear();
        continue;
      }
      const { path, body = '', saves } = step;
      if (path === '/balances' && /identity_id.*track_fund_lineage/.test(body)) {
        tracked.add(Object.keys(saves!)[0]!);
      }
      if (!/^\/transactions(?:\/bulk)?$/.test(path) || body.includes('2090')) continue;
      const names = [...body.matchAll(/\$\{(balance\d+)\}/g)].map(([, name]) => name!);
      for (const name of new Set(names.filter((each) => tracked.has(each)))) {
        if (body.includes('BLNK_LINEAGE_PROVIDER') && !seasoned.has(name)) {
          expect(moving, `before ${body}`).not.toContain(name);
          seasoned.add(name);
          met += 1;
        }
        moving.add(name);
      }
    }
    expect(met).toBeGreaterThan(20);
  });
});
