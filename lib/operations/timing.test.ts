import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

beforeEach(() => vi.resetModules());
afterEach(() => vi.unstubAllEnvs());

async function timingWith(settings: Record<string, string>) {
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  return (await import('./timing')).timing();
}

describe('timing', () => {
  it('is that of the design', async () => {
    expect(await timingWith({})).toMatchObject({
      sendBudgetMs: 1_500,
      writeLimitMs: 5_000,
      leaseMs: 15_000,
      resendWindowMs: 30_000,
      maxAttempts: 3,
      settleMs: 120_000,
    });
  });

  it('can be shortened by tests, and by nobody else', async () => {
    const COUNTERFOIL_TEST_TIMING = '{"settleMs":600}';
    await expect(timingWith({ COUNTERFOIL_TEST_TIMING })).rejects.toThrow(
      'COUNTERFOIL_TEST_TIMING: is only for tests',
    );
    vi.resetModules();
    const testing = { COUNTERFOIL_TEST_TIMING, COUNTERFOIL_TESTING: '1' };
    expect(await timingWith(testing)).toMatchObject({ settleMs: 600, leaseMs: 15_000 });
  });

  it.each([
    ['a name that is none', '{"settelMs":1}'],
    ['a time that is none', '{"settleMs":"soon"}'],
    ['a lease that ends before the answer', '{"leaseMs":6500}'],
    ['a first request after the first lease', '{"firstSendMs":15001}'],
  ])('refuses %s', async (_name, COUNTERFOIL_TEST_TIMING) => {
    await expect(
      timingWith({ COUNTERFOIL_TEST_TIMING, COUNTERFOIL_TESTING: '1' }),
    ).rejects.toThrow();
  });
});
