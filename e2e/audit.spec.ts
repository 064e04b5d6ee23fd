import { readFile } from 'node:fs/promises';
import type { Page, Request } from '@playwright/test';
import Papa from 'papaparse';
import { expect, expectAccessible, expectNoSidewaysScroll, PHONE, test } from './support/test';

const rows = (page: Page) => page.getByRole('table', { name: 'Audit entries' }).getByRole('link');
const entry = (page: Page) => page.getByRole('complementary', { name: 'Audit entry' });

async function search(page: Page, text: string) {
  await page.getByRole('searchbox', { name: 'Search the log' }).fill(text);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/[?&]q=/);
}

/** Support changes an identity under a ticket of its own, through the console. */
async function changeCity(page: Page, identityId: string, ticket: string) {
  await page.goto(`/identities/${identityId}/edit`);
  await page.getByLabel('City').fill('Abuja');
  await page.getByRole('textbox', { name: 'E-mail' }).fill('new@doe.example');
  await page.getByLabel('Ticket').fill(ticket);
  await page.getByRole('button', { name: 'Change identity' }).click();
  await expect(page).toHaveURL(/\/changes\//);
  await expect(page.getByText('Succeeded').first()).toBeVisible();
}

async function download(
  page: Page,
  format: 'CSV' | 'JSON',
): Promise<{ name: string; text: string }> {
  await page.getByRole('button', { name: 'Export' }).click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('dialog', { name: 'Export' }).getByRole('link', { name: format }).click(),
  ]);
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
}

test('an auditor finds a change by its ticket, reads the entry and exports it', async ({
  as,
  core,
}) => {
  const ticket = `SUP-${core.unique()}`;
  const identity = await core.identity({ city: 'Lagos', email_address: 'old@doe.example' });
  await changeCity(await as('support'), identity.identity_id, ticket);

  const page = await as('auditor');
  await page.goto('/audit');
  await expect(page.getByText(/of everybody/)).toBeVisible();
  await search(page, ticket);
  await expect(rows(page)).toHaveCount(2);
  await rows(page).first().click();
  await expect(entry(page).getByRole('heading', { name: 'Edit identity' }).first()).toBeFocused();
  await expect(entry(page).getByText('Succeeded')).toBeVisible();
  await expect(entry(page).getByRole('table')).toContainText('Lagos');
  await expect(entry(page).getByRole('table')).toContainText('Abuja');
  await expect(entry(page).getByRole('table')).toContainText('n•••@doe.example');
  expect(await page.content()).not.toMatch(/old@doe|new@doe/);
  await expectAccessible(page);

  const csv = await download(page, 'CSV');
  expect(csv.name).toMatch(/^counterfoil-audit-\d{4}-\d{2}-\d{2}\.csv$/);
  const lines = Papa.parse<Record<string, string>>(csv.text, {
    header: true,
    skipEmptyLines: true,
  }).data;
  expect(lines.map((line) => [line.kind, line.ticket, line.subject_id])).toEqual([
    ['operation.outcome', ticket, identity.identity_id],
    ['operation.intent', ticket, identity.identity_id],
  ]);
  const json = await download(page, 'JSON');
  const records = JSON.parse(json.text) as { event: { id: string }; leaf_hash: string }[];
  expect(records.map(({ event }) => event.id)).toEqual(lines.map(({ id }) => id));
  expect(records.every(({ leaf_hash }) => /^[0-9a-f]{64}$/.test(leaf_hash))).toBe(true);

  await page.goto('/audit?action=export');
  await rows(page).first().click();
  await expect(entry(page).getByText('JSON').first()).toBeVisible();
  await expect(entry(page).getByText(ticket)).toBeVisible();

  await page.goto(`/audit?q=${ticket}`);
  await rows(page).first().click();
  await entry(page).getByRole('link', { name: 'Open the change' }).click();
  await expect(page).toHaveURL(/\/changes\//);
});

test('an auditor can change nothing, also by calling the actions, and each try is an entry', async ({
  as,
  core,
}) => {
  const ledger = await core.ledger();
  const finance = await as('finance');
  const sent: Request[] = [];
  finance.on('request', (request) => {
    if (request.method() === 'POST' && request.headers()['next-action']) sent.push(request);
  });
  await finance.goto(`/ledgers/${ledger.ledger_id}`);
  await finance.getByRole('button', { name: 'Rename' }).click();
  await finance.getByRole('textbox', { name: 'Name' }).fill(`${ledger.name} by finance`);
  await finance.getByRole('dialog').getByRole('button', { name: 'Rename', exact: true }).click();
  await expect(finance.getByRole('heading', { name: `${ledger.name} by finance` })).toBeVisible();
  const action = sent.find((request) => request.postData()?.includes(ledger.ledger_id))!;

  const auditor = await as('auditor');
  const { 'next-action': id, 'content-type': type, accept } = action.headers();
  const answer = await auditor.request.post(action.url(), {
    headers: { 'next-action': id!, 'content-type': type!, accept: accept! },
    data: action.postData()!.replace('by finance', 'by auditor'),
  });
  expect(await answer.text()).toContain('does not include ledgers:rename');
  expect(await core.call('GET', `/ledgers/${ledger.ledger_id}`)).toMatchObject({
    name: `${ledger.name} by finance`,
  });

  await auditor.goto(`/audit?q=${ledger.ledger_id}&outcome=denied`);
  await expect(rows(auditor)).toHaveCount(1);
  await rows(auditor).first().click();
  await expect(entry(auditor).getByText('ledgers:rename', { exact: true })).toBeVisible();
  await expect(entry(auditor).getByRole('link', { name: 'Open the change' })).toHaveCount(0);
});

test('support sees and exports only what they did, and the page says so', async ({ as, core }) => {
  const ledger = await core.ledger();
  const finance = await as('finance');
  await finance.goto(`/ledgers/${ledger.ledger_id}`);
  await finance.getByRole('button', { name: 'Rename' }).click();
  await finance.getByRole('textbox', { name: 'Name' }).fill(`${ledger.name} own`);
  await finance.getByRole('dialog').getByRole('button', { name: 'Rename', exact: true }).click();
  await expect(finance.getByText('Ledger renamed')).toBeVisible();
  await finance.goto(`/audit?q=${ledger.ledger_id}`);
  await expect(rows(finance)).toHaveCount(3);
  await rows(finance).first().click();
  await expect(finance).toHaveURL(/entry=/);
  const foreign = new URL(finance.url()).searchParams.get('entry');

  const page = await as('support');
  await page.goto('/audit');
  await expect(page.getByText(/These are your own entries/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Actor' })).toHaveCount(0);
  await expect(rows(page).first()).toBeVisible();
  await expectAccessible(page);
  await page.goto(`/audit?q=${ledger.ledger_id}&entry=${foreign}`);
  await expect(page.getByText('No entry matches')).toBeVisible();
  await expect(entry(page).getByText('There is no such entry')).toBeVisible();
  await page.goto('/audit');
  const { name, text } = await download(page, 'CSV');
  expect(name).toMatch(/^counterfoil-audit-own-/);
  expect(text).not.toContain(ledger.ledger_id);
});

test('an export without a session leads to signing in', async ({ nobody }) => {
  const page = await nobody();
  await page.goto('/api/audit/export?format=csv&q=SUP-1');
  await expect(page).toHaveURL(/\/sign-in\?next=%2Faudit/);
});

test('filters narrow the log, stand in the address, and back undoes them', async ({ as, core }) => {
  const ledger = await core.ledger();
  const finance = await as('finance');
  await finance.goto(`/ledgers/${ledger.ledger_id}`);
  await finance.getByRole('button', { name: 'Rename' }).click();
  await finance.getByRole('textbox', { name: 'Name' }).fill(`${ledger.name} filtered`);
  await finance.getByRole('dialog').getByRole('button', { name: 'Rename', exact: true }).click();
  await expect(finance.getByText('Ledger renamed')).toBeVisible();

  const page = await as('auditor');
  await page.goto(`/audit?q=${ledger.ledger_id}`);
  await expect(rows(page)).toHaveCount(3);
  await page.getByRole('button', { name: 'Outcome', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Succeeded' }).click();
  await expect(page).toHaveURL(/outcome=succeeded/);
  await expect(rows(page)).toHaveCount(1);
  await page.getByRole('button', { name: 'Action', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Sign in', exact: true }).click();
  await expect(page.getByText('No entry matches')).toBeVisible();
  await page.goBack();
  await expect(rows(page)).toHaveCount(1);
  await page.getByRole('button', { name: 'Remove filter Outcome' }).click();
  await expect(rows(page)).toHaveCount(3);
  await page.getByRole('button', { name: 'Date', exact: true }).click();
  await page.getByLabel('From', { exact: true }).fill('2020-01-02');
  await page.getByLabel('To', { exact: true }).fill('2020-01-01');
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(page.getByText(/the same day as From or a later one/)).toBeVisible();
  await page.getByLabel('To', { exact: true }).fill('2020-01-03');
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(page.getByText('No entry matches')).toBeVisible();
  await page.getByRole('link', { name: 'Clear 2 filters' }).click();
  await expect(rows(page).first()).toBeVisible();
});

test('entries are walked by keyboard, and closing leads back to the row', async ({ as, core }) => {
  const ledger = await core.ledger();
  const finance = await as('finance');
  await finance.goto(`/ledgers/${ledger.ledger_id}`);
  await finance.getByRole('button', { name: 'Rename' }).click();
  await finance.getByRole('textbox', { name: 'Name' }).fill(`${ledger.name} keys`);
  await finance.getByRole('dialog').getByRole('button', { name: 'Rename', exact: true }).click();
  await expect(finance.getByText('Ledger renamed')).toBeVisible();

  const page = await as('auditor');
  await page.goto('/audit');
  await page.keyboard.press('/');
  await page.keyboard.type(ledger.ledger_id);
  await page.keyboard.press('Enter');
  await expect(rows(page)).toHaveCount(3);
  await rows(page).first().focus();
  await page.keyboard.press('j');
  await expect(rows(page).nth(1)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(entry(page).getByText('Sent')).toBeVisible();
  await page.keyboard.press(']');
  await expect(entry(page).getByText('Requested')).toBeVisible();
  await page.keyboard.press('[');
  await expect(entry(page).getByText('Sent')).toBeVisible();
  await page.keyboard.press('[');
  await expect(entry(page).getByText('Succeeded')).toBeVisible();
  await page.goBack();
  await expect(entry(page).getByText('Sent')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(entry(page)).toHaveCount(0);
  await expect(rows(page).nth(1)).toBeFocused();

  await page.setViewportSize(PHONE);
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await rows(page).nth(2).click();
  await expect(entry(page).getByText('What was asked for')).toBeVisible();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await entry(page).getByRole('link', { name: 'Close the entry' }).click();
  await expect(rows(page)).toHaveCount(3);
});
