import path from 'node:path';
import { defineConfig } from 'vitest/config';

// Server modules start with `import 'server-only'`, which throws unless `react-server` is set.
const server = ['react-server', 'module', 'node', 'development|production'];
// Next's bundler gives server modules another `next/navigation` than the browser's; so do we.
const navigation = 'next/dist/client/components/navigation.react-server';
const serverSide = {
  resolve: { conditions: server, alias: { 'next/navigation': navigation } },
  ssr: { resolve: { conditions: server } },
};

const NEEDS_DATABASE = 'lib/**/*.db.test.ts';

export default defineConfig({
  resolve: { alias: { '@': path.resolve(import.meta.dirname) } },
  test: {
    restoreMocks: true,
    // Valid settings that reach nothing: a test that talks to something says so itself.
    env: {
      DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
      CORE_URL: 'http://127.0.0.1:1',
      AUTH_SECRET: 'only-for-unit-tests-only-for-unit-tests',
    },
    maxWorkers: 2,
    projects: [
      {
        ...serverSide,
        extends: true,
        test: { name: 'unit', include: ['lib/**/*.test.ts'], exclude: [NEEDS_DATABASE] },
      },
      {
        // A PostgreSQL of its own, started only when one of these files is to run.
        ...serverSide,
        extends: true,
        test: {
          name: 'database',
          include: [NEEDS_DATABASE],
          globalSetup: 'lib/testing/postgres-setup.ts',
        },
      },
      {
        extends: true,
        test: {
          name: 'components',
          include: ['components/**/*.test.{ts,tsx}'],
          environment: 'jsdom',
          testTimeout: 30_000,
          setupFiles: 'lib/testing/browser-setup.ts',
        },
      },
    ],
  },
});
