import { ReassignDialog } from './support/reassign';
import { expect, expectAccessible, expectNoSidewaysScroll, PHONE, test } from './support/test';

test('support has a balance given on once its tagged funds are spent, and it happens by itself', async ({
  as,
  core,
}) => {
  const max = await core.identity({ first_name: 'Max' });
  const { balance_id, identityId } = await core.trackedBalance({
    credits: [
      ['stripe', 7_000],
      ['paypal', 5_000],
    ],
  });
  const page = await as('support');
  const reassign = new ReassignDialog(page);
  const { dialog } = reassign;
  await reassign.open(balance_id);
  await reassign.choose(max.identity_id);
  await reassign.expectVerdict('Lineage will stop matching after this change');
  await dialog.getByRole('radio', { name: /^Wait until the tagged funds/ }).click();
  await expect(dialog).toContainText('once stripe and paypal both reach 0.00 USD');
  await expect(dialog).toContainText(
    `Max ${max.last_name} will own this balance once 120.00 USD are spent.`,
  );
  await expect(dialog.getByLabel(/to confirm$/)).toHaveCount(0);
  await dialog.getByRole('combobox', { name: 'Stop waiting after' }).click();
  await page.getByRole('option', { name: '7 days' }).click();
  await expectAccessible(page);
  await reassign.giveReason();
  await dialog.getByRole('button', { name: 'Wait and reassign later' }).click();
  await reassign.expectOutcome('Waiting', 'Waiting until the tagged funds are spent');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
  await expect(dialog).toHaveCount(0);

  // Nobody is kept out, and the page says what is to come.
  await expect(page.getByText('Waiting until the tagged funds are spent')).toBeVisible();
  await core.debit(balance_id, 3_000);
  await core.lineageIs(balance_id, 9_000);
  expect(await core.ownerOf(balance_id)).toBe(identityId);
  await page.goto('/changes');
  const row = page.getByRole('row', { name: /Reassign later/ }).filter({ hasText: 'Waiting' });
  await expect(row.first()).toBeVisible();
  await page.getByRole('button', { name: 'State', exact: true }).click();
  await page.getByRole('menuitem', { name: 'No outcome yet' }).click();
  await expect(page).toHaveURL(/state=open/);
  await expect(row.first()).toBeVisible();
  await expect(page.getByText('With an outcome')).toHaveCount(0);

  // The form opens anew, and a second change of this kind is not stored.
  await reassign.open(balance_id);
  await reassign.choose(max.identity_id);
  await reassign.expectVerdict('Lineage will stop matching');
  await dialog.getByRole('radio', { name: /^Wait until the tagged funds/ }).click();
  await reassign.giveReason();
  await reassign.verb().click();
  await expect(dialog).toContainText(/waits for the funds of this balance already/);
  await dialog.getByRole('link', { name: 'Follow it' }).click();
  await expect(page).toHaveURL(/\/changes\//);
  const stub = page.getByRole('article', { name: /^Stub/ });
  await expect(stub).toContainText('7 days at most');

  await core.debit(balance_id, 9_000);
  await expect(stub.getByRole('heading')).toHaveText(`Max ${max.last_name} now owns this balance`, {
    timeout: 30_000,
  });
  expect(await core.ownerOf(balance_id)).toBe(max.identity_id);
  await page.goto(`/balances/${balance_id}`);
  await expect(page.getByText('Lineage agrees')).toBeVisible({ timeout: 20_000 });
});

test('what waits can be cancelled, by keyboard on a phone, and by those alone who may reassign', async ({
  as,
  core,
}) => {
  const max = await core.identity({ first_name: 'Max' });
  const { balance_id, identityId } = await core.trackedBalance({ credits: [['stripe', 7_000]] });
  const page = await as('support', { viewport: PHONE });
  const reassign = new ReassignDialog(page);
  await reassign.open(balance_id);
  await reassign.choose(max.identity_id);
  await reassign.expectVerdict('Lineage will stop matching');
  await reassign.giveReason();
  const carry = reassign.dialog.getByRole('radio', { name: /^Carry the lineage over/ });
  await carry.focus();
  await page.keyboard.press('ArrowDown');
  await expectNoSidewaysScroll(page);
  await page.keyboard.press('Control+Enter');
  await reassign.expectOutcome('Waiting', 'Waiting until the tagged funds are spent');
  await expectNoSidewaysScroll(page);
  await reassign.slip.getByRole('link', { name: 'How it went' }).click();
  await expect(page).toHaveURL(/\/changes\//);
  const url = page.url();

  const finance = await as('finance');
  await finance.goto(url);
  await finance.getByRole('button', { name: 'Cancel this change' }).focus();
  await expect(finance.getByText(/does not include balances:reassign/).first()).toBeVisible();

  await page.getByRole('button', { name: 'Cancel this change' }).focus();
  await page.keyboard.press('Enter');
  const asked = page.getByRole('dialog', { name: 'Cancel this change' });
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await asked.getByRole('button', { name: 'Cancel the change' }).focus();
  await page.keyboard.press('Enter');
  const stub = page.getByRole('article', { name: /^Stub/ });
  await expect(stub.getByRole('heading')).toHaveText('Cancelled before anything was sent');
  await expect(stub).toContainText(/cancelled it\./);
  await core.debit(balance_id, 7_000);
  await core.lineageIs(balance_id, 0);
  expect(await core.ownerOf(balance_id)).toBe(identityId);
});
