import { expect, type Locator, type Page } from '@playwright/test';

/** The dialog that gives a balance to another identity, in the words of a person who uses it. */
export class ReassignDialog {
  readonly dialog: Locator;
  readonly picker: Locator;
  readonly slip: Locator;

  constructor(readonly page: Page) {
    this.dialog = page.getByRole('dialog', { name: 'Reassign identity' });
    this.picker = this.dialog.getByRole('combobox', { name: 'New identity' });
    this.slip = this.dialog.getByRole('article', { name: /^Stub/ });
  }

  /** Opens it by its address. */
  async open(balanceId: string): Promise<void> {
    await this.page.goto(`/balances/${balanceId}?reassign=1`);
    await expect(this.picker).toBeFocused();
  }

  /** Finds an identity by its id and takes it. */
  async choose(identityId: string): Promise<void> {
    await this.picker.fill(identityId);
    await this.page.getByRole('option', { name: new RegExp(identityId.slice(4, 8)) }).click();
  }

  /** The verdict, once it has been read; lineage that is still being booked is waited for. */
  async expectVerdict(words: string | RegExp): Promise<void> {
    await expect(
      this.dialog.getByRole('region', { name: 'What this change does' }).getByRole('status'),
    ).toContainText(words, { timeout: 20_000 });
  }

  /** The bold sentences of the numbered effects. */
  effects(): Locator {
    return this.dialog.getByRole('listitem').locator('strong');
  }

  async giveReason(ticket = 'SUP-20631'): Promise<void> {
    await this.dialog.getByRole('combobox', { name: 'Reason' }).click();
    await this.page.getByRole('option', { name: 'Account correction' }).click();
    await this.dialog.getByLabel('Ticket').fill(ticket);
  }

  /** Chooses to leave the lineage where it is. */
  async chooseAnyway(): Promise<void> {
    await this.dialog.getByRole('radio', { name: 'Reassign anyway' }).click();
  }

  /** Chooses that, and types what confirms a change that breaks lineage. */
  async confirm(balanceId: string): Promise<void> {
    await this.chooseAnyway();
    await this.dialog.getByLabel(/to confirm$/).fill(balanceId.slice(-4));
  }

  /** The verb at the bottom. */
  verb(): Locator {
    return this.dialog.getByRole('button', {
      name: /^(Reassign|Assign|Reassigning|Carry over|Wait and|Create and)/,
    });
  }

  async expectOutcome(state: string | RegExp, title: string | RegExp): Promise<void> {
    await expect(this.slip.getByRole('heading')).toHaveText(title, { timeout: 30_000 });
    await expect(this.slip).toContainText(state);
  }
}
