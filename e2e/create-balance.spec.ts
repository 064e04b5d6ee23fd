import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoSidewaysScroll, PHONE, test } from './support/test';

const field = (page: Page, name: string) => page.getByRole('combobox', { name });

/** Types into a picker and takes the option that begins like that. */
async function choose(page: Page, name: string, text: string) {
  await field(page, name).fill(text);
  await page
    .getByRole('option', { name: new RegExp(`^${text}`, 'i') })
    .first()
    .click();
}

const create = (page: Page) => page.getByRole('button', { name: 'Create balance' }).click();

test('finance creates a balance without lineage and finds it in Core', async ({ as, core }) => {
  const ledger = await core.ledger();
  const page = await as('finance');
  await page.goto('/balances/new');
  await choose(page, 'Ledger', ledger.name);
  await choose(page, 'Currency', 'KWD');
  await expect(page.getByText('1.000 KWD is stored as 1,000 minor units.')).toBeVisible();
  await expect(
    page.getByText(`Nobody will own a new balance of 0.000 KWD in ${ledger.name}.`),
  ).toBeVisible();
  await expectAccessible(page);
  await create(page);
  await expect(page).toHaveURL(/\/changes\//);
  await expect(page.getByText('Succeeded').first()).toBeVisible();

  const rows = await core.find('balances', { ledger_id: ledger.ledger_id });
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({ currency: 'KWD', identity_id: '' });
});

test('finance creates a tracked balance for an identity made in passing', async ({ as, core }) => {
  const ledger = await core.ledger();
  const name = `Baobab ${core.unique()}`;
  const page = await as('finance');
  await page.goto(`/balances/new?ledger=${ledger.ledger_id}`);
  await expect(field(page, 'Ledger')).toHaveValue(ledger.name);
  await choose(page, 'Currency', 'NGN');
  await page.getByRole('switch', { name: 'Track fund lineage' }).click();
  await page.getByRole('radio', { name: /PROPORTIONAL/ }).click();
  await field(page, 'Identity').fill(name);
  await page.getByRole('option', { name: `New identity “${name}”` }).click();
  const dialog = page.getByRole('dialog', { name: 'New identity' });
  await dialog.getByRole('radio', { name: 'Organization' }).click();
  await expect(dialog.getByLabel('Organization name')).toHaveValue(name);
  await dialog.getByRole('button', { name: 'Create identity' }).click();
  await expect(field(page, 'Identity')).toHaveValue(name);
  await page.getByRole('button', { name: 'Add key' }).click();
  await page.getByRole('textbox', { name: 'Key 1', exact: true }).fill('opened_via');
  await page.getByRole('textbox', { name: 'Value of opened_via' }).fill('branch_14');
  await create(page);
  await expect(page).toHaveURL(/\/changes\//);
  await expect(page.getByText('Succeeded').first()).toBeVisible();

  const [row] = await core.find('balances', { ledger_id: ledger.ledger_id });
  const balance = await core.call('GET', `/balances/${row!.balance_id as string}`);
  expect(balance).toMatchObject({
    track_fund_lineage: true,
    allocation_strategy: 'PROPORTIONAL',
    meta_data: { opened_via: 'branch_14' },
  });
});

test('every mistake is said at its field, and nothing is sent', async ({ as, core, faults }) => {
  const mine = `only-${core.unique()}`;
  const page = await as('finance', { viewport: PHONE });
  await page.goto('/balances/new');
  const before = await faults.mark();
  await page.getByRole('switch', { name: 'Track fund lineage' }).click();
  await page.getByRole('button', { name: 'Add key' }).click();
  await page.getByRole('textbox', { name: 'Key 1', exact: true }).fill('inflight');
  await page.getByRole('textbox', { name: 'Value of inflight', exact: true }).fill(mine);
  await create(page);
  await expect(page.getByText('Choose the ledger.')).toBeVisible();
  await expect(page.getByText('Choose the currency.')).toBeVisible();
  await expect(page.getByText('Choose an identity, or switch lineage off.')).toBeVisible();
  await expect(page.getByText(/inflight has a meaning of its own in Core/).first()).toBeVisible();
  await expect(page.getByText('4 fields need attention.')).toBeVisible();
  await expect(field(page, 'Ledger')).toBeFocused();
  await expectNoSidewaysScroll(page);
  // Other tests write to the same Core meanwhile; this form would have sent its metadata along.
  const writes = (await faults.log({ after: before })).filter(({ body }) => body?.includes(mine));
  expect(writes).toEqual([]);
});

test('a ledger that went missing meanwhile is said at the ledger', async ({ as, core, faults }) => {
  const ledger = await core.ledger();
  const page = await as('finance');
  await page.goto(`/balances/new?ledger=${ledger.ledger_id}`);
  await choose(page, 'Currency', 'USD');
  await faults.arm(
    { method: 'GET', about: ledger.ledger_id },
    { kind: 'rewrite_status', status: 404, body: NOT_FOUND },
  );
  await create(page);
  await expect(page.getByText('Core has no such ledger. Choose another one.')).toBeVisible();
  await expect(field(page, 'Currency')).toHaveValue('USD');
});

const NOT_FOUND = JSON.stringify({
  error: 'Ledger not found',
  error_detail: { code: 'LGR_NOT_FOUND', message: 'Ledger not found' },
});

test('an answer that is lost is found again, and there is one balance', async ({
  as,
  core,
  faults,
}) => {
  const ledger = await core.ledger();
  const page = await as('finance');
  await page.goto(`/balances/new?ledger=${ledger.ledger_id}`);
  await choose(page, 'Currency', 'USD');
  await faults.arm(
    { method: 'POST', pathEnds: '/balances', about: ledger.ledger_id },
    { kind: 'drop_answer' },
  );
  await create(page);
  await expect(page).toHaveURL(/\/changes\//);
  await expect(page.getByText('Succeeded').first()).toBeVisible({ timeout: 20_000 });
  expect(await core.find('balances', { ledger_id: ledger.ledger_id })).toHaveLength(1);
});

test('a double click is one balance', async ({ as, core }) => {
  const ledger = await core.ledger();
  const page = await as('finance');
  await page.goto(`/balances/new?ledger=${ledger.ledger_id}`);
  await choose(page, 'Currency', 'USD');
  await page.getByRole('button', { name: 'Create balance' }).dblclick();
  await expect(page).toHaveURL(/\/changes\//);
  await expect(page.getByText('Succeeded').first()).toBeVisible();
  expect(await core.find('balances', { ledger_id: ledger.ledger_id })).toHaveLength(1);
});

test('support sees why they may not create one', async ({ as }) => {
  const page = await as('support');
  await page.goto('/balances/new');
  await expect(page.getByText('balances:create')).toBeVisible();
  await expect(page.getByText(/An admin can grant it/)).toBeVisible();
});
