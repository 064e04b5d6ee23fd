// @ts-check
// `npm run screenshots -- --url http://localhost:3000 [--only NAME]`: draws docs/screenshots anew from a running
// installation on the sandbox. Every screen in light and dark, at 1440 and at 390 px.
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
 * @typedef {{ name: string, as: string | null, path: string, then?: (page: Page) => Promise<unknown> }} Screen
 */

/** @param {Page} page */
const openFirst = (page) => page.locator('[data-row-link]').first().click();

/** @type {Screen[]} */
const SCREENS = [
  { name: 'sign-in', as: null, path: '/sign-in' },
  { name: 'balances', as: 'Support', path: '/balances' },
  { name: 'balance', as: 'Support', path: '/balances', then: openTracked },
  {
    name: 'reassign',
    as: 'Support',
    path: '/balances',
    then: async (page) => {
      await openTracked(page);
      await page.goto(`${page.url()}?reassign=1`);
      const picker = page.getByRole('dialog').getByRole('combobox').first();
      await picker.fill('Max Roe');
      await page.getByRole('option').first().click();
    },
  },
  { name: 'create-balance', as: 'Finance', path: '/balances/new', then: trackLineage },
  { name: 'identities', as: 'Support', path: '/identities' },
  { name: 'identity', as: 'Support', path: '/identities', then: openFirst },
  { name: 'new-identity', as: 'Support', path: '/identities/new' },
  { name: 'ledgers', as: 'Finance', path: '/ledgers' },
  { name: 'ledger', as: 'Finance', path: '/ledgers', then: openFirst },
  { name: 'new-ledger', as: 'Finance', path: '/ledgers/new' },
  { name: 'changes', as: 'Auditor', path: '/changes' },
  { name: 'change', as: 'Auditor', path: '/changes', then: openFirst },
  { name: 'audit', as: 'Auditor', path: '/audit' },
  { name: 'settings', as: 'Admin', path: '/settings' },
  { name: 'people', as: 'Admin', path: '/settings/people' },
  { name: 'sessions', as: 'Admin', path: '/settings/sessions' },
];

/** @param {Page} page */
async function trackLineage(page) {
  await page.getByRole('switch', { name: 'Track fund lineage' }).click();
}

/**
 * The page of a balance that tracks lineage: the one that the sample data calls Jane Doe's.
 * @param {Page} page
 */
async function openTracked(page) {
  await page
    .getByRole('row')
    .filter({ hasText: 'FIFO' })
    .first()
    .locator('[data-row-link]')
    .click();
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
      const page = await context.newPage();
      if (screen.as) {
        await page.goto('/sign-in');
        await page.getByRole('button', { name: new RegExp(`^${screen.as}`) }).click();
        await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
      }
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
  for (const screen of wanted) await draw(browser, baseURL, screen);
  await browser.close();
} catch (error) {
  printReason(error);
  process.exitCode = 1;
}
