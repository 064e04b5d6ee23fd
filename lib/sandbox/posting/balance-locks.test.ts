import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BalanceLocks } from './balance-locks';

describe('BalanceLocks', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('lets one at a time at a balance, in order, and others at other balances', async () => {
    const locks = new BalanceLocks();
    const order: string[] = [];
    const first = Promise.withResolvers<void>();
    const one = locks.holding(['a', 'b'], async () => {
      order.push('one starts');
      await first.promise;
      order.push('one ends');
    });
    const two = locks.holding(['b', 'c'], async () => order.push('two'));
    const three = locks.holding(['a'], async () => order.push('three'));
    await locks.holding(['d'], async () => order.push('elsewhere'));
    first.resolve();
    await Promise.all([one, two, three]);
    expect(order).toEqual(['one starts', 'elsewhere', 'one ends', 'two', 'three']);
  });

  it('lets a transfer of a balance to itself through', async () => {
    await expect(new BalanceLocks().holding(['a', 'a'], async () => 7)).resolves.toBe(7);
  });

  it('gives up after three seconds, and keeps the line in order behind', async () => {
    const locks = new BalanceLocks();
    const held = Promise.withResolvers<void>();
    const slow = locks.holding(['a'], () => held.promise);
    const refused = locks.holding(['a'], async () => 'never');
    const outcome = expect(refused).rejects.toThrow(
      'failed to acquire lock: failed to acquire all locks within the wait timeout',
    );
    await vi.advanceTimersByTimeAsync(3_000);
    await outcome;
    const next = locks.holding(['a'], async () => 'next');
    held.resolve();
    await slow;
    await expect(next).resolves.toBe('next');
  });

  it('goes on after work that fails', async () => {
    const locks = new BalanceLocks();
    await expect(locks.holding(['a'], () => Promise.reject(new Error('broken')))).rejects.toThrow(
      'broken',
    );
    await expect(locks.holding(['a'], async () => 'fine')).resolves.toBe('fine');
  });
});
