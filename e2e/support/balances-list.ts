import { expect, type Locator, type Page } from '@playwright/test';
import type { Core } from './core';

/** The list of balances, in the words of a person who uses it. */
export class BalancesList {
  readonly table: Locator;
  /** Rows with a balance; bars that stand in for rows are none. */
  readonly rows: Locator;

  constructor(readonly page: Page) {
    this.table = page.getByRole('table', { name: 'Balances' });
    this.rows = this.table.locator('[data-row][data-copy]');
  }

  row(balanceId: string): Locator {
    return this.table.locator(`[data-copy="${balanceId}"]`);
  }

  /** The ids on the screen, in their order. */
  shown(): Promise<string[]> {
    return this.rows.evaluateAll((rows) => rows.map((row) => row.getAttribute('data-copy')!));
  }

  async expectShown(ids: readonly string[]): Promise<void> {
    await expect.poll(() => this.shown()).toEqual(ids);
  }

  pager(name: 'Newest' | 'Newer' | 'Older' | 'Oldest'): Locator {
    return this.page
      .getByRole('navigation', { name: 'Pages' })
      .getByRole('link', { name, exact: true });
  }

  /** The button of a filter that is not set. */
  filter(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** Opens a filter and takes the option that a search for this text finds. */
  async filterBy(name: string, text: string, option: string | RegExp): Promise<void> {
    await this.filter(name).click();
    await this.page.getByRole('combobox', { name }).fill(text);
    await this.page.getByRole('option', { name: option }).click();
  }
}

/** A ledger of its own with so many balances, newest first. */
export async function ledgerOf(core: Core, count: number) {
  const ledger = await core.ledger();
  const ids: string[] = [];
  for (let i = 0; i < count; i += 1) {
    ids.push((await core.balance({ ledger_id: ledger.ledger_id })).balance_id);
  }
  return { ledger, newestFirst: ids.toReversed() };
}
