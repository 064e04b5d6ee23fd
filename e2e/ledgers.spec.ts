import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoSidewaysScroll, PHONE, test } from './support/test';

const NO_SUCH = 'ldg_00000000-0000-4000-8000-000000000000';

const name = (page: Page) => page.getByRole('textbox', { name: 'Name' });
const renaming = (page: Page) => page.getByRole('dialog', { name: 'Rename ledger' });
const openRename = (page: Page) => page.getByRole('button', { name: 'Rename' }).click();
const sendRename = (page: Page) =>
  renaming(page).getByRole('button', { name: 'Rename', exact: true }).click();

test('finance creates a ledger with metadata and finds it by words of its name', async ({
  as,
  core,
}) => {
  const unique = core.unique();
  const page = await as('finance');
  await page.goto('/ledgers');
  await page.getByRole('link', { name: 'Create ledger' }).click();
  await page.getByRole('button', { name: 'Create ledger' }).click();
  await expect(page.getByText('Give the ledger a name.')).toBeVisible();
  await expect(name(page)).toBeFocused();
  await page.getByRole('button', { name: 'Add key' }).click();
  await page.getByRole('textbox', { name: 'Key 1', exact: true }).fill('_mine');
  await page.getByRole('button', { name: 'Create ledger' }).click();
  await expect(page.getByText(/_mine has a meaning of its own in Core/)).toHaveCount(1);
  await expectAccessible(page);

  await name(page).fill(`Escrow for ${unique}`);
  await page.getByRole('textbox', { name: 'Key 1', exact: true }).fill('opened_by');
  await page.getByRole('textbox', { name: 'Value of opened_by' }).fill('treasury');
  await page.getByRole('button', { name: 'Create ledger' }).click();
  await expect(page).toHaveURL(/\/changes\//);
  await expect(page.getByText('Succeeded').first()).toBeVisible();
  const rows = await core.find('ledgers', { name: `Escrow for ${unique}` });
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({ meta_data: { opened_by: 'treasury' } });

  await page.goto('/ledgers');
  await page.getByRole('searchbox', { name: 'Search ledgers' }).fill(`${unique} escrow`);
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: `Escrow for ${unique}` }).click();
  await expect(page.getByRole('heading', { name: `Escrow for ${unique}` })).toBeVisible();
  await expect(page.getByText('treasury')).toBeVisible();
  await expect(page.getByRole('table', { name: 'Changes made to this ledger' })).toContainText(
    'Create ledger',
  );
});

test('a ledger’s page leads to its balances and to a new one in it', async ({ as, core }) => {
  const ledger = await core.ledger();
  const owner = await core.identity();
  const balance = await core.balance({
    ledger_id: ledger.ledger_id,
    identity_id: owner.identity_id,
  });
  await core.credit(balance.balance_id, 12_345);
  const page = await as('finance');
  await page.goto(`/ledgers/${ledger.ledger_id}`);
  const balances = page.getByRole('table', { name: 'Newest balances' });
  await expect(balances).toContainText(owner.last_name);
  await expect(balances).toContainText('123.45');
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Create balance' }).click();
  await expect(page).toHaveURL(new RegExp(`/balances/new\\?ledger=${ledger.ledger_id}`));
  await expect(page.getByRole('combobox', { name: 'Ledger' })).toHaveValue(ledger.name);
});

test('finance renames a ledger without leaving its page', async ({ as, core }) => {
  const ledger = await core.ledger();
  const page = await as('finance');
  await page.goto(`/ledgers/${ledger.ledger_id}`);
  await openRename(page);
  await expect(name(page)).toBeFocused();
  await sendRename(page);
  await expect(page.getByText('This is its name already.')).toBeVisible();
  await name(page).fill(' ');
  await sendRename(page);
  await expect(page.getByText('Give the ledger a name.')).toBeVisible();
  await name(page).fill(`${ledger.name} renamed`);
  await expectAccessible(page);
  await sendRename(page);
  await expect(page.getByRole('heading', { name: `${ledger.name} renamed` })).toBeVisible();
  await expect(renaming(page)).toHaveCount(0);
  await page.getByRole('link', { name: 'Open the slip' }).click();
  await expect(page).toHaveURL(/\/changes\//);
  expect(await core.call('GET', `/ledgers/${ledger.ledger_id}`)).toMatchObject({
    name: `${ledger.name} renamed`,
  });
});

test('somebody else renamed it meanwhile: it says so, and the second try goes through', async ({
  as,
  core,
}) => {
  const ledger = await core.ledger();
  const page = await as('finance');
  await page.goto(`/ledgers/${ledger.ledger_id}`);
  await openRename(page);
  await name(page).fill(`${ledger.name} mine`);
  await core.call('PUT', `/ledgers/${ledger.ledger_id}`, { name: `${ledger.name} theirs` });
  await sendRename(page);
  await expect(page.getByText('Somebody else renamed it first')).toBeVisible();
  await expect(page.getByRole('alert')).toContainText(`Core shows “${ledger.name} theirs” now`);
  await expect(name(page)).toHaveValue(`${ledger.name} mine`);
  await expectAccessible(page);
  expect(await core.call('GET', `/ledgers/${ledger.ledger_id}`)).toMatchObject({
    name: `${ledger.name} theirs`,
  });
  await sendRename(page);
  await expect(page.getByRole('heading', { name: `${ledger.name} mine` })).toBeVisible();
});

test('an answer that is lost leads to the slip, which finds out', async ({ as, core, faults }) => {
  const ledger = await core.ledger();
  const page = await as('finance');
  await page.goto(`/ledgers/${ledger.ledger_id}`);
  await openRename(page);
  await name(page).fill(`${ledger.name} lost`);
  await faults.arm({ method: 'PUT', about: ledger.ledger_id }, { kind: 'drop_answer' });
  await sendRename(page);
  // Read back at once it may be known already; else the slip shows it as soon as it is.
  await expect(page.getByText(/Ledger renamed|Succeeded/).first()).toBeVisible({ timeout: 20_000 });
  expect(await core.call('GET', `/ledgers/${ledger.ledger_id}`)).toMatchObject({
    name: `${ledger.name} lost`,
  });
});

test('the general ledger keeps its name and says why', async ({ as }) => {
  const page = await as('finance');
  await page.goto('/ledgers/general_ledger_id');
  await page.getByRole('button', { name: 'Rename' }).focus();
  await expect(page.getByText(/Core’s own and keeps its name/).first()).toBeVisible();
  await page.getByRole('button', { name: 'Rename' }).click({ force: true });
  await expect(renaming(page)).toHaveCount(0);
});

test('support and auditor see why they may not', async ({ as, core }) => {
  const { ledger_id: id } = await core.ledger();
  for (const role of ['support', 'auditor'] as const) {
    const page = await as(role);
    await page.goto(`/ledgers/${id}`);
    await page.getByRole('button', { name: 'Rename' }).focus();
    await expect(page.getByText(/does not include ledgers:rename/).first()).toBeVisible();
    await page.goto('/ledgers/new');
    await expect(page.getByText('ledgers:create')).toBeVisible();
  }
});

test('Core away, nothing found and no such ledger look different', async ({
  as,
  core,
  faults,
  expectConsoleError,
}) => {
  expectConsoleError(/404/);
  const page = await as('finance', { viewport: PHONE });
  await page.goto(`/ledgers?q=nothing-${core.unique()}`);
  await expect(page.getByText('No ledger matches')).toBeVisible();
  await expectNoSidewaysScroll(page);
  await page.goto(`/ledgers/${NO_SUCH}`);
  await expect(page.getByText('Core does not know this ledger')).toBeVisible();
  const ledger = await core.ledger();
  const fault = await faults.arm(
    { method: 'GET', about: ledger.ledger_id },
    { kind: 'rewrite_status', status: 500, body: '{"error":"Internal server error"}' },
    4,
  );
  await page.goto(`/ledgers/${ledger.ledger_id}`);
  await expect(page.getByRole('heading', { name: 'This ledger could not be read' })).toBeVisible();
  await expect(page.getByText(/not an empty list: we could not look/)).toBeVisible();
  await expectAccessible(page);
  await faults.disarm(fault);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { name: ledger.name })).toBeVisible();
});

test('the list works by keyboard, back leads to the search, and it fits a phone', async ({
  as,
  core,
}) => {
  const unique = core.unique();
  await core.ledger(`First ${unique}`);
  await core.ledger(`Second ${unique}`);
  const page = await as('support');
  await page.goto('/ledgers');
  await page.keyboard.press('/');
  await page.keyboard.type(unique);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`q=${unique}`));
  const first = page.getByRole('link', { name: `First ${unique}` });
  const second = page.getByRole('link', { name: `Second ${unique}` });
  await second.focus();
  await page.keyboard.press('j');
  await expect(first).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: `First ${unique}` })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('searchbox')).toHaveValue(unique);
  await expect(second).toBeVisible();

  await page.setViewportSize(PHONE);
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await second.click();
  await expect(page.getByRole('heading', { name: `Second ${unique}` })).toBeVisible();
  await expectNoSidewaysScroll(page);
});
