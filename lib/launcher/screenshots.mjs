// @ts-check
// `npm run screenshots -- --url http://localhost:3000 [--only NAME]`: draws docs/screenshots anew from a running
// installation on the sandbox with nothing but its sample data. Every screen in light and dark, at 1440
// and at 390 px. Before the screens of changes it makes a few.
import { mkdirSync } from 'node:fs';
import { findChromium } from './chromium.mjs';
import { inRoot } from './paths.mjs';
import { PlainError, printReason } from './plain-error.mjs';

const WIDTHS = /** @type {const} */ ([
  { name: '1440', viewport: { width: 1440, height: 900 } },
  { name: '390', viewport: { width: 390, height: 844 } },
]);
const THEMES = /** @type {const} */ (['light', 'dark']);

/**
 * @typedef {import('@playwright/test').Page} Page
 * @typedef {{ name: string, as: string | null, path: string, needsChanges?: true,
 *   then?: (page: Page) => Promise<unknown> }} Screen
 */

/** @param {Page} page */
const openFirst = (page) => follow(page, page.locator('[data-row-link]').first());

/** @type {Screen[]} */
const SCREENS = [
  { name: 'sign-in', as: null, path: '/sign-in' },
  { name: 'balances', as: 'Support', path: '/balances' },
  { name: 'balance', as: 'Support', path: '/balances', then: openTracked },
  {
    name: 'transaction',
    as: 'Support',
    path: '/balances',
    then: async (page) => {
      await openTracked(page);
      const latest = page.getByRole('table', { name: 'Latest transactions' });
      await follow(page, latest.locator('[data-row-link]').first());
    },
  },
  {
    name: 'reassign',
    as: 'Support',
    path: '/balances',
    then: openCarryable,
  },
  { name: 'create-balance', as: 'Finance', path: '/balances/new', then: trackLineage },
  { name: 'identities', as: 'Support', path: '/identities' },
  { name: 'identity', as: 'Support', path: '/identities', then: openFirst },
  { name: 'new-identity', as: 'Support', path: '/identities/new' },
  { name: 'ledgers', as: 'Finance', path: '/ledgers' },
  { name: 'ledger', as: 'Finance', path: '/ledgers', then: openFirst },
  { name: 'new-ledger', as: 'Finance', path: '/ledgers/new' },
  { name: 'changes', as: 'Auditor', path: '/changes', needsChanges: true },
  { name: 'change', as: 'Auditor', path: '/changes', then: openFirst },
  { name: 'ownership', as: 'Auditor', path: '/changes', then: openOwnership },
  { name: 'audit', as: 'Auditor', path: '/audit' },
  { name: 'entry', as: 'Auditor', path: '/audit', then: openFirst },
  { name: 'settings', as: 'Admin', path: '/settings' },
  { name: 'people', as: 'Admin', path: '/settings/people' },
  { name: 'sessions', as: 'Admin', path: '/settings/sessions' },
];

/**
 * Who owned the balance of the newest change.
 * @param {Page} page
 */
async function openOwnership(page) {
  await openFirst(page);
  await follow(page, page.getByRole('main').locator('a[href^="/balances/"]').first());
  await page.goto(`${new URL(page.url()).pathname}/ownership`);
}

/** @param {Page} page */
async function trackLineage(page) {
  await page.getByRole('switch', { name: 'Track fund lineage' }).click();
}

/**
 * Clicks on a link and waits until its page is there.
 * @param {Page} page
 * @param {import('@playwright/test').Locator} link
 */
async function follow(page, link) {
  const before = page.url();
  await link.click();
  await page.waitForURL((url) => url.href !== before);
}

/**
 * The page of the newest balance that tracks lineage.
 * @param {Page} page
 */
async function openTracked(page) {
  await follow(page, rowsWith(page, 'FIFO').first().locator('[data-row-link]'));
}

/**
 * The reassign dialog of the newest balance whose lineage can be carried over: on some, money is on hold.
 * @param {Page} page
 */
async function openCarryable(page) {
  const ids = await rowsWith(page, /FIFO|LIFO|PROPORTIONAL/).evaluateAll((rows) =>
    rows.map((row) => String(row.getAttribute('data-copy'))),
  );
  for (const id of ids) {
    await page.goto(`/balances/${id}?reassign=1`);
    await chooseOwner(page, 'Max Roe');
    await settled(page);
    if (await page.getByText('Recommended').isVisible()) return;
  }
  throw new PlainError('On no balance of the first page can lineage be carried over.');
}

/**
 * @param {Page} page
 * @param {string | RegExp} text
 */
function rowsWith(page, text) {
  return page.locator('[data-row][data-copy]').filter({ hasText: text });
}

/**
 * @param {Page} page
 * @param {string} name
 */
async function chooseOwner(page, name) {
  await page.getByRole('combobox', { name: 'New identity' }).fill(name);
  await page.getByRole('option').first().click();
}

/**
 * Gives the reason in the open dialog, sends it, and waits for the slip.
 * @param {Page} page
 * @param {{ reason: string, ticket: string }} change
 */
async function reassign(page, { reason, ticket }) {
  await page.getByRole('combobox', { name: 'Reason' }).click();
  await page.getByRole('option', { name: reason }).click();
  await page.getByLabel('Ticket').fill(ticket);
  const verb = page
    .getByRole('dialog')
    .getByRole('button', { name: /^(Reassign|Assign|Carry over)/ });
  await verb.and(page.locator(':enabled:not([aria-disabled="true"])')).waitFor();
  await verb.click();
  await page.getByRole('dialog').getByRole('article').getByText('Succeeded').waitFor();
}

/**
 * What the screens of changes show: a label changed, and a lineage carried over.
 * @param {import('@playwright/test').Browser} browser
 * @param {string} baseURL
 */
async function makeChanges(browser, baseURL) {
  const page = await signedIn(await browser.newContext({ baseURL }), 'Support');
  await page.goto('/balances');
  await settled(page);
  const id = await rowsWith(page, 'None').first().getAttribute('data-copy');
  await page.goto(`/balances/${id}?reassign=1`);
  await chooseOwner(page, 'Jane');
  await reassign(page, { reason: 'Account correction', ticket: 'SUP-20618' });
  await page.goto('/balances');
  await settled(page);
  await openCarryable(page);
  await reassign(page, { reason: 'Account transfer', ticket: 'SUP-20631' });
  await page.context().close();
}

/**
 * Sessions by role: one each, so that the audit log is not full of signing in.
 * @type {Map<string, Awaited<ReturnType<import('@playwright/test').BrowserContext['cookies']>>>}
 */
const sessions = new Map();

/**
 * @param {import('@playwright/test').BrowserContext} context
 * @param {string} role
 */
async function signedIn(context, role) {
  const page = await context.newPage();
  const known = sessions.get(role);
  if (known) {
    await context.addCookies(known);
    return page;
  }
  await page.goto('/sign-in');
  await page.getByRole('button', { name: new RegExp(`^${role}`) }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  sessions.set(role, await context.cookies());
  return page;
}

/**
 * Waits until nothing is being read any more: no skeleton, no busy part.
 * @param {Page} page
 */
async function settled(page) {
  await page.waitForLoadState('load');
  await page.waitForFunction(
    () => !globalThis.document.querySelector('[data-skeleton], [aria-busy="true"]'),
  );
  await page.waitForTimeout(600);
}

/**
 * @param {import('@playwright/test').Browser} browser
 * @param {string} baseURL
 * @param {Screen} screen
 */
async function draw(browser, baseURL, screen) {
  for (const colorScheme of THEMES) {
    for (const { name: width, viewport } of WIDTHS) {
      const context = await browser.newContext({ baseURL, viewport, colorScheme });
      const page = screen.as ? await signedIn(context, screen.as) : await context.newPage();
      await page.goto(screen.path);
      await settled(page);
      if (screen.then) {
        await screen.then(page);
        await page.waitForTimeout(800);
        await settled(page);
      }
      const file = `${screen.name}-${width}-${colorScheme}.png`;
      await page.screenshot({ path: inRoot('docs', 'screenshots', file) });
      console.log(file);
      await context.close();
    }
  }
}

/** @param {string} name */
function argument(name) {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
}

try {
  const baseURL = argument('--url');
  const only = argument('--only');
  if (!baseURL) throw new PlainError('Say where: npm run screenshots -- --url URL [--only NAME]');
  mkdirSync(inRoot('docs', 'screenshots'), { recursive: true });
  const { chromium } = await import('@playwright/test');
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath: await findChromium(), args });
  const wanted = SCREENS.filter(({ name }) => !only || name === only);
  for (const screen of wanted) {
    if (screen.needsChanges) await makeChanges(browser, baseURL);
    await draw(browser, baseURL, screen);
  }
  await browser.close();
} catch (error) {
  printReason(error);
  process.exitCode = 1;
}
