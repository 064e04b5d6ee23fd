// @ts-check
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildVerifier } from './build-verifier.mjs';
import { STORES } from './data-folder.mjs';
import { runEndToEnd } from './e2e-run.mjs';
import { appNode, dataRoot, inRoot, root } from './paths.mjs';
import { withPostgres } from './throwaway-postgres.mjs';
import { runProgram, runTool, toolEnv } from './tools.mjs';
import { writing } from './writable.mjs';

/**
 * What a stage found. A static check counts as one test.
 * @typedef {{ passed: number, failed: number, output: string }} StageResult
 * @typedef {{ name: string, run: () => Promise<StageResult> }} Stage
 */

/** Everything that the tests write; emptied before each run. */
export const testFolder = path.join(dataRoot, 'test');
/** Where the tests build the app, so that a running installation keeps its own build. */
export const DIST_DIR = '.next-test';
/** An address where nothing listens: the build must not open a database. */
const NO_DATABASE = 'postgres://nobody:nothing@127.0.0.1:1/none';

const buildEnv = {
  NEXT_DIST_DIR: DIST_DIR,
  NEXT_TSCONFIG: path.relative(root, path.join(testFolder, 'tsconfig.json')),
  DATABASE_URL: NO_DATABASE,
};

/**
 * @param {string} name
 * @param {Parameters<typeof runTool>} command
 * @returns {Stage}
 */
function staticCheck(name, ...command) {
  return {
    name,
    async run() {
      const { code, output } = await runTool(...command);
      return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, output };
    },
  };
}

/**
 * A configuration for the compiler that reads the route types of the test build and no others, so
 * that what an installation has built does not matter. Next would otherwise rewrite the project's own.
 */
function writeTestTsconfig() {
  const config = {
    extends: '../../tsconfig.json',
    compilerOptions: { incremental: false },
    include: [
      ...['ts', 'tsx'].map((end) => `../../**/*.${end}`),
      '../../lib/launcher/**/*.mjs',
      `../../${DIST_DIR}/types/**/*.ts`,
    ],
    exclude: ['../../node_modules', '../../next-env.d.ts'],
  };
  writeFileSync(path.join(testFolder, 'tsconfig.json'), JSON.stringify(config, null, 2));
}

/** @returns {Promise<StageResult>} */
async function types() {
  const generated = await runTool('next/dist/bin/next', ['typegen'], { env: buildEnv });
  if (generated.code !== 0) return { passed: 0, failed: 1, output: generated.output };
  const project = path.join(testFolder, 'tsconfig.json');
  return staticCheck('types', 'typescript/bin/tsc', ['--noEmit', '-p', project]).run();
}

/**
 * Reads vitest's summary. A file that cannot be loaded, and a test that is skipped, count as failed.
 * @param {string} file
 */
function vitestCounts(file) {
  const summary = JSON.parse(readFileSync(file, 'utf8'));
  const skipped = summary.numPendingTests + summary.numTodoTests;
  const unloaded = summary.testResults.filter(
    (/** @type {{ status: string, assertionResults: unknown[] }} */ result) =>
      result.status === 'failed' && result.assertionResults.length === 0,
  ).length;
  return { passed: summary.numPassedTests, failed: summary.numFailedTests + skipped + unloaded };
}

/** @returns {Promise<StageResult>} */
async function unit() {
  const file = path.join(testFolder, 'unit.json');
  const { code, output } = await runTool('vitest/vitest.mjs', [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  const { passed, failed } = vitestCounts(file);
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed, output };
}

/** Builds the app for the end-to-end tests, with a database that cannot be reached. */
export async function buildForTests() {
  await buildVerifier();
  return runTool('next/dist/bin/next', ['build'], { env: buildEnv });
}

/** @returns {Promise<StageResult>} */
async function build() {
  const { code, output } = await buildForTests();
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, output };
}

/**
 * Holds the sandbox Core to the recordings of a real one, over a PostgreSQL of its own.
 * @returns {Promise<StageResult>}
 */
function contract() {
  return withPostgres('contract', async (url) => {
    const script = inRoot('lib', 'sandbox', 'recordings', 'contract.ts');
    const { code, output } = await runProgram(appNode(), ['--import', 'tsx', script], {
      env: toolEnv({ TEST_POSTGRES_URL: url }),
    });
    const [, passed, failed] = /^(\d+) passed, (\d+) failed$/m.exec(output) ?? [0, 0, 1];
    return { passed: Number(passed), failed: Math.max(Number(failed), code === 0 ? 0 : 1), output };
  });
}

/** Small samples of the long proofs; each case counts as a test. */
const SAMPLES = [
  ['simulation', '--cases', '20000'],
  ['faults', '--cases', '200', '--real', '0', '--full', '8', '--planted', '0'],
  ['log-mutations', '--cases', '400'],
  ['lineage-prediction', '--cases', '150'],
  ['carry', '--method', 'in-place', '--cases', '12', '--jobs', '12'],
  ['carry', '--method', 'auto', '--cases', '12', '--jobs', '12'],
  ['new-balance', '--cases', '12', '--jobs', '12'],
];

/** @returns {Promise<StageResult>} */
async function proofs() {
  const sum = { passed: 0, failed: 0, output: '' };
  for (const sample of SAMPLES) {
    const script = inRoot('lib', 'launcher', 'prove.mjs');
    const { code, output } = await runProgram(appNode(), [script, ...sample], { env: toolEnv() });
    const [, cases, wrong] = /: (\d+) cases, (\d+) wrong/.exec(output) ?? [0, 1, 1];
    const failed = Math.max(Number(wrong), code === 0 ? 0 : 1);
    sum.passed += Number(cases) - failed;
    sum.failed += failed;
    if (failed > 0) sum.output += `${sample.join(' ')}\n${output}\n`;
  }
  return sum;
}

/** Empties the tests' own folder and writes what the stages need. */
export function prepareTestFolder() {
  writing(STORES, dataRoot, () => {
    rmSync(testFolder, { recursive: true, force: true });
    mkdirSync(testFolder, { recursive: true, mode: 0o700 });
    writeTestTsconfig();
  });
}

/** @type {Stage[]} */
export const stages = [
  staticCheck('format', 'prettier/bin/prettier.cjs', ['--check', '.']),
  staticCheck('lint', 'eslint/bin/eslint.js', ['--max-warnings', '0', '.']),
  { name: 'types', run: types },
  staticCheck('unused code', 'knip/bin/knip.js', []),
  { name: 'unit', run: unit },
  { name: 'contract', run: contract },
  { name: 'proofs', run: proofs },
  { name: 'build', run: build },
  { name: 'end to end', run: () => runEndToEnd({ distDir: DIST_DIR }) },
];
