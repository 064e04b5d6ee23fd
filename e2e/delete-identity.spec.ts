import { expect, expectAccessible, expectNoSidewaysScroll, PHONE, test } from './support/test';

test('an admin deletes an identity that nothing depends on, and is told what stands against others', async ({
  as,
  core,
}) => {
  const page = await as('admin');
  const open = async (id: string) => {
    await page.goto(`/identities/${id}`);
    await page.getByRole('button', { name: 'Delete' }).click();
  };
  const dialog = page.getByRole('dialog', { name: 'Delete identity' });

  // It was given on, and its lineage began under the first identity.
  const { balance_id, identityId } = await core.trackedBalance({ credits: [['stripe', 7_000]] });
  await open(identityId);
  await expect(dialog).toContainText('It owns 1 balance. Give it to another identity first.');
  await expect(dialog.getByRole('link')).toHaveCount(1);
  await expect(dialog.getByRole('textbox')).toHaveCount(0);
  await core.setOwner(balance_id, (await core.identity()).identity_id);
  await open(identityId);
  await expect(dialog).toContainText('Core keeps 2 lineage balances under its id.');
  await expect(dialog).toContainText('Core itself would not refuse');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);

  const spare = await core.identity({ first_name: 'Spare' });
  await open(spare.identity_id);
  await expect(dialog).toContainText('Nothing in Core depends on it');
  await dialog.getByRole('button', { name: 'Delete identity' }).click();
  await expect(dialog.getByText('Name the ticket, order or letter')).toBeVisible();
  await dialog.getByLabel('Ticket').fill('DPO-7');
  await dialog.getByRole('button', { name: 'Delete identity' }).click();
  await expect(dialog.getByText(/the end of this identity’s id/).first()).toBeVisible();
  await dialog.getByLabel(/to confirm$/).fill(spare.identity_id.slice(-4));
  await expectAccessible(page);
  await page.setViewportSize(PHONE);
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Delete identity' }).click();
  await expect(page).toHaveURL(/\/changes\//);
  await expect(
    page.getByRole('heading', { name: `Spare ${spare.last_name} was deleted` }),
  ).toBeVisible();
  await expectAccessible(page);
  await page.goto(`/identities/${spare.identity_id}`);
  await expect(page.getByText('Core has no such identity')).toBeVisible();

  const support = await as('support');
  await support.goto(`/identities/${identityId}`);
  await expect(support.getByRole('button', { name: 'Delete' })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
});
