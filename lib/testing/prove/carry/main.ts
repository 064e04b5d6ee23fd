import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { uuidv7 } from '@/lib/base/ids';
import { getIdentity } from '@/lib/core/endpoints/identities';
import { type Identity } from '@/lib/core/schemas/identity';
import { ALLOCATION_STRATEGIES } from '@/lib/core/schemas/balance';
import { identifierOf } from '@/lib/core/schemas/lineage-names';
import { expectsShadow, shadowReference } from '@/lib/core/schemas/transaction';
import { carryLineage } from '@/lib/features/balances/carry-lineage';
import { previewReassign } from '@/lib/features/balances/preview-reassign';
import { healthOf } from '@/lib/lineage/health';
import { afterCarry } from '@/lib/lineage/moves';
import { positionOf, totalIn, viewOf, type LineagePosition } from '@/lib/lineage/position';
import { getOperation } from '@/lib/operations/get-operation';
import { runOperation } from '@/lib/operations/run-operation';
import { person } from '../../actors';
import { differ } from '../movement';
import { type ProofCore } from '../proof-core';
import { runCases } from '../run-cases';
import {
  amounts,
  balanceOf,
  credits,
  part,
  people,
  PROVIDERS,
  read,
  readSettled,
  steps,
} from '../scene';
import { beginAround, count, lastSteps, later, outcomeOf, smaller, tellAround } from './around';
import { judgeTraffic, startTraffic } from './traffic';

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
/** By then Core has caught up, or never will. */
const BEHIND_MS = 120_000;

let policy = 'auto';
let rate = 0;
let isSmall = false;

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
  // A balance that moves is not drained at all, so payments begin once it is.
  if (rate > 0 && carry.method === 'drain_refill') await untilDrained(operationId);
  const traffic = rate > 0 ? startTraffic(core, { id, rate, providers: now.mappings }) : null;
  const outcome = await outcomeOf(operationId);
  await traffic?.stop();
  await core.settle();
  if (traffic) await untilBooked(id);
  const isGivenUp = traffic !== null && carry.method === 'drain_refill' && GIVEN_UP.has(outcome);
  if (!outcome.startsWith('succeeded carried') && !isGivenUp) {
    return [`the carry ended ${outcome}: ${await lastSteps(operationId)}`];
  }
  count(outcome);
  const formerly = before.identity!;
  const facts = await readSettled(id, formerly);
  const there = positionOf(facts)!;
  const health = healthOf(facts);
  const faults = health.state === 'agrees' ? [] : [`health ${fc.stringify(health)}`];
  const expectedOwner = isGivenUp ? owner : other;
  faults.push(...differ('owner', facts.balance.identityId, expectedOwner));
  if (traffic) {
    const { refused, posted } = traffic.told();
    for (let n = 0; n < posted; n += 1) count('payments');
    for (let n = 0; n < refused; n += 1) count('payments refused');
    const left = isGivenUp ? null : formerly;
    return [
      ...faults,
      // A drained balance has nothing to pay with for a moment, which its dialog says.
      ...(carry.method === 'in_place' ? differ('refused payments', refused, 0) : []),
      ...(await judgeTraffic({ facts, left, expected: now.balance + traffic.net() })),
    ];
  }
  const carried = carry.amounts.map((amount) => ({
    provider: amount.provider,
    amount: BigInt(amount.amount),
  }));
  const foretold = afterCarry(now, identifierOf(target), carried);
  faults.push(...compared({ there, foretold, formerly, target }));
  return [
    ...faults,
    ...(await later(core, { afterwards: each.later, id, formerly, position: there })),
  ];
}

/** How a carry gives up with everything as it was. */
const GIVEN_UP = new Set(['failed carry_busy', 'failed carry_refused', 'failed carry_not_booked']);

/** Waits until money is going out, or the operation has ended without. */
async function untilDrained(operationId: string): Promise<void> {
  for (;;) {
    const { steps: taken, outcomeAt } = await getOperation(person('support'), operationId);
    if (outcomeAt !== null || taken.some(({ name }) => name === 'post')) return;
    await sleep(50);
  }
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
  if (each.shared && policy !== 'in-place' && rate === 0) {
    await balanceOf(core, { ledger, owner, strategy, steps: each.shared });
  }
  if (each.theirs) {
    const { same, list } = each.theirs;
    // In place needs shadows of its own under the new name, and after payments rows are compared with whole shadows.
    const own = !same || policy === 'in-place' || rate > 0;
    const steps = own ? list.map(({ amount }) => ({ provider: 'theirs', amount })) : list;
    await balanceOf(core, { ledger, owner: other, strategy: 'FIFO', steps });
  }
  return { owner, other, id };
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

process.exitCode = await runCases({
  name: 'carry',
  cases,
  defaultCount: 300,
  judge,
  options: ['postgres', 'method', 'traffic', 'small', 'kill'],
  begin: (given) => {
    policy = given.option('method') ?? 'auto';
    rate = Number(given.option('traffic') ?? '0');
    isSmall = given.option('small') !== undefined;
    return beginAround(given, policy);
  },
  tell: tellAround,
});
