import { type Page } from '@playwright/test';
import { ReassignDialog } from './support/reassign';
import { expect, expectAccessible, expectNoSidewaysScroll, PHONE, test } from './support/test';

/** A Core that has served others has many balances, of which 500 a second are looked at. */
const CHECKED_MS = 60_000;

/** Has a worker look at every balance, and waits until it has. */
async function checkOwners(page: Page) {
  await page.goto('/settings');
  const section = page.getByRole('region', { name: 'Owner check' });
  await section.getByRole('button', { name: 'Check owners now' }).click();
  await expect(section.getByRole('button', { name: 'Check owners now' })).toBeEnabled({
    timeout: CHECKED_MS,
  });
  await expect(section).not.toContainText('Not yet');
}

test('an owner that is changed past Counterfoil is found, shown, and explained by a person', async ({
  as,
  core,
}) => {
  test.slow();
  const [jane, max, eve] = await Promise.all([
    core.identity(),
    core.identity({ first_name: 'Max' }),
    core.identity({ first_name: 'Eve' }),
  ]);
  const { balance_id } = await core.balance({ identity_id: jane.identity_id });
  const admin = await as('admin');
  await checkOwners(admin);
  const support = await as('support');
  const reassign = new ReassignDialog(support);
  await reassign.open(balance_id);
  await reassign.choose(max.identity_id);
  await reassign.giveReason();
  await reassign.verb().click();
  await reassign.expectOutcome('Succeeded', `Max ${max.last_name} now owns this balance`);

  await core.call('PUT', `/balances/${balance_id}/identity`, { identity_id: eve.identity_id });
  await checkOwners(admin);

  await support.goto(`/balances/${balance_id}`);
  await expect(
    support.getByRole('status').filter({ hasText: 'The owner changed outside Counterfoil' }),
  ).toContainText(`Eve ${eve.last_name}`);
  await expectAccessible(support);
  await support.goto('/changes');
  const section = support.getByRole('region', { name: 'Owners changed outside Counterfoil' });
  const row = section.getByRole('listitem').filter({ hasText: balance_id.slice(-4) });
  await expect(row).toContainText(`Max ${max.last_name}`);
  await expect(row).toContainText(`Eve ${eve.last_name}`);
  await expect(row).toContainText('Changed outside Counterfoil, after');
  await expectAccessible(support);
  expect(await core.ownerOf(balance_id)).toBe(eve.identity_id);

  const auditor = await as('auditor');
  await auditor.goto('/changes');
  await expect(
    auditor
      .getByRole('listitem')
      .filter({ hasText: balance_id.slice(-4) })
      .getByRole('button', { name: 'Explain' }),
  ).toBeDisabled();

  await row.getByRole('button', { name: 'Explain' }).focus();
  await support.keyboard.press('Enter');
  const dialog = support.getByRole('dialog', { name: 'Explain owner' });
  await dialog.getByRole('button', { name: 'Explain' }).click();
  await expect(dialog.getByText('Choose what comes nearest.')).toBeVisible();
  await dialog.getByRole('combobox', { name: 'What it was' }).click();
  await support.getByRole('option', { name: 'Changed in Core by support' }).click();
  await dialog.getByLabel('What is known about it').fill('Moved by hand during the outage.');
  await expectAccessible(support);
  await support.keyboard.press('Escape');
  await expect(dialog.getByText('What you entered is not sent')).toBeVisible();
  await dialog.getByRole('button', { name: 'Go on editing' }).click();
  await dialog.getByRole('button', { name: 'Explain' }).click();
  await expect(dialog).toBeHidden();
  await expect(row).toHaveCount(0);

  await auditor.goto(`/audit?q=${balance_id}`);
  const entries = auditor.getByRole('table', { name: 'Audit entries' });
  await expect(entries.getByRole('row').filter({ hasText: 'Owner differs' })).toContainText(
    'Drift',
  );
  await entries.getByRole('link', { name: /Explain owner/ }).click();
  await expect(auditor.getByText('Moved by hand during the outage.')).toBeVisible();
});

test('the history of a balance tells who owned it, and on which day', async ({ as, core }) => {
  const [jane, max] = await Promise.all([core.identity(), core.identity({ first_name: 'Max' })]);
  const { balance_id } = await core.balance({ identity_id: jane.identity_id });
  const page = await as('support', { viewport: PHONE });
  await page.goto(`/balances/${balance_id}`);
  await page.getByRole('link', { name: 'Ownership history' }).click();
  await expect(page.getByRole('region', { name: 'History' })).toBeVisible();

  const reassign = new ReassignDialog(page);
  await reassign.open(balance_id);
  await reassign.choose(max.identity_id);
  await reassign.giveReason();
  await reassign.verb().click();
  await reassign.expectOutcome('Succeeded', `Max ${max.last_name} now owns this balance`);
  await page.goto(`/balances/${balance_id}/ownership`);
  const history = page.getByRole('region', { name: 'History' }).getByRole('listitem');
  await expect(history).toHaveCount(3);
  await expect(history.nth(0)).toContainText(`Max ${max.last_name}`);
  await expect(history.nth(0)).toContainText('Reassign identity, stub');
  await expect(history.nth(1)).toContainText(`Jane ${jane.last_name}`);
  await expect(history.nth(2)).toContainText('Before Counterfoil: unknown');
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);

  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin' }).format(new Date());
  await page.getByRole('textbox', { name: 'Day' }).fill(today);
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(page).toHaveURL(new RegExp(`on=${today}`));
  const owners = page.getByRole('list', { name: 'Owners on that day' });
  await expect(owners.getByRole('listitem').last()).toContainText(`Max ${max.last_name}`);
  await page.goto(`/balances/${balance_id}/ownership?on=2001-01-01`);
  await expect(page.getByText('The balance did not exist on that day.')).toBeVisible();
  await page.goto(`/balances/${balance_id}/ownership?on=2999-01-01`);
  await expect(page.getByText('That day is still to come.')).toBeVisible();
});
