import path from 'node:path';
import { expect } from '@playwright/test';
import { ROLES } from '@/lib/base/actor';
import { test as setup } from './stack-test';

/** One stored session per role, made as a person makes it: by the demo sign-in of the sandbox. */
for (const role of ROLES) {
  setup(`signs in as ${role}`, async ({ page, stack }) => {
    await page.goto('/sign-in');
    await page.getByRole('button', { name: new RegExp(`^${role}`, 'i') }).click();
    await expect(page).not.toHaveURL(/sign-in/);
    await page.context().storageState({ path: path.join(stack.sessions, `${role}.json`) });
  });
}
