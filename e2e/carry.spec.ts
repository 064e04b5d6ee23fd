import { ReassignDialog } from './support/reassign';
import { expect, expectAccessible, expectNoSidewaysScroll, PHONE, test } from './support/test';

test('support carries the lineage over, and an auditor reads how it went', async ({ as, core }) => {
  const max = await core.identity({ first_name: 'Max' });
  const { balance_id } = await core.workedExample();
  const page = await as('support');
  const reassign = new ReassignDialog(page);
  const { dialog, slip } = reassign;
  await reassign.open(balance_id);
  await reassign.choose(max.identity_id);
  await reassign.expectVerdict('Lineage will stop matching after this change');
  await expect(dialog.getByRole('radio', { name: /^Carry the lineage over/ })).toBeChecked();
  await expect(dialog).toContainText(
    `70.00 stripe and 50.00 paypal move to Max ${max.last_name}’s lineage`,
  );
  await expect(dialog).toContainText('In place, because nothing else lies in its lineage balances');
  await expect(dialog.getByLabel(/to confirm$/)).toHaveCount(0);
  await expect(dialog).toContainText('will own this balance and 120.00 USD of lineage.');
  await expectAccessible(page);

  await reassign.giveReason();
  await dialog.getByRole('button', { name: 'Carry over and reassign' }).click();
  await expect(slip.getByRole('heading')).toHaveText('The lineage is being carried over');
  await reassign.expectOutcome('Succeeded', `Max ${max.last_name} now owns this balance`);
  await expect(slip).toContainText('Chosen: Carry it over in place.');
  await slip.getByText(/^\d+ steps, \d+ postings$/).click();
  const steps = slip.getByRole('list', { name: 'Steps' });
  await expect(steps).toContainText('Plan stored: 120.00 USD in place');
  await expect(steps).toContainText('Read again: lineage agrees, 120.00 USD tagged');
  await expectAccessible(page);
  const link = steps.getByRole('link', { name: /into the lineage total of Max/ });
  const href = await link.getAttribute('href');

  // The next debit goes on as if nothing had happened.
  await core.debit(balance_id, 8_000);
  await core.lineageIs(balance_id, 4_000);
  await page.goto(`/balances/${balance_id}`);
  await expect(page.getByText('Lineage agrees')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Max');

  const auditor = await as('auditor');
  await auditor.goto(`/changes?q=${balance_id}`);
  await auditor.getByRole('link', { name: /Carry lineage over/ }).click();
  await expect(auditor.getByRole('region', { name: 'How it went' })).toContainText(
    'Identity changed to Max',
  );
  await auditor.goto(href!);
  await expect(auditor.getByRole('heading', { level: 1 })).toHaveText(
    'Fund lineage carried over by Counterfoil',
  );
});

test('it goes on when the window is closed, and is done by keyboard on a phone', async ({
  as,
  core,
}) => {
  const max = await core.identity({ first_name: 'Max' });
  const { balance_id } = await core.trackedBalance({ credits: [['stripe', 10_000]] });
  const page = await as('support', { viewport: PHONE });
  const reassign = new ReassignDialog(page);
  await reassign.open(balance_id);
  await reassign.choose(max.identity_id);
  await reassign.expectVerdict('Lineage will stop matching');
  await expectNoSidewaysScroll(page);
  await reassign.giveReason();
  const chosen = reassign.dialog.getByRole('radio', { name: /^Carry the lineage over/ });
  await chosen.focus();
  await page.keyboard.press('ArrowDown');
  await expect(reassign.verb()).toHaveText('Wait and reassign later');
  await page.keyboard.press('ArrowDown');
  await expect(reassign.verb()).toHaveText('Create and move');
  await page.keyboard.press('ArrowDown');
  await expect(reassign.verb()).toHaveText('Reassign anyway');
  for (let up = 1; up <= 3; up += 1) await page.keyboard.press('ArrowUp');
  await expect(chosen).toBeFocused();
  await page.keyboard.press('Control+Enter');
  await expect(reassign.slip.getByRole('heading')).toBeFocused();
  await page.close();

  await expect.poll(() => core.ownerOf(balance_id), { timeout: 30_000 }).toBe(max.identity_id);
  const again = await as('support', { viewport: PHONE });
  await again.goto(`/changes?q=${balance_id}`);
  await again.getByRole('link', { name: /Carry lineage over/ }).click();
  await expect(
    again.getByRole('heading', { name: `Max ${max.last_name} now owns this balance` }),
  ).toBeVisible({ timeout: 30_000 });
  await expectNoSidewaysScroll(again);
  await core.lineageIs(balance_id, 10_000);
});

test('payments that never stop do not keep it from being carried over', async ({ as, core }) => {
  const max = await core.identity({ first_name: 'Max' });
  const { balance_id } = await core.trackedBalance({ credits: [['stripe', 100_000]] });
  const stopPaying = core.keepPaying(balance_id, 10);
  const reassign = new ReassignDialog(await as('support'));
  const { dialog } = reassign;
  await reassign.open(balance_id);
  await reassign.choose(max.identity_id);
  await reassign.expectVerdict('Money moves on this balance all the time');
  await expect(dialog.getByRole('radio', { name: 'Reassign anyway' })).toBeDisabled();
  await expectAccessible(reassign.page);
  await reassign.giveReason();
  await reassign.verb().click();
  await reassign.expectOutcome('Succeeded', `Max ${max.last_name} now owns this balance`);
  const paid = await stopPaying();
  await core.lineageIs(balance_id, 100_000 - paid);
});

test('where it cannot be carried, the reason is there, and only the rest can be chosen', async ({
  as,
  core,
}) => {
  const max = await core.identity({ first_name: 'Max' });
  const jane = await core.identity();
  const of = { identityId: jane.identity_id };
  const tracked = await core.trackedBalance({ ...of, credits: [['stripe', 10_000]] });
  await core.trackedBalance({ ...of, credits: [['paypal', 5_000]] });
  const reassign = new ReassignDialog(await as('support'));
  await reassign.open(tracked.balance_id);
  await reassign.choose(max.identity_id);
  await reassign.expectVerdict('Lineage will stop matching');
  const { dialog } = reassign;
  await expect(dialog.getByRole('radio', { name: /^Carry the lineage over/ })).toBeDisabled();
  await expect(dialog).toContainText('money moved on it within the last minute');
  await expect(dialog.getByRole('radio', { name: 'Reassign anyway' })).toBeChecked();
  await expect(reassign.verb()).toHaveText('Reassign anyway');
  await expectAccessible(reassign.page);
});
