import { writeFile } from 'node:fs/promises';
import { type Page } from '@playwright/test';
import { ReassignDialog } from './support/reassign';
import { expect, expectAccessible, expectNoSidewaysScroll, PHONE, test } from './support/test';

/*
 * Alone and last, because the log that is checked holds what every other test has done: unknown outcomes,
 * killed workers and lying Cores included.
 */

const entry = (page: Page) => page.getByRole('complementary', { name: 'Audit entry' });

async function download(page: Page, link: string, file: string): Promise<string> {
  await page.getByRole('button', { name: 'Export' }).click();
  const [loaded] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('dialog', { name: 'Export' }).getByRole('link', { name: link }).click(),
  ]);
  await loaded.saveAs(file);
  return loaded.suggestedFilename();
}

test('a change is sealed, its entry is proven, and the whole log is intact', async ({
  as,
  core,
}) => {
  const jane = await core.identity();
  const max = await core.identity({ first_name: 'Max' });
  const { balance_id } = await core.balance({ identity_id: jane.identity_id });
  const reassign = new ReassignDialog(await as('support'));
  await reassign.open(balance_id);
  await reassign.choose(max.identity_id);
  await reassign.giveReason();
  await reassign.verb().click();
  await reassign.expectOutcome('Succeeded', `Max ${max.last_name} now owns this balance`);
  await expect(reassign.dialog.getByText(/^Leaf [\d,]+, under checkpoint/)).toBeVisible();

  await reassign.slip.getByRole('link', { name: 'How it went' }).click();
  const support = reassign.page;
  const [pack] = await Promise.all([
    support.waitForEvent('download'),
    support.getByRole('link', { name: 'Evidence pack' }).click(),
  ]);
  expect(pack.suggestedFilename()).toMatch(/^counterfoil-stub-\d{6}\.zip$/);

  const page = await as('auditor');
  await page.goto(`/audit?q=${balance_id}`);
  await page.getByRole('table').getByRole('link').first().click();
  const proof = entry(page).getByRole('region', { name: 'Proof' });
  await expect(proof.getByRole('status')).toContainText('This entry is in the log, unchanged');
  await expect(proof.getByText('1 place')).toBeVisible();
  await proof.getByRole('button', { name: 'Verify again' }).click();
  await expect(proof.getByRole('status')).toContainText('Verified');
  await expectAccessible(page);

  await page.goto('/audit');
  await page.getByRole('button', { name: 'Verify whole log' }).click();
  const dialog = page.getByRole('dialog', { name: 'Verify whole log' });
  await expect(dialog.getByRole('status')).toContainText('The log is intact', { timeout: 60_000 });
  await expect(dialog.getByText(/tampered|incomplete/)).toHaveCount(0);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('link', { name: /^Log intact: [\d,]+ entries, checked/ }).click();
  await expect(entry(page).getByRole('heading', { name: 'Verify log' }).first()).toBeVisible();
});

test('a stranger checks an export with one page and no network', async ({
  as,
  browser,
}, testInfo) => {
  const admin = await as('admin', { permissions: ['clipboard-read', 'clipboard-write'] });
  await admin.goto('/settings');
  await admin.getByRole('button', { name: 'Copy checkpoint' }).click();
  const checkpoint = await admin.evaluate(() => navigator.clipboard.readText());
  const [anchor, bundle, verifier] = ['anchor.txt', 'bundle.zip', 'verify.html'].map((name) =>
    testInfo.outputPath(name),
  ) as [string, string, string];
  await writeFile(anchor, checkpoint);

  const auditor = await as('auditor');
  await auditor.goto('/audit?action=sign_in');
  expect(await download(auditor, 'Evidence', bundle)).toMatch(/^counterfoil-evidence-.*\.zip$/);
  expect(await download(auditor, 'HTML page', verifier)).toBe('counterfoil-verify.html');

  const context = await browser.newContext({ offline: true, viewport: PHONE });
  const page = await context.newPage();
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(`file://${verifier}`);
  const result = page.getByRole('status');
  await page.getByLabel('Bundle').setInputFiles(bundle);
  await page.getByRole('button', { name: 'Check' }).click();
  await expect(result).toContainText('Incomplete');
  await expect(result).toContainText('no anchor was given');
  await page.getByLabel('Anchor').setInputFiles(anchor);
  await page.getByRole('button', { name: 'Check' }).click();
  await expect(result).toContainText('Sound: nothing was changed');
  expect(requests.filter((url) => !url.startsWith('file:'))).toEqual([]);
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);

  await writeFile(bundle, 'not a bundle');
  await page.getByLabel('Bundle').setInputFiles(bundle);
  await page.getByRole('button', { name: 'Check' }).click();
  await expect(result).toContainText('no ZIP archive');
  await context.close();
});

test('support sees where its own entries stand and cannot have the log checked', async ({ as }) => {
  const page = await as('support');
  await page.goto('/audit');
  await expect(page.getByText(/entries sealed$/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Verify whole log' })).toBeDisabled();
  await page.getByRole('button', { name: 'Export' }).click();
  await expect(page.getByRole('link', { name: 'CSV' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Evidence' })).toHaveCount(0);
  // The address of the export does not help either.
  await page.goto('/api/audit/evidence');
  await expect(page.getByText('The export was refused')).toBeVisible();
});
