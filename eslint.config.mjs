import next from 'eslint-config-next/core-web-vitals';
import tseslint from 'typescript-eslint';
import { zones, zonesOfTests } from './eslint.zones.mjs';

const ENV_READERS = [
  'lib/env.ts',
  'lib/launcher/**',
  'lib/sandbox/main.ts',
  'lib/sandbox/bulk/main.ts',
  'lib/sandbox/recordings/contract.ts',
  'lib/sandbox/recordings/own-sandbox.ts',
  'lib/testing/**',
  'e2e/**',
  '*.config.{ts,mjs}',
];

/** React's rules take half of the time, and most of `lib` has nothing to do with React. */
const reactRulesOff = Object.fromEntries(
  next
    .flatMap(({ rules }) => Object.keys(rules ?? {}))
    .filter((name) => name.startsWith('react'))
    .map((name) => [name, 'off']),
);

export default tseslint.config(
  {
    ignores: [
      '.next*/**',
      '.data/**',
      'lib/verifier/dist/**',
      'next-env.d.ts',
      'lib/db/migrations/**',
      'docs/**',
      'public/**',
    ],
  },
  ...next,
  ...tseslint.configs.recommended,
  {
    rules: {
      'import/no-restricted-paths': ['error', { zones }],
      'import/no-default-export': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-non-null-assertion': 'off',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 3],
      'no-console': 'error',
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Read settings through lib/env.ts.' },
      ],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    files: ['lib/**', 'e2e/**', '*.{ts,mjs}'],
    ignores: ['lib/features/*/queries.ts'],
    rules: reactRulesOff,
  },
  {
    files: ['components/**/*.tsx', 'app/**/*.tsx'],
    rules: {
      'max-lines-per-function': ['error', { max: 110, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    // Next and the tools insist on default exports here.
    files: ['app/**', '*.config.{ts,mjs}', 'proxy.ts'],
    rules: { 'import/no-default-export': 'off', 'import/no-anonymous-default-export': 'off' },
  },
  {
    files: ['**/*.test.{ts,tsx}', 'e2e/**'],
    rules: {
      'import/no-restricted-paths': ['error', { zones: zonesOfTests }],
      'max-lines-per-function': 'off',
      'max-params': 'off',
    },
  },
  {
    files: [
      'lib/launcher/**',
      'lib/sandbox/**',
      'lib/worker/**',
      'lib/testing/{prove,bench}/**',
      'lib/verifier/main.ts',
    ],
    rules: { 'no-console': 'off' },
  },
  {
    // The places that stand before `lib/env.ts`, or outside the app altogether.
    files: ENV_READERS,
    rules: { 'no-restricted-properties': 'off' },
  },
);
