import { expect, it } from 'vitest';
import { bulkRows, CURRENCIES, GENERAL_LEDGER, type BulkRow } from './books';

const size = { balances: 20_000, seed: 'test' };
const all = [...bulkRows(size)];
const rowsOf = <Table extends BulkRow['table']>(table: Table) =>
  all.flatMap((entry) => (entry.table === table ? [entry.row] : [])) as Extract<
    BulkRow,
    { table: Table }
  >['row'][];
const balances = rowsOf('balances');
const identities = rowsOf('identity');

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}';

it('gives the same rows for the same seed, and others for another', () => {
  const start = (seed: string) => [...bulkRows({ balances: 1000, seed })];
  expect(start('a')).toEqual(start('a'));
  expect(start('a')[0]).not.toEqual(start('b')[0]);
});

it.each([1000, 1001, 4321])('makes exactly as many balances as wanted: %i', (wanted) => {
  const made = [...bulkRows({ balances: wanted, seed: '1' })];
  expect(made.filter(({ table }) => table === 'balances')).toHaveLength(wanted);
});

it("has ids like Core's, and none twice", () => {
  const ids = balances.map(({ balanceId }) => balanceId);
  expect(ids.filter((id) => !new RegExp(`^bln_${UUID}$`).test(id))).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
  const known = new Set(identities.map(({ identityId }) => identityId));
  expect(known.size).toBe(identities.length);
  const names = balances.filter(({ indicator }) => indicator !== null);
  expect(new Set(names.map(({ indicator, currency }) => `${indicator} ${currency}`)).size).toBe(
    names.length,
  );
});

it('refers only to what was there before', () => {
  const people = new Map(identities.map((row) => [row.identityId, row.createdAtUs]));
  const ledgers = new Set([...rowsOf('ledgers').map(({ ledgerId }) => ledgerId), GENERAL_LEDGER]);
  const wrong = balances.filter(
    ({ identityId, ledgerId, createdAtUs }) =>
      !ledgers.has(ledgerId) || (identityId !== null && !(people.get(identityId)! <= createdAtUs)),
  );
  expect(wrong).toEqual([]);
});

it('is written oldest first, with some of the same moment', () => {
  const moments = balances.map(({ createdAtUs }) => createdAtUs);
  expect(moments).toEqual([...moments].sort((a, b) => a - b));
  // A tracked balance shares its moment with its shadows anyhow.
  const ordinary = balances.filter(({ indicator }) => indicator === null);
  const ties = ordinary.filter(
    ({ createdAtUs }, index) => createdAtUs === ordinary[index - 1]?.createdAtUs,
  ).length;
  expect(ties).toBeGreaterThan(500);
  expect(ties).toBeLessThan(1500);
});

it('comes to nothing in every currency, also in flight', () => {
  for (const [currency] of CURRENCIES) {
    const held = balances.filter((row) => row.currency === currency);
    expect(held.length).toBeGreaterThan(1);
    expect(held.reduce((sum, { credit, debit }) => sum + credit - debit, 0n)).toBe(0n);
    const flying = held.reduce((sum, row) => sum + row.inflightCredit - row.inflightDebit, 0n);
    expect(flying).toBe(0n);
  }
});

it('has long amounts, unused balances, holds, and overdrawn ones', () => {
  const ordinary = balances.filter(({ ledgerId }) => ledgerId !== GENERAL_LEDGER);
  const digits = new Set(ordinary.map(({ credit }) => credit.toString().length));
  expect([...digits].sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  const share = (holds: (row: (typeof ordinary)[number]) => boolean) =>
    ordinary.filter(holds).length / ordinary.length;
  expect(share(({ version }) => version === 1)).toBeCloseTo(0.15, 1);
  expect(share((row) => row.inflightCredit !== row.inflightDebit)).toBeCloseTo(0.017, 2);
  expect(share(({ credit, debit }) => debit > credit)).toBeCloseTo(0.01, 2);
  expect(share(({ identityId }) => identityId === null)).toBeCloseTo(0.04, 2);
});

it('has owners of one balance, of some, and of very many', () => {
  const counts = new Map<string, number>();
  for (const { identityId } of balances) {
    if (identityId) counts.set(identityId, (counts.get(identityId) ?? 0) + 1);
  }
  const sizes = [...counts.values()];
  expect(Math.max(...sizes)).toBeGreaterThan(500);
  expect(sizes.filter((count) => count === 1).length).toBeGreaterThan(1000);
});

it('follows the funds of tracked balances as lineage does', () => {
  const byId = new Map(balances.map((row) => [row.balanceId, row]));
  const mappings = rowsOf('lineage_mappings');
  const tracked = balances.filter((row) => row.tracked);
  expect(tracked.length).toBeGreaterThan(50);
  for (const balance of tracked) {
    const own = mappings.filter(({ balanceId }) => balanceId === balance.balanceId);
    const shadows = own.map(({ shadowBalanceId }) => byId.get(shadowBalanceId)!);
    const aggregate = byId.get(own[0]!.aggregateBalanceId)!;
    const sum = (side: 'credit' | 'debit') => shadows.reduce((total, row) => total + row[side], 0n);
    expect([aggregate.credit, aggregate.debit]).toEqual([balance.credit, balance.debit]);
    expect([sum('debit'), sum('credit')]).toEqual([balance.credit, balance.debit]);
    for (const row of shadows) expect(row.debit).toBeGreaterThanOrEqual(row.credit);
  }
});
