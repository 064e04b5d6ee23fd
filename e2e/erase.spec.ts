import { type Page } from '@playwright/test';
import { expect, expectAccessible, test } from './support/test';

const entry = (page: Page) => page.getByRole('complementary', { name: 'Audit entry' });

test('an admin erases what is recorded about an identity, and the entries stay proven', async ({
  as,
  core,
}) => {
  const ticket = `SUP-${core.unique()}`;
  const identity = await core.identity({ city: 'Lagos', email_address: 'old@doe.example' });
  const support = await as('support');
  await support.goto(`/identities/${identity.identity_id}/edit`);
  await support.getByLabel('City').fill('Abuja');
  await support.getByLabel('Ticket').fill(ticket);
  await support.getByRole('button', { name: 'Change identity' }).click();
  await expect(support).toHaveURL(/\/changes\//);
  await expect(support.getByText('Succeeded').first()).toBeVisible();
  const slip = support.url();

  await support.goto(`/audit?q=${ticket}`);
  await support.getByRole('table', { name: 'Audit entries' }).getByRole('link').last().click();
  await expect(entry(support).getByRole('button', { name: 'Erase' })).toBeDisabled();

  const page = await as('admin');
  await page.goto(`/audit?q=${ticket}`);
  await page.getByRole('table', { name: 'Audit entries' }).getByRole('link').last().click();
  await expect(entry(page).getByRole('table')).toContainText('Abuja');
  await entry(page).getByRole('button', { name: 'Erase' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Erase personal texts' });
  await dialog.getByRole('radio', { name: /^Everything about this identity/ }).click();
  await dialog.getByRole('button', { name: 'Erase' }).click();
  await expect(dialog.getByText('Choose why.')).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('combobox', { name: 'Why' }).click();
  await page.getByRole('option', { name: 'The person asked for it' }).click();
  await dialog.getByLabel('Ticket').fill('DPO-7');
  await dialog.getByLabel(/^Type erase/).fill('erase');
  await dialog.getByRole('button', { name: 'Erase' }).click();
  await expect(dialog).toBeHidden();
  await expect(entry(page).getByRole('table')).not.toContainText('Abuja');
  await expect(entry(page).getByRole('table')).toContainText('Erased');
  await expect(entry(page).getByText('This entry is in the log, unchanged')).toBeVisible();
  await expect(entry(page).getByText(ticket).first()).toBeVisible();

  await page.goto(`/audit?action=personal_text.erased&q=${identity.identity_id}`);
  await page.getByRole('table', { name: 'Audit entries' }).getByRole('link').first().click();
  await expect(entry(page).getByText('DPO-7').first()).toBeVisible();
  await page.goto(slip);
  await expect(page.getByText('Abuja')).toHaveCount(0);
  await expect(page.getByText('(erased)').first()).toBeVisible();
});
