import { readFileSync } from 'node:fs';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  expect,
  type Page,
} from '@playwright/test';
import type { Role } from '@/lib/base/actor';
import { faultClient, type FaultClient } from '@/lib/testing/fault-proxy/client';
import { type Core, coreFor } from './core';
import { test as base } from './stack-test';

export { expect } from '@playwright/test';

export const PHONE = { width: 390, height: 844 } as const;

type OpenOptions = Pick<BrowserContextOptions, 'viewport' | 'colorScheme' | 'permissions'>;

export type Fixtures = {
  /** Core itself, to make what the test needs and to see what is true there. */
  core: Core;
  /** The proxy between the console and Core. What a test arms it disarms at its end. */
  faults: FaultClient;
  /** A page of a signed-in person; each call is a browser context of its own. */
  as: (role: Role, options?: OpenOptions) => Promise<Page>;
  /** A page of somebody who has not signed in. */
  nobody: (options?: OpenOptions) => Promise<Page>;
  /** Lets a message pass that the browser's console is going to show; all others fail the test. */
  expectConsoleError: (pattern: RegExp) => void;
  /** Kills the worker as `kill -9` does; it is started again by itself. */
  killWorker: () => void;
};

/** `test` of every spec: everything it needs is made by it, and the browser's console stays empty. */
export const test = base.extend<Fixtures & { consoleErrors: string[]; allowed: RegExp[] }>({
  core: async ({ stack }, provide) => provide(coreFor(stack)),
  faults: async ({ stack }, provide) => {
    const client = faultClient(stack.proxyControlUrl);
    const armed: string[] = [];
    await provide({
      ...client,
      arm: async (...call) => {
        const id = await client.arm(...call);
        armed.push(id);
        return id;
      },
    });
    for (const id of armed) await client.disarm(id);
  },
  allowed: async ({}, provide) => provide([]),
  expectConsoleError: async ({ allowed }, provide) =>
    provide((pattern) => void allowed.push(pattern)),
  consoleErrors: async ({ allowed }, provide) => {
    const errors: string[] = [];
    await provide(errors);
    const unexpected = errors.filter((text) => !allowed.some((pattern) => pattern.test(text)));
    expect(unexpected, 'the browser console').toEqual([]);
  },
  as: async ({ browser, stack, consoleErrors }, provide) => {
    const open = opener({ browser, baseURL: stack.baseUrl, consoleErrors });
    await provide((role, options) =>
      open.page({ ...options, storageState: path.join(stack.sessions, `${role}.json`) }),
    );
    await open.close();
  },
  nobody: async ({ browser, stack, consoleErrors }, provide) => {
    const open = opener({ browser, baseURL: stack.baseUrl, consoleErrors });
    await provide((options) => open.page(options));
    await open.close();
  },
  killWorker: async ({ stack }, provide) =>
    provide(() => void process.kill(Number(readFileSync(stack.workerPidFile, 'utf8')), 'SIGKILL')),
});

type OpenerInput = {
  browser: Browser;
  baseURL: string;
  consoleErrors: string[];
};

function opener({ browser, baseURL, consoleErrors }: OpenerInput) {
  const contexts: BrowserContext[] = [];
  return {
    page: async (options: BrowserContextOptions = {}): Promise<Page> => {
      const context = await browser.newContext({
        baseURL,
        viewport: { width: 1440, height: 900 },
        timezoneId: 'Europe/Berlin',
        locale: 'en-GB',
        ...options,
      });
      contexts.push(context);
      const page = await context.newPage();
      page.on('console', (message) => {
        if (message.type() === 'error') consoleErrors.push(message.text());
      });
      page.on('pageerror', (error) => consoleErrors.push(String(error)));
      waitUntilItHears(page);
      return page;
    },
    close: async () => {
      for (const context of contexts) await context.close();
    },
  };
}

/**
 * A page that the server rendered looks ready before it hears clicks and keys. What comes in between is lost, and a
 * busy machine makes that time long. So each `goto` and `reload` of this page also waits until React has taken over
 * all of it, which only React's own tree tells: keys are listened to from that moment on.
 */
function waitUntilItHears(page: Page): void {
  const hears = () =>
    page.waitForFunction(async () => {
      interface Fiber {
        readonly return: Fiber | null;
        readonly child: Fiber | null;
        readonly sibling: Fiber | null;
        readonly memoizedState: { readonly isDehydrated?: boolean; readonly dehydrated?: unknown };
        readonly stateNode: { readonly current?: Fiber } | null;
      }
      /** Something that the server rendered and that React has not made its own yet. */
      const isForeign = ({ memoizedState: state }: Fiber) =>
        state?.isDehydrated === true || (state?.dehydrated ?? null) !== null;
      const hasForeign = (fiber: Fiber | null): boolean => {
        for (let each = fiber; each; each = each.sibling) {
          if (isForeign(each) || hasForeign(each.child)) return true;
        }
        return false;
      };
      // Next takes over the history in an effect of the whole page, which is among the last to run.
      const isOurs = document.querySelector('script[src*="/_next/"]') !== null;
      if (!isOurs) return true;
      if (String(history.pushState).includes('[native code]')) return false;
      const body: object = document.body;
      const key = Object.keys(body).find((name) => name.startsWith('__reactFiber$'));
      let top = key ? (body as Record<string, Fiber>)[key]! : null;
      while (top?.return) top = top.return;
      // What is being prepared hangs beside the tree that is the page; only the root tells which it is.
      const tree = top?.stateNode?.current ?? null;
      if (!tree || hasForeign(tree)) return false;
      await new Promise((resolve) => requestIdleCallback(resolve));
      return true;
    });
  const { goto, reload } = page;
  page.goto = async (...call) => {
    const answer = await goto.apply(page, call);
    await hears();
    return answer;
  };
  page.reload = async (...call) => {
    const answer = await reload.apply(page, call);
    await hears();
    return answer;
  };
}

/** No finding of axe on this page as it stands, in the light and in the dark theme. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html).join(' ')}`);
    expect(found, `axe, ${colorScheme}`).toEqual([]);
  }
}

/** Nothing is wider than the window. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(over).toBeLessThanOrEqual(0);
}
