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
    maxWorkers: 2,
  },
});
