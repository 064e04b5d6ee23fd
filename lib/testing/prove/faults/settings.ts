import { DEFAULT_TIMING, type Timing } from '@/lib/operations/timing';
import { newKeyPem } from '../../seal-now';

/** The times of a campaign. */
export type Profile = {
  timing: Timing;
  /** Whether nearly all of the settle time is used up. */
  isPatient: boolean;
  /** How many balances are being changed at once. */
  atOnce: number;
  /** Between two things that befall everybody. */
  weatherEveryMs: number;
};

/** Often enough that a late answer is found while somebody waits for it. */
const SWEEP = { sweepRecentEveryMs: 2_000, sweepLeaseMs: 5_000, sweepRetryMs: 1_000 };

export const SHORT: Profile = {
  timing: {
    ...DEFAULT_TIMING,
    sendBudgetMs: 1_000,
    writeLimitMs: 600,
    readLimitMs: 1_500,
    loadLimitMs: 5_000,
    leaseMs: 4_000,
    firstSendMs: 3_500,
    patienceMs: 3_000,
    tickMs: 100,
    resendAfterMs: 300,
    resendWindowMs: 3_000,
    readSoonMs: 100,
    readSoonForMs: 2_000,
    readEveryMs: 400,
    settleMs: 6_000,
    ...SWEEP,
  },
  isPatient: false,
  atOnce: 64,
  weatherEveryMs: 3_000,
};

export const REAL: Profile = {
  timing: { ...DEFAULT_TIMING, ...SWEEP },
  isPatient: true,
  atOnce: 20,
  weatherEveryMs: 15_000,
};

/** What every process of ours is told. */
export function environment(given: {
  databaseUrl: string;
  coreUrl: string;
  key: string;
  anchorFile: string;
  profile: Profile;
}): Record<string, string> {
  return {
    NODE_ENV: 'production',
    PATH: process.env.PATH ?? '',
    COUNTERFOIL_MODE: 'sandbox',
    DATABASE_URL: given.databaseUrl,
    CORE_URL: given.coreUrl,
    CORE_KEY: given.key,
    AUTH_SECRET: 'only-for-a-proof-only-for-a-proof',
    EVIDENCE_KEY: newKeyPem(),
    EVIDENCE_ANCHOR_FILE: given.anchorFile,
    COUNTERFOIL_TESTING: '1',
    COUNTERFOIL_TEST_TIMING: JSON.stringify(given.profile.timing),
  };
}
