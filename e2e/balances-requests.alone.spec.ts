import type { LogEntry } from '@/lib/testing/fault-proxy/faults';
import { expect, test } from './support/test';

/** Columns of Core that have an index; sorting by any other reads the whole table. */
const INDEXED = [
  'created_at',
  'balance_id',
  'ledger_id',
  'currency',
  'indicator',
  'identity_id',
  'transaction_id',
];

type Filter = { operator: string; value?: unknown };
type Question = {
  filters?: Filter[];
  sort_by?: string;
  offset?: number;
  include_count?: boolean;
};

/** What no click may ever ask of Core (design §3). */
function expectCheap(entries: readonly LogEntry[]): void {
  for (const { path, query, body } of entries) {
    const where = `${path}?${query} ${body}`;
    expect(where).not.toContain('include_count');
    if (!path.endsWith('/filter')) continue;
    const asked = JSON.parse(body) as Question;
    expect(asked.offset ?? 0, where).toBeLessThanOrEqual(10_000);
    expect(INDEXED, where).toContain(asked.sort_by ?? 'created_at');
    for (const { operator, value } of asked.filters ?? []) {
      if (operator.includes('like')) expect(String(value), where).not.toMatch(/^%/);
    }
  }
}

// Alone, because a list that somebody else looks at names the same identities and ledgers.
test('three questions draw the list; then one probe, and one read per row never seen', async ({
  as,
  core,
  faults,
}) => {
  const ledger = await core.ledger();
  const owner = await core.identity();
  const ids: string[] = [];
  for (let i = 0; i < 51; i += 1) {
    const fields = { ledger_id: ledger.ledger_id, identity_id: owner.identity_id };
    ids.push((await core.balance(fields)).balance_id);
  }
  const page = await as('auditor');
  // Whoever comes first to a page also finds out what Core can do; that is not part of a list.
  await page.goto('/settings/sessions');

  const since = await faults.mark();
  const mine = async () => {
    const all = await faults.log({ after: since });
    const about = [ledger.ledger_id, owner.identity_id, ...ids];
    return all.filter(({ path, query, body }) =>
      about.some((id) => `${path}?${query} ${body}`.includes(id)),
    );
  };
  const isSingleRead = ({ method, path }: LogEntry) =>
    method === 'GET' && path.startsWith('/balances/bln_');
  const isProbe = ({ body }: LogEntry) => body.includes('"offset":10000');

  // Nothing that comes after the first paint may hold it up.
  const probe = await faults.arm({ about: '"offset":10000' }, { kind: 'hold', what: 'request' });
  const newest = ids.at(-1)!;
  const trait = await faults.arm(
    { about: newest, method: 'GET' },
    { kind: 'hold', what: 'request' },
  );
  await page.goto(`/balances?ledger=${ledger.ledger_id}`);
  const rows = page.getByRole('table', { name: 'Balances' }).locator('[data-row]');
  await expect(rows).toHaveCount(50);
  await expect.poll(async () => (await faults.armed(trait))?.holding).toBe(1);
  await expect(rows.first()).not.toContainText('None');
  const drawn = (await mine()).filter((entry) => !isSingleRead(entry) && !isProbe(entry));
  expect(drawn.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
    'POST /balances/filter',
    'POST /identities/filter',
    'POST /ledgers/filter',
  ]);
  await expect.poll(async () => (await faults.armed(probe))?.holding).toBe(1);
  await faults.release(trait);
  await faults.release(probe);
  await expect(rows.first()).toContainText('None');
  await expect(page.getByText('1–50 of up to 10,000')).toBeVisible();

  const reads = (await mine()).filter(isSingleRead).map(({ path }) => path);
  expect(reads.sort()).toEqual(
    ids
      .slice(1)
      .map((id) => `/balances/${id}`)
      .sort(),
  );
  expect((await mine()).filter(isProbe)).toHaveLength(1);

  // Seen rows are remembered: only the one on the next page is read, and nothing is counted again.
  await page.getByRole('link', { name: 'Older' }).click();
  await expect(rows).toHaveCount(1);
  await expect(rows.first()).toContainText('None');
  await page.reload();
  await expect(rows.first()).toContainText('None');
  await page.getByRole('link', { name: 'Newest' }).click();
  await expect(rows).toHaveCount(50);
  expect((await mine()).filter(isSingleRead)).toHaveLength(51);
  expectCheap(await mine());
});

test('no click on the way through the list asks anything dear of Core', async ({
  as,
  core,
  faults,
}) => {
  const owner = await core.identity();
  const made = await core.balance({ identity_id: owner.identity_id });
  const page = await as('support');
  const since = await faults.mark();
  for (const address of [
    '/balances',
    '/balances?end=oldest',
    '/balances?system=1',
    '/balances?none=1&currency=USD&last=30',
    `/balances?identity=${owner.identity_id}`,
    `/balances?q=${made.ledger_id}`,
    '/balances?q=%40world',
    '/balances?q=jane',
    `/balances/${made.balance_id}`,
  ]) {
    await page.goto(address);
    await expect(page.getByRole('main')).toContainText(/Read from Core|neither an id/);
  }
  await page.goto('/balances');
  await page.getByRole('button', { name: 'Identity', exact: true }).click();
  await page.getByRole('combobox', { name: 'Identity' }).fill(owner.last_name);
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('Escape');
  expectCheap(await faults.log({ after: since }));
});

test('the lists of identities and of ledgers ask three questions at most', async ({
  as,
  core,
  faults,
}) => {
  const owner = await core.identity();
  await core.identity({ organization_name: `Northwind ${core.unique()}` });
  const ledger = await core.ledger();
  const page = await as('support');
  await page.goto('/settings/sessions');
  for (const address of [
    '/identities',
    `/identities?q=${owner.last_name}`,
    `/identities?q=${owner.identity_id}`,
    '/identities?type=organization',
    '/ledgers',
    `/ledgers?q=${ledger.name}`,
    `/ledgers?q=${ledger.ledger_id}`,
  ]) {
    const since = await faults.mark();
    await page.goto(address);
    await expect(page.getByRole('table').locator('[data-row][data-copy]').first()).toBeVisible();
    await page.waitForLoadState('networkidle');
    const asked = (await faults.log({ after: since })).filter(({ path }) => path !== '/health');
    const seen = asked.map(({ method, path, query }) => `${method} ${path}?${query}`);
    expect(seen.length, `${address}: ${seen.join(', ')}`).toBeLessThanOrEqual(3);
    expect(seen.length).toBeGreaterThan(0);
    expectCheap(asked);
  }
});
