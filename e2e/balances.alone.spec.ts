import { expect, expectAccessible, test } from './support/test';

test('a Core without balances has a list of its own words, not one that matches nothing', async ({
  as,
  faults,
}) => {
  await faults.arm(
    { about: '/balances/filter', method: 'POST' },
    { kind: 'rewrite_status', status: 200, body: '[]' },
    Infinity,
  );
  const page = await as('finance');
  await page.goto('/balances');
  await expect(page.getByRole('heading', { name: 'No balances yet' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'No balance matches' })).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Create balance' }).last().click();
  await expect(page).toHaveURL(/\/balances\/new$/);
});

test('with Core away, list and page say that nobody could look, and come back', async ({
  as,
  core,
  faults,
}) => {
  const made = await core.balance();
  const page = await as('support');
  await faults.down();
  try {
    await page.goto('/balances');
    await expect(
      page.getByRole('heading', { name: 'The balances could not be read' }),
    ).toBeVisible();
    await expect(page.getByText(/Core cannot be reached/)).toBeVisible();
    await expect(page.getByRole('searchbox')).toBeVisible();
    await expectAccessible(page);
    await page.goto(`/balances/${made.balance_id}`);
    await expect(
      page.getByRole('heading', { name: 'This balance could not be read' }),
    ).toBeVisible();
    await expectAccessible(page);
  } finally {
    await faults.up();
  }
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'No identity' })).toBeVisible();
});
