import { BalancesList } from './support/balances-list';
import { expect, expectAccessible, test } from './support/test';

test('a list that could not be read says so, keeps its filters, and is read again', async ({
  as,
  core,
  faults,
}) => {
  const made = await core.balance();
  const page = await as('auditor');
  const broken = await faults.arm(
    { about: made.ledger_id, pathEnds: '/balances/filter' },
    { kind: 'rewrite_status', status: 503, body: '{}' },
    Infinity,
  );
  await page.goto(`/balances?ledger=${made.ledger_id}`);
  await expect(page.getByRole('heading', { name: 'The balances could not be read' })).toBeVisible();
  await expect(page.getByText('This is not an empty list: we could not look.')).toBeVisible();
  await expect(page.getByText('No balances yet')).toHaveCount(0);
  await expectAccessible(page);
  await faults.disarm(broken);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('row', { name: /No identity/ })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(made.ledger_id));
});

test('a name that could not be read is named as missing, the rest stands', async ({
  as,
  core,
  faults,
}) => {
  const owner = await core.identity();
  const ledger = await core.ledger();
  await core.balance({ ledger_id: ledger.ledger_id, identity_id: owner.identity_id });
  const page = await as('auditor');
  const broken = await faults.arm(
    { about: owner.identity_id, pathEnds: '/identities/filter' },
    { kind: 'rewrite_status', status: 503, body: '{}' },
    Infinity,
  );
  await page.goto(`/balances?ledger=${ledger.ledger_id}`);
  await expect(page.getByText('1 of 2 names could not be read')).toBeVisible();
  await expect(page.getByTitle(`The name of ${owner.identity_id} could not be read`)).toBeVisible();
  await expectAccessible(page);
  await faults.disarm(broken);
  await page.getByRole('button', { name: 'Read again', exact: true }).last().click();
  await expect(new BalancesList(page).table).toContainText(owner.last_name);
  await expect(page.getByText(/names could not be read/)).toHaveCount(0);
});

test('lineage is a bar until it is known', async ({ as, core, faults }) => {
  const tracked = await core.trackedBalance({ strategy: 'PROPORTIONAL' });
  const plain = await core.balance({ ledger_id: tracked.ledger_id });
  const page = await as('auditor');
  const list = new BalancesList(page);
  const held = await faults.arm(
    { about: tracked.balance_id, method: 'GET' },
    { kind: 'hold', what: 'answer' },
  );
  await page.goto(`/balances?ledger=${tracked.ledger_id}`);
  await expect.poll(async () => (await faults.armed(held))?.holding).toBe(1);
  for (const { balance_id: id } of [tracked, plain]) {
    await expect(list.row(id).locator('[data-skeleton]')).toBeVisible();
  }
  await expect(list.table).not.toContainText(/None|PROPORTIONAL/);
  await faults.release(held);
  await expect(list.row(tracked.balance_id)).toContainText('PROPORTIONAL');
  await expect(list.row(plain.balance_id)).toContainText('None');
  await expect(list.table.locator('[data-skeleton]')).toHaveCount(0);
});

test('lineage that could not be told is not called "None"', async ({ as, core, faults }) => {
  const made = await core.trackedBalance({ strategy: 'LIFO' });
  const page = await as('auditor');
  const broken = await faults.arm(
    { about: made.balance_id, method: 'GET' },
    { kind: 'rewrite_status', status: 503, body: '{}' },
    Infinity,
  );
  await page.goto(`/balances?q=${made.balance_id}`);
  const row = new BalancesList(page).row(made.balance_id);
  await expect(row.getByText('Not read')).toBeVisible();
  await expect(row.getByText('None')).toHaveCount(0);
  await faults.disarm(broken);
  await page.getByRole('button', { name: 'Read again' }).click();
  await expect(row.getByText('LIFO')).toBeVisible();
});

test('rows stay while others are read, and bars stand in when that takes long', async ({
  as,
  core,
  faults,
}) => {
  const made = await core.balance();
  const page = await as('auditor');
  const list = new BalancesList(page);
  await page.goto(`/balances?ledger=${made.ledger_id}`);
  const row = list.row(made.balance_id);
  await expect(row.getByText('None')).toBeVisible();
  const held = await faults.arm(
    { about: made.ledger_id, pathEnds: '/balances/filter' },
    { kind: 'hold', what: 'answer' },
  );
  await list.filterBy('Currency', 'EUR', /^EUR/);
  await expect(page.getByText('Reading Balances')).toBeAttached();
  await expect(row).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'No balance matches' })).toHaveCount(0);
  await expect.poll(async () => (await faults.armed(held))?.holding).toBe(1);
  await faults.release(held);
  await expect(page.getByRole('heading', { name: 'No balance matches' })).toBeVisible();
});

test('an address that leads nowhere falls back or says what to do', async ({ as, core }) => {
  const made = await core.balance();
  const page = await as('auditor');
  await page.goto(`/balances?ledger=${made.ledger_id}&since=yesterday&none=maybe&last=8&older=x`);
  await expect(page.getByText('1 of 1')).toBeVisible();
  await page.goto(
    `/balances?ledger=${made.ledger_id}&older=${encodeURIComponent('beyond~2001-01-01T00:00:00Z~')}`,
  );
  await expect(page.getByRole('heading', { name: 'No balances beyond this point' })).toBeVisible();
  await page.getByRole('link', { name: 'Show the newest' }).click();
  await expect(page.getByText('1 of 1')).toBeVisible();
});
