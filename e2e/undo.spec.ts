import { ReassignDialog } from './support/reassign';
import { expect, expectAccessible, expectNoSidewaysScroll, PHONE, test } from './support/test';

test('a reassignment is undone from its slip by a change of its own, and each names the other', async ({
  as,
  core,
}) => {
  const [jane, max] = [await core.identity(), await core.identity({ first_name: 'Max' })];
  const { balance_id } = await core.balance({ identity_id: jane.identity_id });
  const page = await as('support', { viewport: PHONE });
  const reassign = new ReassignDialog(page);
  const { dialog, slip } = reassign;
  await reassign.open(balance_id);
  await reassign.choose(max.identity_id);
  await reassign.expectVerdict('Label change only');
  await reassign.giveReason('SUP-1');
  await reassign.verb().click();
  await reassign.expectOutcome('Succeeded', `Max ${max.last_name} now owns this balance`);
  await slip.getByRole('link', { name: 'How it went' }).click();
  await expect(page).toHaveURL(/\/changes\//);
  const first = page.url();

  await page.getByRole('link', { name: 'Undo' }).click();
  await expect(dialog.getByText(/^Undoes/)).toBeVisible();
  await expect(dialog).toContainText(`Jane ${jane.last_name} gets the balance back.`);
  await reassign.expectVerdict('Label change only');
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await reassign.giveReason('SUP-2');
  await reassign.verb().click();
  await reassign.expectOutcome('Succeeded', `Jane ${jane.last_name} now owns this balance`);
  expect(await core.ownerOf(balance_id)).toBe(jane.identity_id);
  const original = slip.getByRole('link', { name: /^Stub/ });
  expect(first.endsWith((await original.getAttribute('href'))!)).toBe(true);
  await expectAccessible(page);

  await page.goto(first);
  const stub = page.getByRole('article', { name: /^Stub/ });
  await expect(stub).toContainText('Undone by');
  await expect(page.getByRole('link', { name: 'Undo' })).toHaveCount(0);
  await expectAccessible(page);
});

test('a first owner cannot be taken back, and whoever is chosen instead undoes nothing', async ({
  as,
  core,
}) => {
  const [jane, max, eve] = [
    await core.identity(),
    await core.identity({ first_name: 'Max' }),
    await core.identity({ first_name: 'Eve' }),
  ];
  const { balance_id } = await core.balance();
  const page = await as('support');
  const reassign = new ReassignDialog(page);
  const { dialog, slip } = reassign;
  const give = async (to: string) => {
    await reassign.open(balance_id);
    await reassign.choose(to);
    await reassign.expectVerdict('Label change only');
    await reassign.giveReason();
    await reassign.verb().click();
    await expect(slip).toContainText('Succeeded', { timeout: 30_000 });
    const href = await slip.getByRole('link', { name: 'How it went' }).getAttribute('href');
    return href!.split('/').at(-1)!;
  };
  const assigned = await give(jane.identity_id);
  await page.goto(`/changes/${assigned}`);
  await expect(page.getByRole('button', { name: 'Print' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Undo' })).toHaveCount(0);
  await page.goto(`/balances/${balance_id}?reassign=1&undo=${assigned}`);
  await expect(dialog.getByText('There is nothing to undo')).toBeVisible();

  const moved = await give(max.identity_id);
  await page.goto(`/changes/${moved}`);
  await page.getByRole('link', { name: 'Undo' }).click();
  await expect(dialog.getByText(/^Undoes/)).toBeVisible();
  await dialog.getByRole('combobox', { name: 'New identity' }).fill(eve.identity_id);
  await page.getByRole('option', { name: new RegExp(eve.identity_id.slice(4, 8)) }).click();
  await expect(dialog.getByText('This undoes nothing any more')).toBeVisible();
  await reassign.expectVerdict('Label change only');
  await reassign.giveReason();
  await reassign.verb().click();
  await reassign.expectOutcome('Succeeded', `Eve ${eve.last_name} now owns this balance`);
  await expect(slip).not.toContainText('Undoes');

  const auditor = await as('auditor');
  await auditor.goto(`/changes/${moved}`);
  await auditor.getByRole('button', { name: 'Undo' }).focus();
  await expect(auditor.getByText(/does not include balances:reassign/).first()).toBeVisible();
});
