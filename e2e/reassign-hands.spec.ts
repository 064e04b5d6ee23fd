import { ReassignDialog } from './support/reassign';
import { expect, expectAccessible, expectNoSidewaysScroll, PHONE, test } from './support/test';

test('the back button closes the dialog, and Escape asks before what was entered is lost', async ({
  as,
  core,
}) => {
  const { balance_id } = await core.balance({
    identity_id: (await core.identity()).identity_id,
  });
  const page = await as('support');
  const reassign = new ReassignDialog(page);
  await page.goto(`/balances/${balance_id}`);
  await page.getByRole('button', { name: 'Reassign identity' }).click();
  await expect(reassign.picker).toBeFocused();
  await expect(page).toHaveURL(/reassign=1/);
  await page.goBack();
  await expect(reassign.dialog).toBeHidden();

  await page.goForward();
  await reassign.dialog.getByLabel('Ticket').fill('SUP-1');
  await page.keyboard.press('Escape');
  await expect(reassign.dialog.getByRole('alert')).toContainText('would be lost');
  await expect(page.getByRole('button', { name: 'Go on editing' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(reassign.dialog.getByLabel('Ticket')).toHaveValue('SUP-1');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(reassign.dialog).toBeHidden();
  await expect(page).not.toHaveURL(/reassign=1/);
});

test('the back button asks before what was entered is lost, on the page and on the list', async ({
  as,
  core,
}) => {
  const { balance_id } = await core.balance({
    identity_id: (await core.identity()).identity_id,
  });
  const page = await as('support');
  const reassign = new ReassignDialog(page);
  const ticket = reassign.dialog.getByLabel('Ticket');
  const question = reassign.dialog.getByRole('alert');

  await page.goto(`/balances/${balance_id}`);
  await page.getByRole('button', { name: 'Reassign identity' }).click();
  await ticket.fill('SUP-1');
  await page.goBack();
  await expect(question).toContainText('would be lost');
  await expect(page).toHaveURL(/reassign=1/);
  await page.getByRole('button', { name: 'Go on editing' }).click();
  await expect(ticket).toHaveValue('SUP-1');
  await page.goBack();
  await expect(question).toContainText('would be lost');
  await expect(page).toHaveURL(/reassign=1/);
  // Going back once more is an answer.
  await page.goBack();
  await expect(reassign.dialog).toBeHidden();
  await expect(page).not.toHaveURL(/reassign=1/);

  await page.goto(`/balances?q=${balance_id}`);
  await page.getByRole('button', { name: /^Actions for / }).click();
  await page.getByRole('menuitem', { name: /Reassign identity/ }).click();
  await expect(page).toHaveURL(new RegExp(`reassign=${balance_id}`));
  await ticket.fill('SUP-2');
  await page.goBack();
  await expect(question).toContainText('would be lost');
  await expect(ticket).toHaveValue('SUP-2');
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(reassign.dialog).toBeHidden();
  await expect(page).toHaveURL(new RegExp(`/balances\\?q=${balance_id}$`));

  await page.goto(`/balances?reassign=${balance_id}`);
  await expect(reassign.picker).toBeFocused();
});

test('on a phone it is a sheet with the verb always at hand', async ({ as, core }) => {
  const max = await core.identity({ first_name: 'Max' });
  const tracked = await core.trackedBalance({ credits: [['stripe', 10_000]] });
  const page = await as('support', { viewport: PHONE });
  const reassign = new ReassignDialog(page);
  await reassign.open(tracked.balance_id);
  await reassign.choose(max.identity_id);
  await reassign.expectVerdict('Lineage will stop matching');
  await expectNoSidewaysScroll(page);
  await expect(reassign.verb()).toBeInViewport({ ratio: 1 });
  await expectAccessible(page);
  await reassign.giveReason();
  await reassign.confirm(tracked.balance_id);
  await reassign.verb().click();
  await reassign.expectOutcome('Succeeded', `Max ${max.last_name} now owns this balance`);
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});

test('it is done by keyboard alone, from the page to the slip and back', async ({ as, core }) => {
  const jane = await core.identity();
  const max = await core.identity({ first_name: 'Max' });
  const { balance_id } = await core.balance({ identity_id: jane.identity_id });
  const page = await as('support');
  const reassign = new ReassignDialog(page);
  await page.goto(`/balances/${balance_id}`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Jane');
  await page.keyboard.press('r');
  await expect(reassign.picker).toBeFocused();
  await page.keyboard.type(`Max ${max.last_name}`);
  // The first that is found is at hand; making somebody new is offered below it.
  const found = page.getByRole('option', { name: `Max ${max.last_name} Individual` });
  await expect(found).toHaveAttribute('data-highlighted');
  await page.keyboard.press('Enter');
  await reassign.expectVerdict('Label change only');

  const reason = reassign.dialog.getByRole('combobox', { name: 'Reason' });
  await expect(async () => {
    await page.keyboard.press('Tab');
    await expect(reason).toBeFocused({ timeout: 200 });
  }).toPass();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('option', { name: 'Account correction' })).toBeVisible();
  await page.keyboard.type('account c');
  await page.keyboard.press('Enter');
  await expect(reason).toContainText('Account correction');
  await expect(reason).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(reassign.dialog.getByLabel('Ticket')).toBeFocused();
  await page.keyboard.type('SUP-20631');
  await page.keyboard.press('Control+Enter');
  await reassign.expectOutcome('Succeeded', `Max ${max.last_name} now owns this balance`);
  await expect(reassign.slip.getByRole('heading')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(reassign.dialog).toBeHidden();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Max');
});
