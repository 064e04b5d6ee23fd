import { BalancesList, ledgerOf } from './support/balances-list';
import { ReassignDialog } from './support/reassign';
import { expect, expectAccessible, expectNoSidewaysScroll, PHONE, test } from './support/test';

test('support reassigns from a row, and the row shows the new owner afterwards', async ({
  as,
  core,
}) => {
  const made = await core.balance();
  const owner = await core.identity({ last_name: `Rivera-${core.unique()}` });
  const page = await as('support');
  const list = new BalancesList(page);
  const reassign = new ReassignDialog(page);
  await page.goto(`/balances?q=${made.balance_id}`);
  await page.getByRole('button', { name: /^Actions for No identity/ }).click();
  await page.getByRole('menuitem', { name: /Reassign identity/ }).click();
  await expect(reassign.picker).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(reassign.dialog).toHaveCount(0);

  await page.getByRole('button', { name: /^Actions for No identity/ }).click();
  await page.getByRole('menuitem', { name: /Reassign identity/ }).click();
  await reassign.choose(owner.identity_id);
  await reassign.expectVerdict('Label change only');
  await reassign.giveReason();
  await reassign.verb().click();
  await reassign.expectOutcome('Succeeded', `Jane ${owner.last_name} now owns this balance`);
  await reassign.dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(list.row(made.balance_id)).toContainText(owner.last_name);
  await expect(page).toHaveURL(new RegExp(`/balances\\?q=${made.balance_id}$`));
});

test('the list is walked, opened and turned by keyboard alone', async ({ as, core }) => {
  const { ledger, newestFirst } = await ledgerOf(core, 52);
  const page = await as('auditor', { permissions: ['clipboard-read', 'clipboard-write'] });
  const list = new BalancesList(page);
  await page.goto(`/balances?ledger=${ledger.ledger_id}`);
  await expect(list.rows).toHaveCount(50);
  // Read by the browser, so from here on it hears keys.
  await expect(list.row(newestFirst[0]!)).toContainText('None');
  const focused = () =>
    page.evaluate(() => document.activeElement?.closest('[data-row]')?.getAttribute('data-copy'));
  await page.keyboard.press('j');
  await expect.poll(focused).toBe(newestFirst[0]);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  expect(await focused()).toBe(newestFirst[1]);
  await page.keyboard.press('y');
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(newestFirst[1]);
  await page.keyboard.press(']');
  await list.expectShown(newestFirst.slice(50));
  await page.keyboard.press('[');
  await list.expectShown(newestFirst.slice(0, 50));
  await page.keyboard.press('j');
  await page.keyboard.press('Escape');
  expect(await focused()).toBeUndefined();
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.getByRole('searchbox').blur();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/balances/${newestFirst[0]}$`));
});

test('at 390 px a balance is two lines, and nothing is wider than the phone', async ({
  as,
  core,
}) => {
  const owner = await core.identity({
    organization_name: `شركة الخليج العربي للتجارة والمقاولات العامة ${core.unique()}`,
  });
  const ledger = await core.ledger(`Ledger with an exceptionally long name ${core.unique()}`);
  const made = await core.balance({
    ledger_id: ledger.ledger_id,
    identity_id: owner.identity_id,
    track_fund_lineage: true,
    allocation_strategy: 'PROPORTIONAL',
  });
  await core.credit(made.balance_id, 9_007_199_254_740_991);
  const page = await as('finance', { viewport: PHONE });
  const list = new BalancesList(page);
  await page.goto(`/balances?ledger=${ledger.ledger_id}`);
  await expect(page.getByText('90,071,992,547,409')).toBeVisible();
  await expect(list.table.getByText('PROPORTIONAL')).toBeVisible();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await page.getByRole('link', { name: new RegExp(owner.organization_name) }).click();
  await expect(page.getByRole('heading', { name: owner.organization_name })).toBeVisible();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});

test('the list is accessible in both themes, with rows, without, and with a filter open', async ({
  as,
  core,
}) => {
  const { ledger } = await ledgerOf(core, 3);
  const page = await as('finance');
  const list = new BalancesList(page);
  await page.goto(`/balances?ledger=${ledger.ledger_id}`);
  await expect(list.table.getByText('None')).toHaveCount(3);
  await expectAccessible(page);
  await page.goto(`/balances?ledger=${ledger.ledger_id}&currency=KWD`);
  await expect(page.getByRole('heading', { name: 'No balance matches' })).toBeVisible();
  await expectAccessible(page);
  await list.filter('Created').click();
  await expect(page.getByRole('button', { name: 'Last 30 days' })).toBeVisible();
  await expectAccessible(page);
});
