/**
 * The settings of this process and of its workers, before anything reads them: the times are those of a
 * Core that answers at once, and a lease still outlasts a request.
 */
export function setSettings(given: {
  databaseUrl: string;
  coreUrl: string;
  key: string;
  policy: string;
  /** Whether workers die all the time: then nobody waits long for a lease. */
  isDying: boolean;
}): void {
  Object.assign(process.env, {
    DATABASE_URL: given.databaseUrl,
    CORE_URL: given.coreUrl,
    CORE_KEY: given.key,
    LINEAGE_CARRY: given.policy,
    AUTH_SECRET: 'only-for-a-proof-only-for-a-proof',
    COUNTERFOIL_TESTING: '1',
    COUNTERFOIL_TEST_TIMING: JSON.stringify({
      tickMs: 50,
      readSoonMs: 50,
      readEveryMs: 100,
      resendAfterMs: 200,
      sendBudgetMs: 500,
      // Core waits up to three seconds for a lock that a payment holds (contract 3.4).
      writeLimitMs: given.isDying ? 1_000 : 5_000,
      leaseMs: given.isDying ? 1_600 : 6_000,
      firstSendMs: 1_600,
      settleMs: 5_000,
    }),
  });
}
