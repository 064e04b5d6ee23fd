import { wireBalance, type TinyCore } from './tiny-core';

/**
 * Makes a balance of Jane Doe (`idt_aaaa…`) that of the worked example (contract 5.9): tracked, 120.00, of which
 * 70.00 are left from stripe and 50.00 from paypal.
 */
export function trackWorkedExample(core: TinyCore, balanceId: string): void {
  const shadow = (provider: string, received: number, spent: number) =>
    wireBalance(`bln_${provider}`, {
      indicator: `@${provider}_jane_doe_idt_aaaa_lineage`,
      ledger_id: 'general_ledger_id',
      balance: spent - received,
      debit_balance: received,
      credit_balance: spent,
    });
  const total = wireBalance('bln_total', {
    indicator: '@jane_doe_idt_aaaa_lineage',
    ledger_id: 'general_ledger_id',
    balance: 12_000,
  });
  const rows = [shadow('stripe', 10_000, 3_000), shadow('paypal', 5_000, 0), total];
  for (const row of rows) core.balances.set(row.balance_id as string, row);
  Object.assign(core.balances.get(balanceId)!, { track_fund_lineage: true, balance: 12_000 });
  const provider = (name: string, amount: number, spent: number) => ({
    provider: name,
    amount,
    available: amount - spent,
    spent,
    shadow_balance_id: `bln_${name}`,
  });
  core.lineages.set(balanceId, {
    balance_id: balanceId,
    total_with_lineage: 12_000,
    aggregate_balance_id: 'bln_total',
    providers: [provider('stripe', 10_000, 3_000), provider('paypal', 5_000, 0)],
  });
}

/** Spends all of it: what Core shows once it has booked the debits. */
export function spendWorkedExample(core: TinyCore, balanceId: string): void {
  const spend = (row: Record<string, unknown>, spent: number) =>
    Object.assign(row, { credit_balance: spent, balance: 0 });
  spend(core.balances.get('bln_stripe')!, 10_000);
  spend(core.balances.get('bln_paypal')!, 5_000);
  Object.assign(core.balances.get('bln_total')!, { balance: 0 });
  Object.assign(core.balances.get(balanceId)!, { balance: 0 });
  const lineage = core.lineages.get(balanceId)!;
  const providers = (lineage.providers as Record<string, unknown>[]).map((each) => ({
    ...each,
    available: 0,
    spent: each.amount,
  }));
  core.lineages.set(balanceId, { ...lineage, total_with_lineage: 0, providers });
}
