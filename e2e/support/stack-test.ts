import { test as base } from '@playwright/test';
import type { Stack, StackOptions } from './stack';

/** Playwright's `test`, which knows where everything runs. Specs use `./test` instead. */
export const test = base.extend<StackOptions>({
  stack: [null as unknown as Stack, { option: true }],
});
