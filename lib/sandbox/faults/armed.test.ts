import { describe, expect, it } from 'vitest';
import { ArmedFaults } from './armed';
import { sentinelsIn } from './kinds';

const PUT = { method: 'PUT', path: '/balances/bln_1/identity' };

describe('ArmedFaults', () => {
  it('strikes the next requests it is for, so many times', () => {
    const faults = new ArmedFaults('1');
    const fault = { kind: 'drop_answer' } as const;
    const id = faults.arm({ fault, method: 'PUT', path: '/balances', requests: 2 });
    expect(faults.next({ method: 'GET', path: '/balances' })).toBeNull();
    expect(faults.next({ method: 'PUT', path: '/identities/x' })).toBeNull();
    expect([1, 2, 3].map(() => faults.next(PUT))).toEqual([fault, fault, null]);
    expect(faults.list()).toMatchObject([{ id, fired: 2 }]);
  });

  it('strikes by chance, and the same way for the same seed', () => {
    const drawn = (seed: string) => {
      const faults = new ArmedFaults(seed);
      faults.arm({ fault: { kind: 'locked' }, percent: 30 });
      return Array.from({ length: 1_000 }, () => faults.next(PUT) !== null);
    };
    expect(drawn('a')).toEqual(drawn('a'));
    expect(drawn('a')).not.toEqual(drawn('b'));
    const struck = drawn('a').filter(Boolean).length;
    expect(struck).toBeGreaterThan(230);
    expect(struck).toBeLessThan(370);
  });

  it('lets the first that strikes have the request', () => {
    const faults = new ArmedFaults('1');
    const first = faults.arm({ fault: { kind: 'locked' }, requests: 1 });
    faults.arm({ fault: { kind: 'late' }, requests: 1 });
    expect([1, 2, 3].map(() => faults.next(PUT)?.kind)).toEqual(['locked', 'late', undefined]);
    expect(faults.disarm(first)).toBe(true);
    expect(faults.disarm(first)).toBe(false);
    expect(faults.list()).toHaveLength(1);
  });
});

describe('sentinelsIn', () => {
  it('finds what a text asks for, with its figure', () => {
    expect(sentinelsIn('Jane "sandbox:now:late:250" sandbox:write:drop_answer')).toEqual([
      { when: 'now', fault: { kind: 'late', argument: 250 } },
      { when: 'write', fault: { kind: 'drop_answer' } },
    ]);
  });

  it('takes nothing else for one', () => {
    for (const text of ['sandbox:now:explode', 'sandbox:late', 'SANDBOX:now:late', 'constructor']) {
      expect(sentinelsIn(text)).toEqual([]);
    }
    expect(sentinelsIn('sandbox:now:constructor')).toEqual([]);
  });
});
