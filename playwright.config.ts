import { defineConfig } from '@playwright/test';
import type { StackOptions } from './e2e/support/stack';

// `npm run e2e` and `npm test` start everything and say here where it is. Tools that only read this
// file go without.
const stack = JSON.parse(process.env.E2E_STACK ?? 'null');

const flags = ['--disable-quic', '--no-first-run', '--disable-background-networking'];
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

export default defineConfig<StackOptions>({
  testDir: 'e2e',
  outputDir: '.data/e2e-results',
  reporter: [['list'], ['json']],
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    stack,
    baseURL: stack?.baseUrl,
    viewport: { width: 1440, height: 900 },
    timezoneId: 'Europe/Berlin',
    locale: 'en-GB',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    actionTimeout: 15_000,
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH,
      args: [...flags, ...asRoot, '--disable-component-update', '--disable-sync'],
    },
  },
  projects: [
    { name: 'sessions', testMatch: 'support/sessions.setup.ts' },
    {
      name: 'together',
      testMatch: '*.spec.ts',
      testIgnore: '*.alone.spec.ts',
      dependencies: ['sessions'],
    },
    // These stop Core or the worker for everybody, so nothing else runs beside them.
    {
      name: 'alone',
      testMatch: '*.alone.spec.ts',
      dependencies: ['together'],
      fullyParallel: false,
      workers: 1,
    },
  ],
});
