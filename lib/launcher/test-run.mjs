// @ts-check
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { inRoot } from './paths.mjs';
import { step } from './progress.mjs';
import { prepareTestFolder, stages } from './test-stages.mjs';

/** @typedef {import('./test-stages.mjs').Stage} Stage */

/**
 * Runs `work` and then puts the file that Next writes for editors back as it was, because it names
 * the folder of whichever build came last.
 * @template T
 * @param {() => Promise<T>} work
 */
async function keepingEditorTypes(work) {
  const file = inRoot('next-env.d.ts');
  const before = existsSync(file) ? readFileSync(file) : undefined;
  try {
    return await work();
  } finally {
    if (before) writeFileSync(file, before);
  }
}

/** @param {Stage} stage */
async function runStage(stage) {
  const sinceMs = performance.now();
  const result = await step(`${stage.name}: running`, stage.run).catch((error) => ({
    passed: 0,
    failed: 1,
    output: String(error?.stack ?? error),
  }));
  if (result.failed > 0) console.log(`\n${result.output.trim()}\n`);
  const seconds = ((performance.now() - sinceMs) / 1000).toFixed(1);
  console.log(`${stage.name}: ${result.passed} passed, ${result.failed} failed (${seconds} s)`);
  return result;
}

/**
 * Runs all stages, however the earlier ones end, and closes with the sum of their tests.
 * @returns {Promise<boolean>} whether nothing failed
 */
export async function runStages() {
  prepareTestFolder();
  let passed = 0;
  let failed = 0;
  await keepingEditorTypes(async () => {
    for (const stage of stages) {
      const result = await runStage(stage);
      passed += result.passed;
      failed += result.failed;
    }
  });
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0;
}
