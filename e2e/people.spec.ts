import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from './support/test';

const PASSWORD = 'long enough for all';

/** Invites somebody through the page of people, and gives back the one-time link. */
async function invite(page: Page, email: string, role: RegExp): Promise<string> {
  await page.goto('/settings/people');
  await page.getByRole('button', { name: 'Invite person' }).click();
  await page.getByLabel('E-mail').fill(email);
  await page.getByRole('radio', { name: role }).click();
  await page.getByRole('button', { name: 'Make the link' }).click();
  await expect(page.getByText('This link is shown only now')).toBeVisible();
  const link = await page.locator('code').innerText();
  await page.getByRole('button', { name: 'Done' }).click();
  return link;
}

async function join(page: Page, link: string, name: string) {
  await page.goto(link);
  await page.getByLabel('Your name').fill(name);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Join and sign in' }).click();
  await expect(page).toHaveURL(/\/balances$/);
}

async function signIn(page: Page, email: string, password: string) {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.keyboard.press('Enter');
}

const rowOf = (page: Page, email: string) => page.getByRole('row', { name: new RegExp(email) });

async function choose(page: Page, email: string, item: RegExp) {
  const actions = rowOf(page, email).getByRole('button', { name: /^Actions for/ });
  await actions.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: item }).click();
}

test('an admin invites somebody by a link that works once', async ({ as, nobody, core }) => {
  const email = `nora-${core.unique()}@x.example`;
  const admin = await as('admin');
  const link = await invite(admin, email, /^Auditor/);
  await expect(rowOf(admin, email)).toBeVisible();
  await expectAccessible(admin);

  const nora = await nobody();
  await nora.goto(link);
  await expect(nora.getByText('You are invited as')).toBeVisible();
  await expectAccessible(nora);
  await nora.getByLabel('Your name').fill('Nora New');
  await nora.getByLabel('Password').fill('short');
  await nora.getByRole('button', { name: 'Join and sign in' }).click();
  await expect(nora.getByText('A password has at least 12')).toBeVisible();
  await join(nora, link, 'Nora New');
  await nora.goto('/settings/people');
  await expect(nora.getByText('You cannot see people')).toBeVisible();

  const other = await nobody();
  await other.goto(link);
  await expect(other.getByText('This link is used up')).toBeVisible();
});

test('another role holds at once, and who is disabled is out at once', async ({
  as,
  nobody,
  core,
}) => {
  const email = `nora-${core.unique()}@x.example`;
  const admin = await as('admin');
  const nora = await nobody();
  await join(nora, await invite(admin, email, /^Auditor/), 'Nora New');
  await nora.goto('/balances/new');
  await expect(nora.getByText(/An admin can grant it/)).toBeVisible();

  await admin.reload();
  await choose(admin, email, /Change role/);
  await admin.getByRole('radio', { name: /^Finance/ }).click();
  await admin.getByRole('button', { name: 'Make Finance' }).click();
  await expect(rowOf(admin, email)).toContainText('Finance');
  await nora.goto('/balances/new');
  await expect(nora.getByRole('button', { name: 'Create balance' })).toBeVisible();

  await choose(admin, email, /^Disable/);
  await admin.getByRole('button', { name: 'Disable', exact: true }).click();
  await expect(rowOf(admin, email)).toContainText('Disabled');
  await nora.goto('/balances');
  await expect(nora).toHaveURL(/\/sign-in\?next=/);
  await signIn(nora, email, PASSWORD);
  await expect(nora.getByText('An admin has disabled your access')).toBeVisible();
});

test('nobody takes away their own rights, so that an admin always remains', async ({ as }) => {
  const admin = await as('admin');
  await admin.goto('/settings/people');
  const own = admin.getByRole('row').filter({ hasText: 'You' });
  await own.getByRole('button', { name: /^Actions for/ }).focus();
  await admin.keyboard.press('Enter');
  for (const item of [/Change role/, /^Disable/]) {
    const entry = admin.getByRole('menuitem', { name: item });
    await expect(entry).toHaveAttribute('aria-disabled', 'true');
    await expect(entry).toContainText('Only another admin can do this to you.');
  }
});

test('a session is ended from another browser', async ({ as, nobody, core }) => {
  const email = `nora-${core.unique()}@x.example`;
  const first = await nobody();
  await join(first, await invite(await as('admin'), email, /^Support/), 'Nora New');
  const second = await nobody();
  await signIn(second, email, PASSWORD);
  await expect(second).toHaveURL(/\/balances$/);

  await second.goto('/settings/sessions');
  const rows = second.getByRole('row').filter({ has: second.getByRole('button') });
  await expect(rows).toHaveCount(2);
  await expectAccessible(second);
  const other = rows.filter({ hasNotText: 'This one' });
  await other.getByRole('button', { name: /^Actions for/ }).focus();
  await second.keyboard.press('Enter');
  await second.getByRole('menuitem', { name: /End session/ }).click();
  await second.getByRole('button', { name: 'End session', exact: true }).click();
  await expect(rows).toHaveCount(1);
  await first.goto('/balances');
  await expect(first).toHaveURL(/\/sign-in\?next=/);
});

test('guessing a password is stopped, also for the right one', async ({ as, nobody, core }) => {
  const email = `nora-${core.unique()}@x.example`;
  const nora = await nobody();
  await join(nora, await invite(await as('admin'), email, /^Support/), 'Nora New');
  const thief = await nobody();
  await thief.goto('/sign-in');
  const limited = thief.getByText(/too many|Too many/);
  for (let tries = 0; tries < 12 && !(await limited.isVisible()); tries += 1) {
    await thief.getByLabel('E-mail').fill(email);
    await thief.getByLabel('Password').fill(`wrong ${tries}`);
    await thief.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(thief.getByText(/do not belong together|[Tt]oo many/)).toBeVisible();
  }
  await expect(limited).toBeVisible();
  await thief.getByLabel('E-mail').fill(email);
  await thief.getByLabel('Password').fill(PASSWORD);
  await thief.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(limited).toBeVisible();
  await expect(thief).toHaveURL(/\/sign-in/);
});
