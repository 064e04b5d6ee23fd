import path from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    alias: { '@': path.resolve(import.meta.dirname) },
    // Server modules start with `import 'server-only'`, which throws unless this condition is set.
    conditions: ['react-server', 'module', 'node', 'development|production'],
  },
  ssr: { resolve: { conditions: ['react-server', 'module', 'node', 'development|production'] } },
  test: {
    include: ['lib/**/*.test.{ts,tsx}', 'components/**/*.test.{ts,tsx}'],
    exclude: ['node_modules/**', '.data/**'],
    restoreMocks: true,
    // Valid settings that reach nothing: a test that talks to something says so itself.
    env: {
      DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
      CORE_URL: 'http://127.0.0.1:1',
      AUTH_SECRET: 'only-for-unit-tests-only-for-unit-tests',
    },
    maxWorkers: 2,
  },
});
