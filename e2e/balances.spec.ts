import { dayIn } from '@/lib/base/time';
import { BalancesList, ledgerOf } from './support/balances-list';
import { expect, test } from './support/test';

test('the list is walked from end to end both ways, nothing lost, nothing twice', async ({
  as,
  core,
}) => {
  const { ledger, newestFirst } = await ledgerOf(core, 120);
  const page = await as('auditor');
  const list = new BalancesList(page);
  await page.goto(`/balances?ledger=${ledger.ledger_id}`);
  await expect(list.rows).toHaveCount(50);
  const turn = async (to: 'Newest' | 'Newer' | 'Older' | 'Oldest') => {
    const before = await list.shown();
    await list.pager(to).click();
    await expect.poll(() => list.shown()).not.toEqual(before);
    await expect(list.rows.first()).toBeVisible();
    return list.shown();
  };
  const first = await list.shown();
  const second = await turn('Older');
  const third = await turn('Older');
  expect([...first, ...second, ...third]).toEqual(newestFirst);
  await expect(page.getByRole('button', { name: 'Older' })).toBeVisible();
  expect(await turn('Newer')).toEqual(second);
  expect(await turn('Newer')).toEqual(first);
  const oldest = await turn('Oldest');
  expect(oldest).toEqual(newestFirst.slice(-50));
  await expect(page.getByText('The oldest 50 of up to 10,000')).toBeVisible();
  expect(await turn('Newest')).toEqual(first);
  await expect(page.getByText('1–50 of up to 10,000')).toBeVisible();

  await page.goBack();
  await list.expectShown(oldest);
  await page.reload();
  await list.expectShown(oldest);
});

test('filters stand in the address, survive a reload and are undone by going back', async ({
  as,
  core,
}) => {
  const owner = await core.identity({ last_name: `Okonkwo-${core.unique()}` });
  const ledger = await core.ledger(`A ledger with a rather long name ${core.unique()}`);
  const inLedger = { ledger_id: ledger.ledger_id };
  const owned = await core.balance({ ...inLedger, identity_id: owner.identity_id });
  const free = await core.balance({ ...inLedger, currency: 'KWD' });
  const both = [free.balance_id, owned.balance_id];
  const page = await as('finance');
  const list = new BalancesList(page);
  await page.goto('/balances');

  await list.filterBy('Ledger', ledger.name, new RegExp(ledger.name));
  await expect(page).toHaveURL(new RegExp(`ledger=${ledger.ledger_id}`));
  await list.expectShown(both);
  await expect(page.getByText('1–2 of 2')).toBeVisible();
  await expect(
    page.getByRole('button', { name: new RegExp(`^Ledger ?${ledger.name}`) }),
  ).toBeVisible();
  await list.filter('No identity').click();
  await list.expectShown([free.balance_id]);
  await list.filter('Created').click();
  await page.getByRole('button', { name: 'Last 7 days' }).click();
  await expect(page).toHaveURL(/last=7/);
  await list.filterBy('Currency', 'USD', /^USD US Dollar/);
  await expect(page.getByRole('heading', { name: 'No balance matches' })).toBeVisible();
  await expect(
    page.getByText(
      `No USD balance without an identity in ${ledger.name} was created in the last 7 days.`,
    ),
  ).toBeVisible();

  await page.goBack();
  await list.expectShown([free.balance_id]);
  await page.reload();
  await list.expectShown([free.balance_id]);
  await page.getByRole('button', { name: 'Remove filter No identity' }).click();
  await list.expectShown(both);
  await list.filterBy('Identity', owner.identity_id, new RegExp(owner.last_name));
  await list.expectShown([owned.balance_id]);
  await page.getByRole('button', { name: 'Clear all' }).click();
  await expect(page).toHaveURL(/\/balances$/);
});

test('a range of days is the viewer’s own days, and ends where it says', async ({ as, core }) => {
  const made = await core.balance();
  const { created_at: createdAt } = await core.call('GET', `/balances/${made.balance_id}`);
  const day = dayIn(createdAt as string, 'Europe/Berlin');
  const page = await as('auditor');
  const list = new BalancesList(page);
  await page.goto(`/balances?ledger=${made.ledger_id}`);
  await list.expectShown([made.balance_id]);

  await list.filter('Created').click();
  await page.getByLabel('From', { exact: true }).fill(day);
  await page.getByLabel('To', { exact: true }).fill('2001-01-02');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page.getByText('Choose the same day as From or a later one.')).toBeVisible();
  await expect(page).not.toHaveURL(/since=|until=/);
  await page.getByLabel('To', { exact: true }).fill(day);
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page).toHaveURL(/since=[^&]*&until=/);
  await list.expectShown([made.balance_id]);

  await page.goto(`/balances?ledger=${made.ledger_id}&since=2001-01-01&until=2001-01-02`);
  await expect(page.getByText(/was created between 1 Jan 2001 and 2 Jan 2001\./)).toBeVisible();
});

test('what was pasted is looked up by its shape', async ({ as, core }) => {
  const owner = await core.identity();
  const made = await core.balance({ identity_id: owner.identity_id });
  const page = await as('auditor');
  const list = new BalancesList(page);
  await page.goto('/balances');
  const search = page.getByRole('searchbox', { name: /Search balances/ });
  const look = async (text: string) => {
    await search.fill(text);
    await search.press('Enter');
    await expect(page).toHaveURL(
      new RegExp(`q=${encodeURIComponent(text).replaceAll('%20', '\\+')}`),
    );
  };
  for (const id of [made.balance_id, owner.identity_id, made.ledger_id]) {
    await look(id);
    await list.expectShown([made.balance_id]);
  }
  await look(`bln_${core.unique()}`);
  await expect(page.getByText(/^No balance with the id bln_/)).toBeVisible();
  await page.getByRole('link', { name: 'Clear the filter' }).click();
  await expect(page).toHaveURL(/\/balances$/);

  await look('Jane Doe');
  await expect(page.getByText('“Jane Doe” is neither an id nor an indicator')).toBeVisible();
  await expect(
    page.getByRole('link', { name: 'Ledgers with “Jane Doe” in their name' }),
  ).toBeVisible();
  await look(made.balance_id.slice(4));
  await page.getByRole('link', { name: `The balance ${made.balance_id}` }).click();
  await list.expectShown([made.balance_id]);
});

test('balances of Core itself are set apart behind a switch, and nobody reassigns them', async ({
  as,
  core,
}) => {
  const tracked = await core.trackedBalance({ credits: [['stripe', 10_000]] });
  const { last_name: name } = (await core.call('GET', `/identities/${tracked.identityId}`)) as {
    last_name: string;
  };
  const indicator = `@stripe_jane_${name.toLowerCase()}_${tracked.identityId.slice(0, 8)}_lineage`;
  const page = await as('support');
  const list = new BalancesList(page);
  await page.goto('/balances');
  await page.getByRole('switch', { name: 'System and shadow' }).click();
  await expect(page).toHaveURL(/system=1/);
  await expect(page.getByRole('columnheader', { name: 'Indicator' })).toBeVisible();
  await expect(list.row(tracked.balance_id)).toHaveCount(0);
  await page.getByRole('switch', { name: 'System and shadow' }).click();
  await expect(page).not.toHaveURL(/system=1/);
  await expect(page.getByRole('columnheader', { name: 'Identity' })).toBeVisible();
  await expect(list.table).not.toContainText('_lineage');

  const search = page.getByRole('searchbox', { name: /Search balances/ });
  await search.fill(indicator);
  await search.press('Enter');
  await expect(list.rows).toHaveCount(1);
  await expect(list.rows).toContainText(indicator);
  await page.getByRole('button', { name: `Actions for ${indicator}` }).click();
  const item = page.getByRole('menuitem', { name: /Reassign identity/ });
  await expect(item).toHaveAttribute('aria-disabled', 'true');
  await expect(item).toContainText('Core keeps this balance itself');
});

test('who may not create or reassign sees both, with the reason', async ({ as, core }) => {
  const made = await core.balance();
  const support = await as('support');
  await support.goto(`/balances?q=${made.balance_id}`);
  const create = support.getByRole('button', { name: 'Create balance' });
  await expect(create).toHaveAccessibleDescription(/does not include balances:create/);

  const finance = await as('finance');
  await finance.goto(`/balances?q=${made.balance_id}`);
  await finance.getByRole('button', { name: /^Actions for No identity/ }).click();
  await expect(finance.getByRole('menuitem', { name: /Reassign identity/ })).toContainText(
    'does not include balances:reassign',
  );
  await finance.getByRole('menuitem', { name: 'Open' }).click();
  await expect(
    finance.getByRole('button', { name: 'Reassign identity' }),
  ).toHaveAccessibleDescription(/does not include balances:reassign/);
});
