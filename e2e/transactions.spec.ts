import { expect, expectAccessible, expectNoSidewaysScroll, PHONE, test } from './support/test';

test('a debit is opened from its balance and says exactly what it took', async ({ as, core }) => {
  const { balance_id } = await core.trackedBalance({
    credits: [
      ['stripe', 7_000],
      ['paypal', 5_000],
    ],
  });
  await core.credit(balance_id, 3_000);
  const reference = `pos-${core.unique()}`;
  const debit = await core.post({
    precise_amount: 13_000,
    source: balance_id,
    destination: '@world',
    reference,
    description: `Purchase ${reference}`,
  });
  await core.lineageIs(balance_id, 0);

  const page = await as('auditor');
  await page.goto(`/balances/${balance_id}`);
  const latest = page.getByRole('table', { name: 'Latest transactions' });
  const line = latest.getByRole('row', { name: new RegExp(reference) });
  await line.getByText(`Purchase ${reference}`).click();
  await expect(page).toHaveURL(new RegExp(`/transactions/${String(debit.transaction_id)}$`));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Purchase ${reference}`);
  const lineage = page.getByRole('region', { name: 'Fund lineage' });
  await expect(lineage.getByText('Followed by Core')).toBeVisible();
  const postings = lineage.getByRole('table', { name: 'Lineage postings' }).getByRole('row');
  await expect(postings.nth(1)).toContainText(/Taken from stripe.*70\.00/);
  await expect(postings.nth(2)).toContainText(/Taken from paypal.*50\.00/);
  await expect(lineage).toContainText('120.00 USD of 130.00 USD was taken from providers');
  await expect(lineage).toContainText('10.00 USD was not tagged');
  await expectAccessible(page);

  // A posting says whose money it follows, and leads back.
  await postings.nth(1).getByRole('link').last().click();
  await expect(page.getByText('Core made this posting by itself')).toBeVisible();
  await page.getByRole('link', { name: 'The transaction it follows' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Purchase ${reference}`);
  await page.goBack();
  await page.goBack();
  await page.goBack();
  await expect(line).toBeVisible();
});

test('a hold and what became of it lead to each other', async ({ as, core }) => {
  const { balance_id } = await core.trackedBalance({ credits: [['stripe', 7_000]] });
  const hold = await core.post({
    precise_amount: 4_000,
    source: balance_id,
    destination: '@world',
    inflight: true,
    description: `Hold ${'with a very long description '.repeat(6)}`,
  });
  const id = String(hold.transaction_id);
  const page = await as('support');
  await page.goto(`/transactions/${id}`);
  const lineage = page.getByRole('region', { name: 'Fund lineage' });
  await expect(lineage.getByRole('row', { name: /stripe/ })).toContainText('On hold');
  await core.call('PUT', `/transactions/inflight/${id}`, { status: 'commit', skip_queue: true });
  await expect(async () => {
    await page.getByRole('button', { name: 'Read again' }).click();
    const row = lineage.getByRole('row', { name: /stripe/ });
    await expect(row).toContainText('Settled', { timeout: 2_000 });
  }).toPass();

  const related = page.getByRole('table', { name: 'Related transactions' });
  await related
    .getByRole('row', { name: /Made from it/ })
    .getByRole('link')
    .click();
  await expect(lineage).toContainText('Core keeps the lineage with the hold');
  await lineage.getByRole('link', { name: 'The hold' }).click();
  await expect(page).toHaveURL(new RegExp(`/transactions/${id}$`));
  await page.setViewportSize(PHONE);
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});

test('a transaction that Core does not know, and one that cannot be read', async ({
  as,
  core,
  faults,
}) => {
  const page = await as('finance');
  await page.goto('/balances?q=txn_00000000-0000-4000-8000-000000000000');
  await page.getByRole('link', { name: 'Open the transaction' }).click();
  await expect(page.getByText('Core does not know this transaction')).toBeVisible();
  await expectAccessible(page);

  const { balance_id } = await core.balance();
  const { transaction_id } = await core.credit(balance_id, 500);
  const fault = await faults.arm(
    { method: 'GET', about: String(transaction_id) },
    { kind: 'rewrite_status', status: 500, body: '{"error":"Internal server error"}' },
    9,
  );
  await page.goto(`/transactions/${String(transaction_id)}`);
  await expect(
    page.getByRole('heading', { name: 'This transaction could not be read' }),
  ).toBeVisible();
  await faults.disarm(fault);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('Neither side tracks fund lineage.')).toBeVisible();
});
