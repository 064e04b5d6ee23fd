import { ReassignDialog } from './support/reassign';
import { expect, expectAccessible, expectNoSidewaysScroll, PHONE, test } from './support/test';

test('support moves the money to a new balance, and both are linked by its stub', async ({
  as,
  core,
}) => {
  const max = await core.identity({ first_name: 'Max' });
  const { balance_id, identityId } = await core.trackedBalance({
    strategy: 'LIFO',
    metaData: { branch: '14' },
    credits: [
      ['stripe', 7_000],
      ['paypal', 5_000],
    ],
  });
  await core.credit(balance_id, 3_000);
  const page = await as('support');
  const reassign = new ReassignDialog(page);
  const { dialog, slip } = reassign;
  await reassign.open(balance_id);
  await reassign.choose(max.identity_id);
  await reassign.expectVerdict('Lineage will stop matching after this change');
  await dialog.getByRole('radio', { name: /^Move the money to a new balance/ }).click();
  await expect(dialog).toContainText(
    `Max ${max.last_name} will own a new balance with 150.00 USD.`,
  );
  await expect(dialog.getByLabel(/to confirm$/)).toHaveCount(0);
  await expectAccessible(page);
  await page.setViewportSize(PHONE);
  await expectNoSidewaysScroll(page);
  await reassign.giveReason();
  await dialog.getByRole('button', { name: 'Create and move' }).click();
  await reassign.expectOutcome('Succeeded', `Max ${max.last_name} has the money in a new balance`);
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await slip.getByText(/^\d+ steps, \d+ postings$/).click();
  await expect(slip.getByRole('list', { name: 'Steps' })).toContainText(
    'Read again: 150.00 USD on the new balance; its lineage agrees',
  );
  const facts = slip.getByRole('link', { name: /^bln_/ });
  const newId = (await facts.nth(1).getAttribute('href'))!.split('/').at(-1)!;
  expect(newId).not.toBe(balance_id);

  const [old, made] = await Promise.all([
    core.call('GET', `/balances/${balance_id}`),
    core.call('GET', `/balances/${newId}`),
  ]);
  expect(old).toMatchObject({ identity_id: identityId, balance: 0 });
  expect(made).toMatchObject({
    identity_id: max.identity_id,
    balance: 15_000,
    ledger_id: old.ledger_id,
    allocation_strategy: 'LIFO',
    meta_data: { branch: '14' },
  });
  expect((await core.lineage(newId)).providers.map(({ provider }) => provider)).toEqual([
    'stripe',
    'paypal',
  ]);
  // LIFO takes the newest provider first, as it would have before.
  await core.debit(newId, 5_000);
  await core.lineageIs(newId, 7_000);
  expect((await core.lineage(newId)).providers).toMatchObject([
    { provider: 'stripe', available: 7_000 },
    { provider: 'paypal', available: 0 },
  ]);

  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`/balances/${newId}`);
  await expect(page.getByText('Lineage agrees')).toBeVisible({ timeout: 20_000 });
  const changes = page.getByRole('region', { name: 'Ownership' });
  await expect(changes.getByRole('link', { name: /\d{3} \d{3}/ })).toBeVisible();
  await expect(changes).toContainText(`Max ${max.last_name}`);
});
