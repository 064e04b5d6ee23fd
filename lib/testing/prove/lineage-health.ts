import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { getTransactionLineageAt } from '@/lib/core/endpoints/transactions';
import { ALLOCATION_STRATEGIES } from '@/lib/core/schemas/balance';
import { totalOf } from '@/lib/lineage/allocation';
import { lineagePostings } from '@/lib/lineage/booking';
import { healthOf, type Health } from '@/lib/lineage/health';
import { positionOf, viewOf } from '@/lib/lineage/position';
import { type ProofCore } from './proof-core';
import { runCases } from './run-cases';
import {
  amounts,
  balanceOf,
  credit,
  credits,
  debit,
  people,
  PROVIDERS,
  read,
  readSettled,
  steps,
  type Next,
  type Step,
} from './scene';

/** What a state is built to be. `moving` is one that Core has not booked yet. */
type Truth = 'healthy' | 'broken' | 'moving';
type Built = {
  id: string;
  truth: Truth;
  /** By default the state is read after Core has booked everything. */
  unsettled?: true;
};

type Case = {
  kind: (typeof KINDS)[number];
  strategy: (typeof ALLOCATION_STRATEGIES)[number];
  steps: Step[];
  more: { provider: (typeof PROVIDERS)[number]; amount: bigint }[];
  amount: bigint;
};

const KINDS = [
  'healthy',
  'shared',
  'rounded',
  'just moved',
  'spent and reassigned',
  'same name in lineage',
  'carried over',
  'given back',
  'reassigned',
  'reassigned, then a debit',
  'reassigned, then a credit',
  'renamed',
  'used up by another owner',
  'credit lost',
] as const;

const cases: fc.Arbitrary<Case> = fc.record({
  kind: fc.constantFrom(...KINDS),
  strategy: fc.constantFrom(...ALLOCATION_STRATEGIES),
  steps: steps(8),
  more: credits(3),
  amount: amounts,
});

/** What is under work in one case: its balance, its people, and what is tagged on it. */
async function scene(each: Case, core: ProofCore, next: Next = 'other') {
  const ledger = String((await core.call('POST', '/ledgers', { name: 'Proof' })).ledger_id);
  const { owner, other, jane } = await people(core, next);
  const { strategy } = each;
  // So that something is tagged nearly always.
  const tagged = { provider: PROVIDERS[0], amount: each.amount };
  const id = await balanceOf(core, { ledger, owner, strategy, steps: [...each.steps, tagged] });
  const more = (whose: string, list: readonly Step[]) =>
    balanceOf(core, { ledger, owner: whose, strategy: 'FIFO', steps: list });
  const give = (to: string) => core.call('PUT', `/balances/${id}/identity`, { identity_id: to });
  const available = async () => viewOf(positionOf(await readSettled(id))!);
  const total = async () => totalOf(await available());
  await core.settle();
  const spare = randomUUID();
  return { core, owner, other, jane, id, spare, more, give, available, total };
}
type Scene = Awaited<ReturnType<typeof scene>>;

/** Everything tagged goes out, the owner changes, and it comes in again by provider. */
async function carry({ core, id, other, give, total }: Scene): Promise<void> {
  const tagged = await total();
  if (tagged === 0n) return void (await give(other));
  const drained = await debit(core, id, tagged);
  await core.settle();
  const { data } = await getTransactionLineageAt(drained);
  await give(other);
  for (const { provider, amount } of lineagePostings(data.shadowTransactions)) {
    await credit(core, { to: id, amount: amount!, provider });
  }
}

/** Nothing breaks where nothing tagged is left: a debit can have used up what came in after it. */
async function carelessly({ total }: Scene): Promise<Truth> {
  return (await total()) > 0n ? 'broken' : 'healthy';
}

async function build(each: Case, core: ProofCore): Promise<Built> {
  const { kind } = each;
  const s = await scene(each, core, kind === 'same name in lineage' ? 'same_identifier' : 'other');
  const { id } = s;
  switch (kind) {
    case 'healthy':
      return { id, truth: 'healthy' };
    case 'shared':
      await s.more(s.owner, each.more);
      return { id, truth: 'healthy' };
    case 'rounded':
      for (let left = await s.total(), n = 0; left > 3n && n < 4; n += 1, left -= left / 3n) {
        await debit(core, id, left / 3n);
      }
      return { id, truth: 'healthy' };
    case 'just moved':
      await credit(core, { to: id, ...(each.more[0] ?? { provider: null, amount: 5n }) });
      await debit(core, id, 1n);
      return { id, truth: 'moving', unsettled: true };
    case 'spent and reassigned': {
      const total = await s.total();
      if (total > 0n) await debit(core, id, total);
      await core.settle();
      await s.give(s.other);
      return { id, truth: await carelessly(s) };
    }
    case 'same name in lineage':
      await s.give(s.other);
      return { id, truth: 'healthy' };
    case 'carried over':
      await carry(s);
      return { id, truth: 'healthy' };
    case 'given back':
      await s.give(s.other);
      await s.give(s.owner);
      return { id, truth: 'healthy' };
    case 'reassigned':
      await s.give(s.other);
      return { id, truth: await carelessly(s) };
    case 'reassigned, then a debit': {
      await s.give(s.other);
      const truth = await carelessly(s);
      await debit(core, id, 1n);
      return { id, truth };
    }
    case 'reassigned, then a credit': {
      const first = (await s.available()).find((row) => row.available > 0n);
      await s.give(s.other);
      const provider = first?.provider ?? PROVIDERS[0];
      await credit(core, { to: id, amount: each.amount, provider });
      return { id, truth: first ? 'broken' : 'healthy' };
    }
    case 'renamed':
      await core.call('PUT', `/identities/${s.owner}`, { ...s.jane, last_name: 'Renamed' });
      return { id, truth: await carelessly(s) };
    case 'credit lost':
      await lose(s, each.amount);
      return { id, truth: 'broken' };
    case 'used up by another owner': {
      // The debit is released from their money, so it is their balance that is wrong.
      const total = await s.total();
      if (total === 0n) return { id, truth: 'healthy' };
      const theirs = await s.more(s.other, [{ provider: 'tap', amount: total }]);
      await core.settle();
      await s.give(s.other);
      await debit(core, id, total);
      return { id: theirs, truth: 'broken' };
    }
  }
}

/** A credit that Core could not book: somebody had used the reference of its posting before. */
async function lose({ core, id, spare }: Scene, amount: bigint): Promise<void> {
  const reference = `proof-${spare}`;
  const money = { precise_amount: amount, currency: 'USD', allow_overdraft: true };
  await core.move({
    ...money,
    reference: `${reference}_shadow_stripe`,
    source: '@proof-world',
    destination: '@proof-shop',
  });
  await core.move({
    ...money,
    reference,
    source: '@proof-world',
    destination: id,
    meta_data: { BLNK_LINEAGE_PROVIDER: 'stripe' },
  });
}

const matrix = new Map<string, number>();
const RIGHT: Record<Truth, readonly Health['state'][]> = {
  healthy: ['agrees'],
  broken: ['off'],
  // Core may have been quick.
  moving: ['being_booked', 'agrees'],
};

async function judge(each: Case, core: ProofCore): Promise<string[]> {
  const { id, truth, unsettled } = await build(each, core);
  if (!unsettled) await core.settle();
  const health = healthOf(unsettled ? await read(id) : await readSettled(id));
  const cell = `${each.kind}: built ${truth}, said ${health.state}`;
  matrix.set(cell, (matrix.get(cell) ?? 0) + 1);
  if (RIGHT[truth].includes(health.state)) return [];
  const signals = health.state === 'off' ? `: ${fc.stringify(health.signals)}` : '';
  return [`${cell}${signals}`];
}

process.exitCode = await runCases({
  name: 'lineage-health',
  cases,
  defaultCount: 420,
  judge,
  tell: () =>
    [...matrix].map(([cell, count]) => `${String(count).padStart(5)} × ${cell}`).sort(byWords),
});

function byWords(one: string, two: string): number {
  return one.slice(8) < two.slice(8) ? -1 : 1;
}
