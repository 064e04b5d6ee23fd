import { expect, expectAccessible, PHONE, test } from './support/test';

test('somebody who has not signed in is asked to, and comes back to where they were', async ({
  nobody,
}) => {
  const page = await nobody();
  await page.goto('/settings/sessions');
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await expectAccessible(page);
  await page.getByRole('button', { name: /^Support/ }).click();
  await expect(page).toHaveURL(/\/settings\/sessions$/);
});

test('a wrong password says so, and nothing about whether the address is known', async ({
  nobody,
  expectConsoleError,
}) => {
  expectConsoleError(/40[0-9]/);
  const page = await nobody({ viewport: PHONE });
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill('nobody@example.com');
  await page.getByLabel('Password').fill('not the password');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('alert').first()).toBeVisible();
  await expect(page).toHaveURL(/sign-in/);
});
