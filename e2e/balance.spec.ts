import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './support/test';

const panel = (page: Page) => page.getByRole('region', { name: 'Fund lineage' });
const transactions = (page: Page) => page.getByRole('region', { name: 'Latest transactions' });

test('a tracked balance shows owner, amounts, providers and movements', async ({ as, core }) => {
  const owner = await core.identity({ last_name: `Solheim-${core.unique()}` });
  const made = await core.workedExample({ identityId: owner.identity_id });
  const page = await as('support', { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.goto(`/balances/${made.balance_id}`);

  await expect(
    page.getByRole('heading', { level: 1, name: `Jane ${owner.last_name}` }),
  ).toBeVisible();
  const amounts = page.getByRole('term').filter({ hasText: /^(Balance|Credit|Debit)/ });
  await expect(amounts).toHaveCount(3);
  await expect(page.getByText('120.00 USD')).toBeVisible();
  await page.getByRole('button', { name: 'Minor units' }).click();
  await expect(page.getByText('12,000 USD')).toBeVisible();

  await expect(panel(page)).toContainText('Lineage agrees with balance');
  await expect(panel(page).getByRole('row', { name: /^1 stripe/ })).toContainText(
    '100.0030.0070.00',
  );
  await expect(panel(page).getByRole('row', { name: /^2 paypal/ })).toContainText('50.000.0050.00');
  await expect(panel(page)).toContainText(
    'The next debit takes from stripe until its 70.00 is gone',
  );
  await expect(transactions(page).getByRole('row', { name: /from stripe/ })).toContainText(
    '−30.00',
  );
  await expect(transactions(page).getByRole('row', { name: /to paypal/ })).toContainText('+50.00');
  await expect(page.getByText('FIFO, fixed at creation')).toBeVisible();
  await expectAccessible(page);

  await page.keyboard.press('y');
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toBe(made.balance_id);
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toMatch(new RegExp(`^http.*/balances/${made.balance_id}$`));
  await page.keyboard.press('r');
  await expect(page.getByRole('dialog')).toContainText('Reassign identity');
  await expect(page).toHaveURL(/reassign=1/);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await panel(page)
    .getByRole('link', { name: /^stripe/ })
    .click();
  await expect(page.getByRole('heading', { level: 1, name: /^@stripe_.*_lineage$/ })).toBeVisible();
  await expect(page.getByText('Core keeps fund lineage in this balance.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Reassign identity' })).toHaveAccessibleDescription(
    /Core keeps this balance itself/,
  );
});

test('who shares a shadow is told, and what is off is told with its amount', async ({
  as,
  core,
}) => {
  const first = await core.trackedBalance({ credits: [['stripe', 10_000]] });
  const second = await core.balance({
    identity_id: first.identityId,
    track_fund_lineage: true,
    allocation_strategy: 'FIFO',
  });
  await core.credit(second.balance_id, 4_500, 'stripe');
  await core.lineageIs(second.balance_id, 14_500);
  const page = await as('auditor');
  await page.goto(`/balances/${first.balance_id}`);
  await expect(panel(page)).toContainText('2 USD balances share it and hold 145.00 USD');
  await expect(panel(page)).toContainText('this balance’s own: 100.00 USD of stripe');
  await panel(page).getByText('Show the other one').click();
  await expect(panel(page).getByTitle(second.balance_id)).toBeVisible();

  const broken = await core.trackedBalance({ credits: [['stripe', 7_000]] });
  await core.setOwner(broken.balance_id, (await core.identity()).identity_id);
  await page.goto(`/balances/${broken.balance_id}`);
  await expect(panel(page)).toContainText('Lineage is off by 70.00 USD');
  await expectAccessible(page);
});

test('a balance without lineage, one without a tagged credit, one of nobody', async ({
  as,
  core,
}) => {
  const page = await as('auditor');
  const plain = await core.balance();
  await page.goto(`/balances/${plain.balance_id}`);
  await expect(page.getByRole('heading', { level: 1, name: 'No identity' })).toBeVisible();
  await expect(panel(page)).toContainText('This balance does not track fund lineage.');
  await expect(transactions(page)).toContainText('No money has moved on this balance yet.');
  await expect(page.getByText('Nobody owns this balance.')).toBeVisible();
  await expect(
    page.getByText('Nobody has changed this balance through Counterfoil.'),
  ).toBeVisible();

  const empty = await core.trackedBalance({ strategy: 'LIFO' });
  await page.goto(`/balances/${empty.balance_id}`);
  await expect(panel(page)).toContainText('No tagged credit has arrived.');
});

test('lineage or movements that cannot be read leave the rest of the page alone', async ({
  as,
  core,
  faults,
}) => {
  const made = await core.trackedBalance({ credits: [['stripe', 10_000]] });
  const page = await as('auditor');
  const broken = [
    await faults.arm(
      { about: made.balance_id, pathEnds: '/lineage' },
      { kind: 'rewrite_status', status: 503, body: '{}' },
      Infinity,
    ),
    await faults.arm(
      { about: made.balance_id, pathEnds: '/transactions/filter' },
      { kind: 'rewrite_status', status: 503, body: '{}' },
      Infinity,
    ),
  ];
  await page.goto(`/balances/${made.balance_id}`);
  await expect(panel(page)).toContainText('Lineage could not be read.');
  await expect(transactions(page)).toContainText('could not be read');
  await expect(page.getByText('100.00 USD')).toBeVisible();
  await expectAccessible(page);
  for (const id of broken) await faults.disarm(id);
  await panel(page).getByRole('button', { name: 'Try again' }).click();
  await expect(panel(page)).toContainText('Lineage agrees with balance');
  await expect(transactions(page)).toContainText('+100.00');
});

test('lineage that is still being read shows bars, and the rest is there', async ({
  as,
  core,
  faults,
}) => {
  const made = await core.trackedBalance({ credits: [['stripe', 10_000]] });
  const page = await as('auditor');
  const held = await faults.arm(
    { about: made.balance_id, pathEnds: '/lineage' },
    { kind: 'hold', what: 'answer' },
  );
  await page.goto(`/balances/${made.balance_id}`, { waitUntil: 'commit' });
  await expect(page.getByText('Reading fund lineage')).toBeAttached();
  await expect(page.getByText('100.00 USD')).toBeVisible();
  await expect.poll(async () => (await faults.armed(held))?.holding).toBe(1);
  await faults.release(held);
  await expect(panel(page)).toContainText('Lineage agrees with balance');
});

test('a balance that Core does not know', async ({ as, core, expectConsoleError }) => {
  expectConsoleError(/404/);
  const id = `bln_${core.unique()}`;
  const page = await as('auditor');
  await page.goto(`/balances/${id}`);
  await expect(
    page.getByRole('heading', { name: 'Core does not know this balance' }),
  ).toBeVisible();
  await expect(page.getByText(`Core was asked for ${id}`)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'See all balances' }).click();
  await expect(page).toHaveURL(/\/balances$/);
});

test('forty digits are shown to the last one, at every width', async ({ as, core, stack }) => {
  const made = await core.balance({ currency: 'POINTS' });
  const digits = '1234567890123456789012345678901234567890';
  const body = `{"precise_amount":${digits},"precision":1,"reference":"big-${core.unique()}","description":"a large one","currency":"POINTS","source":"@world","destination":"${made.balance_id}","allow_overdraft":true,"skip_queue":true}`;
  const answer = await fetch(`${stack.coreUrl}/transactions`, {
    method: 'POST',
    headers: { 'X-Blnk-Key': stack.coreKey, 'content-type': 'application/json' },
    body,
  });
  expect(answer.status).toBe(201);
  const grouped = digits.replace(/\B(?=(\d{3})+$)/g, ',');
  for (const width of [1440, 1024, 390]) {
    const page = await as('auditor', { viewport: { width, height: 900 } });
    await page.goto(`/balances/${made.balance_id}`);
    const figure = page.getByRole('definition').filter({ hasText: grouped }).first();
    await expect(figure).toBeVisible();
    const box = (await figure.boundingBox())!;
    expect(box.x + box.width).toBeLessThanOrEqual(width);
    expect(
      await figure.evaluate((node) => node.scrollWidth - node.clientWidth),
      `cut at ${width}`,
    ).toBeLessThanOrEqual(0);
    await expectNoSidewaysScroll(page);
    await page.goto(`/balances?q=${made.balance_id}`);
    await expect(page.getByText(grouped)).toBeAttached();
    await expectNoSidewaysScroll(page);
  }
});
