import next from 'eslint-config-next/core-web-vitals';
import tseslint from 'typescript-eslint';

// Who may import whom (docs/architecture.md). Each row: [room, what it may not reach, exceptions].
const everythingBut = (...allowed) => ({ from: './', except: ['./node_modules', ...allowed] });
const base = './lib/base';
const env = './lib/env.ts';
const ground = [base, env, './lib/routes.ts'];
const zone = (target, ...allowed) => ({
  target,
  ...everythingBut(target, ...allowed),
  message: 'See the import law in docs/architecture.md.',
});

export const zones = [
  zone('./lib/base'),
  zone('./lib/core', ...ground),
  zone('./lib/db', ...ground),
  zone('./lib/lineage', base, './lib/core/schemas'),
  zone('./lib/audit', ...ground, './lib/db'),
  zone('./lib/auth', ...ground, './lib/db', './lib/audit'),
  zone(
    './lib/operations',
    ...ground,
    './lib/db',
    './lib/audit',
    './lib/auth',
    './lib/core/errors.ts',
  ),
  zone(
    './lib/worker',
    ...ground,
    './lib/db',
    './lib/audit',
    './lib/auth',
    './lib/operations',
    './lib/core',
    './lib/lineage',
    './lib/features',
  ),
  zone('./lib/sandbox', base),
  zone('./components/ui', base),
  zone('./components/forms', base, './components/ui'),
  zone('./components/data-table', base, './components/ui'),
];

export default tseslint.config(
  {
    ignores: [
      '.next*/**',
      '.data/**',
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
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
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
      // Tests of any room may use what is made for testing.
      'import/no-restricted-paths': [
        'error',
        { zones: zones.map((each) => ({ ...each, except: [...each.except, './lib/testing'] })) },
      ],
      'max-lines-per-function': 'off',
      'max-params': 'off',
    },
  },
  { files: ['lib/launcher/**', 'lib/sandbox/**', 'lib/worker/**'], rules: { 'no-console': 'off' } },
);
