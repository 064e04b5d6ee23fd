import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { uuidv7 } from '@/lib/base/ids';
import { filterBalances } from '@/lib/core/endpoints/balances';
import { getIdentity } from '@/lib/core/endpoints/identities';
import { type Identity } from '@/lib/core/schemas/identity';
import { ALLOCATION_STRATEGIES } from '@/lib/core/schemas/balance';
import { identifierOf } from '@/lib/core/schemas/lineage-names';
import { expectsShadow, shadowReference } from '@/lib/core/schemas/transaction';
import { closeDb } from '@/lib/db/client';
import { carryLineage } from '@/lib/features/balances/carry-lineage';
import { previewReassign } from '@/lib/features/balances/preview-reassign';
import { healthOf } from '@/lib/lineage/health';
import { afterCarry } from '@/lib/lineage/moves';
import { positionOf, totalIn, viewOf, type LineagePosition } from '@/lib/lineage/position';
import { getOperation } from '@/lib/operations/get-operation';
import { isOpen, readStanding } from '@/lib/operations/read-standing';
import { runOperation } from '@/lib/operations/run-operation';
import { person } from '../../actors';
import { differ, move } from '../movement';
import { type ProofCore } from '../proof-core';
import { runCases } from '../run-cases';
import {
  amounts,
  balanceOf,
  credits,
  part,
  PARTS,
  people,
  PROVIDERS,
  read,
  readSettled,
  steps,
} from '../scene';
import { proofDatabase } from './database';
import { judgeTraffic, startTraffic } from './traffic';
import { setSettings } from './settings';
import { dyingWorkers, oneWorker, type Workers } from './workers';

/*
 * `npm run prove -- carry`: random balances are carried over to another identity by the operation as it is, its
 * workers and its database, and read afterwards.
 *   --method in-place | drain-refill | auto   what is allowed, as LINEAGE_CARRY
 *   --traffic N                               so many payments a second on the balance meanwhile
 *   --small yes                               amounts that an API key may send
 *   --kill yes                                workers die at every step and others take over
 */

const cases = fc.record({
  strategy: fc.constantFrom(...ALLOCATION_STRATEGIES),
  steps: steps(8),
  /** So that something is tagged nearly always. */
  tagged: amounts,
  /** Another tracked balance of the same owner. */
  shared: fc.option(credits(3), { freq: 1 }),
  /** A tracked balance of the next owner: of other providers, or of the same. */
  theirs: fc.option(fc.record({ same: fc.boolean(), list: credits(3) }), { freq: 2 }),
  later: fc.record({ first: part, second: part, credit: amounts }),
});
type Case = typeof cases extends fc.Arbitrary<infer T> ? T : never;

/** Longer than a balance must be quiet to be drained, and than lineage needs to be told exactly. */
const QUIET_MS = 62_000;
const SETTLED_MS = 7_000;
/** By then every carry has an outcome, whatever died. */
const OPEN_MS = 900_000;
/** By then Core has caught up, or never will. */
const BEHIND_MS = 120_000;

const told = new Map<string, number>();
const count = (what: string) => told.set(what, (told.get(what) ?? 0) + 1);

let workers: Workers;
let policy = 'auto';
let rate = 0;
let isSmall = false;

/** A million at the most: what an API key sends is rounded by Core from 2^53 on (contract 1.4). */
const MOST = 10n ** 6n;

/** The same case with every amount small. */
function smaller<T>(value: T): T {
  if (typeof value === 'bigint') return (value > PARTS ? 1n + (value % MOST) : value) as T;
  if (Array.isArray(value)) return value.map(smaller) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, smaller(each as unknown)]),
  ) as T;
}

async function judge(drawn: Case, core: ProofCore): Promise<string[]> {
  const each = isSmall ? smaller(drawn) : drawn;
  const { owner, other, id } = await build(each, core);
  await core.settle();
  await sleep(policy === 'in-place' ? SETTLED_MS : QUIET_MS);
  const target = await getIdentity(other);
  const before = await readSettled(id, target);
  const now = positionOf(before)!;
  const support = person('support');
  const preview = await previewReassign(support, { balanceId: id, toIdentityId: other });
  const { carry } = preview;
  if (!carry?.possible) {
    count(carry ? `not offered: ${carry.text.slice(0, 60)}` : 'nothing to carry');
    return [];
  }
  count(`offered ${carry.method}, ${each.strategy}`);
  const operationId = uuidv7();
  const input = {
    balanceId: id,
    expectedIdentityId: owner,
    toIdentityId: other,
    category: 'account_correction',
    ticket: 'PROOF-1',
    note: '',
    impactDigest: carry.digest,
  };
  await runOperation(carryLineage, { actor: support, operationId, input });
  const traffic = rate > 0 ? startTraffic(core, { id, rate, providers: now.mappings }) : null;
  const outcome = await outcomeOf(operationId);
  await traffic?.stop();
  await core.settle();
  if (traffic) await untilBooked(id);
  if (!outcome.startsWith('succeeded carried')) {
    return [`the carry ended ${outcome}: ${await lastSteps(operationId)}`];
  }
  count(outcome);
  const formerly = before.identity!;
  const facts = await readSettled(id, formerly);
  const there = positionOf(facts)!;
  const health = healthOf(facts);
  const faults = health.state === 'agrees' ? [] : [`health ${fc.stringify(health)}`];
  if (facts.balance.identityId !== other) faults.push(`owned by ${facts.balance.identityId}`);
  if (traffic) {
    const { refused, posted } = traffic.told();
    for (let n = 0; n < posted; n += 1) count('payments');
    return [
      ...faults,
      ...differ('refused payments', refused, 0),
      ...(await judgeTraffic({ facts, formerly, expected: now.balance + traffic.net() })),
    ];
  }
  const carried = carry.amounts.map((amount) => ({
    provider: amount.provider,
    amount: BigInt(amount.amount),
  }));
  const foretold = afterCarry(now, identifierOf(target), carried);
  faults.push(...compared({ there, foretold, formerly, target }));
  return [...faults, ...(await later(core, { each, id, formerly, position: there }))];
}

async function build(each: Case, core: ProofCore) {
  const ledger = String((await core.call('POST', '/ledgers', { name: 'Proof' })).ledger_id);
  const { owner, other } = await people(core, 'other');
  const { strategy } = each;
  const tagged = { provider: PROVIDERS[0], amount: each.tagged };
  // Under traffic nothing may run dry by the amounts alone.
  const money = rate > 0 ? [{ provider: PROVIDERS[1], amount: each.tagged + 10n ** 6n }] : [];
  const id = await balanceOf(core, {
    ledger,
    owner,
    strategy,
    steps: [...each.steps, tagged, ...money],
  });
  if (each.shared && policy !== 'in-place') {
    await balanceOf(core, { ledger, owner, strategy, steps: each.shared });
  }
  if (each.theirs) {
    const { same, list } = each.theirs;
    // In place needs shadows of its own under the new name.
    const own = !same || policy === 'in-place';
    const steps = own ? list.map(({ amount }) => ({ provider: 'theirs', amount })) : list;
    await balanceOf(core, { ledger, owner: other, strategy: 'FIFO', steps });
  }
  return { owner, other, id };
}

async function outcomeOf(operationId: string): Promise<string> {
  const until = performance.now() + OPEN_MS;
  for (;;) {
    const { state, reason } = await readStanding(operationId);
    if (!isOpen(state)) return `${state} ${reason}`;
    if (performance.now() > until) return `not at all: ${state}`;
    await sleep(100);
  }
}

/** Core books a hundred movements a second and no more, so it may be far behind (contract 13.4). */
async function untilBooked(balanceId: string): Promise<void> {
  const until = performance.now() + BEHIND_MS;
  while (performance.now() < until) {
    const facts = await read(balanceId);
    const booked = new Set(facts.shadowRows.map(({ reference }) => reference));
    const [newest] = facts.rows.filter((row) => expectsShadow(row, balanceId));
    if (!newest || booked.has(shadowReference(newest))) return;
    await sleep(500);
  }
}

/** Where a carry came to, for whoever looks why. */
async function lastSteps(operationId: string): Promise<string> {
  const { steps: taken } = await getOperation(person('support'), operationId);
  return taken
    .slice(-12)
    .map(({ no, name, data, outcome }) => `${no} ${name} ${String(data.key ?? '')} ${outcome}`)
    .join('; ');
}

type Compared = {
  there: LineagePosition;
  foretold: LineagePosition;
  formerly: Identity;
  target: Identity;
};

/** The invariants of a carry: balance, order, amounts, totals. */
function compared({ there, foretold, formerly, target }: Compared): string[] {
  const available = (position: LineagePosition) =>
    viewOf(position).map(({ provider, available: amount }) => ({ provider, amount }));
  const totals = (position: LineagePosition) =>
    [formerly, target].map((identity) => totalIn(position, identifierOf(identity)));
  return [
    ...differ('balance', there.balance, foretold.balance),
    ...differ('available', available(there), available(foretold)),
    ...differ('totals', totals(there), totals(foretold)),
  ];
}

type Later = { each: Case; id: string; formerly: Identity; position: LineagePosition };

/** Three debits, the last one of everything, and a credit: each as the strategy says. */
async function later(core: ProofCore, { each, id, formerly, position }: Later): Promise<string[]> {
  const { first, second, credit } = each.later;
  const movements = [
    { debit: first },
    { debit: second },
    { debit: 16n },
    { provider: PROVIDERS[0], amount: credit },
  ];
  const faults: string[] = [];
  let now = position;
  for (const then of movements) {
    faults.push(...(await move(core, { id, position: now, formerly, then })));
    now = positionOf(await readSettled(id, formerly))!;
  }
  return faults;
}

/** What passed through our own balances has left them. */
async function leftOnOurs(): Promise<bigint[]> {
  const rows = await filterBalances({
    conditions: [
      { field: 'indicator', operator: 'in', values: ['@counterfoil_bridge', '@counterfoil_carry'] },
      { field: 'currency', operator: 'eq', value: 'USD' },
    ],
    limit: 2,
  });
  return rows.map(({ balance }) => balance);
}

process.exitCode = await runCases({
  name: 'carry',
  cases,
  defaultCount: 300,
  judge,
  options: ['postgres', 'method', 'traffic', 'small', 'kill'],
  begin: async ({ core, url, key, option }) => {
    policy = option('method') ?? 'auto';
    rate = Number(option('traffic') ?? '0');
    isSmall = option('small') !== undefined;
    const databaseUrl = await proofDatabase(option('postgres')!);
    const isDying = option('kill') !== undefined;
    setSettings({ databaseUrl, coreUrl: url, key, policy, isDying });
    workers = isDying ? dyingWorkers() : oneWorker();
    const ticking = core.keepTicking();
    return async () => {
      await ticking();
      await workers.stop();
      await closeDb();
      const left = await leftOnOurs();
      count(`left on our own balances: ${left.join(', ') || 'nothing ever'}`);
      const some = left.filter((amount) => amount !== 0n);
      return some.map((amount) => `${amount} is left on one of our own balances`);
    };
  },
  tell: () => [
    ...[...told].map(([what, times]) => `${String(times).padStart(6)} × ${what}`),
    `${String(workers.deaths()).padStart(6)} workers died`,
  ],
});
