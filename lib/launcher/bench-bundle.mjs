// @ts-check
import { gzipSync } from 'node:zlib';
import { withStack } from './e2e-run.mjs';
import { DIST_DIR } from './test-stages.mjs';

const GOAL_KB = 200;
const KB = 1024;

/**
 * The scripts that one page loads before anybody touches it, by address, in bytes after gzip.
 * @param {import('@playwright/test').Page} page
 * @param {string} address
 */
async function scriptsOf(page, address) {
  /** @type {Map<string, Promise<number>>} */
  const sizes = new Map();
  page.on('response', (response) => {
    if (response.request().resourceType() !== 'script') return;
    const size = response.body().then((body) => gzipSync(body, { level: 9 }).length);
    sizes.set(new URL(response.url()).pathname, size);
  });
  await page.goto(address);
  await page.waitForLoadState('networkidle');
  const entries = await Promise.all([...sizes].map(async ([name, size]) => [name, await size]));
  return /** @type {[string, number][]} */ (entries);
}

/**
 * One balance that tracks lineage, so that the list has a row with every part of one.
 * @param {import('./e2e-stack.mjs').Stack} stack
 */
async function makeBalance({ coreUrl, coreKey }) {
  const headers = { 'X-Blnk-Key': coreKey, 'Content-Type': 'application/json' };
  /** @type {(path: string, body: object) => Promise<Record<string, string>>} */
  const post = async (path, body) => {
    const response = await fetch(coreUrl + path, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`Core: POST ${path} ${response.status}`);
    return response.json();
  };
  const { ledger_id } = await post('/ledgers', { name: 'Customer funds' });
  const person = { identity_type: 'individual', first_name: 'Jane', last_name: 'Doe' };
  const { identity_id } = await post('/identities', person);
  const lineage = { track_fund_lineage: true, allocation_strategy: 'FIFO' };
  await post('/balances', { ledger_id, identity_id, currency: 'USD', ...lineage });
}

/**
 * First-load JavaScript of `/balances`: everything that a browser with an empty cache fetches for a
 * signed-in person until the network is quiet, so also what the page asks for after its first paint.
 * @returns {Promise<string>} the figure in KB (1,024 bytes) of gzip, and the goal
 */
export function benchBundle() {
  return withStack(DIST_DIR, async ({ stack, chromium }) => {
    await makeBalance(stack);
    const playwright = await import('@playwright/test');
    const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const browser = await playwright.chromium.launch({ executablePath: chromium, args });
    const at = { baseURL: stack.baseUrl, viewport: { width: 1440, height: 900 } };
    const signingIn = await browser.newContext(at);
    const door = await signingIn.newPage();
    await door.goto('/sign-in');
    await door.getByRole('button', { name: /^Support/ }).click();
    await door.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
    const storageState = await signingIn.storageState();

    const fresh = await browser.newContext({ ...at, storageState });
    const scripts = await scriptsOf(await fresh.newPage(), '/balances');
    await browser.close();
    scripts.sort(([, a], [, b]) => b - a);
    for (const [name, size] of scripts) console.log(`${(size / KB).toFixed(1)} KB  ${name}`);
    const total = scripts.reduce((sum, [, size]) => sum + size, 0);
    return `${(total / KB).toFixed(1)} KB gzip (goal ≤ ${GOAL_KB} KB)`;
  });
}
