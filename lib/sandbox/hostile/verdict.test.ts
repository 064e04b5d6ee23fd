import { describe, expect, it } from 'vitest';
import { SeededRandom } from '@/lib/base/seeded-random';
import { allRoutes } from '../routes/all';
import { hostileBytes, hostileRequest, type Input } from './inputs';
import { complaint, isNotImitated } from './verdict';

const request = (more: Partial<Extract<Input, { kind: 'request' }>> = {}): Input => ({
  kind: 'request',
  route: 'POST /ledgers',
  method: 'POST',
  path: '/ledgers',
  headers: {},
  body: '{}',
  ...more,
});
const answered = (status: number, text = '') => ({ kind: 'answered', status, text }) as const;
const failure = (details: object | undefined) =>
  answered(500, JSON.stringify({ error_detail: { code: 'GEN_INTERNAL', message: 'm', details } }));

describe('complaint', () => {
  it('is none of an answer, a refusal, or an error that the database has told', () => {
    expect(complaint(request(), answered(200))).toBeNull();
    expect(complaint(request(), answered(400))).toBeNull();
    expect(complaint(request(), failure({ Code: '22P02' }))).toBeNull();
  });

  it('is made of any other error, a hang, and a connection closed in silence', () => {
    expect(complaint(request(), failure(undefined))).toContain('500');
    expect(complaint(request(), failure({ Code: 'XX000' }))).toContain('500');
    expect(complaint(request(), answered(502, '<html>'))).toContain('502');
    expect(complaint(request(), { kind: 'hung' })).toContain('ten seconds');
    expect(complaint(request(), { kind: 'closed' })).toContain('closed');
  });

  it('lets bytes that are no request be met with a closed connection', () => {
    const raw = hostileBytes(new SeededRandom('1'), 'k');
    expect(complaint(raw, { kind: 'closed' })).toBeNull();
    expect(complaint(raw, { kind: 'hung' })).not.toBeNull();
  });
});

describe('isNotImitated', () => {
  it('knows what the difference list names', () => {
    expect(isNotImitated(request())).toBe(false);
    expect(isNotImitated(request({ route: 'GET /backup' }))).toBe(true);
    expect(isNotImitated(request({ path: '/balances/%ff' }))).toBe(true);
    expect(isNotImitated(request({ body: '{"a":1,"a":2}' }))).toBe(false);
  });
});

describe('hostileRequest', () => {
  it('is the same for the same dice, and meets every route', () => {
    for (const route of allRoutes) {
      const [one, two] = [1, 2].map(() => hostileRequest(new SeededRandom('7'), route));
      expect(one).toEqual(two);
      expect(one).toMatchObject({ route: `${route.method} ${route.path}` });
    }
  });
});
