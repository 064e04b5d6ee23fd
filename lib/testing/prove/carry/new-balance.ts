import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { uuidv7 } from '@/lib/base/ids';
import { getIdentity } from '@/lib/core/endpoints/identities';
import { ALLOCATION_STRATEGIES } from '@/lib/core/schemas/balance';
import { moveToNew } from '@/lib/features/balances/move-to-new';
import { previewReassign } from '@/lib/features/balances/preview-reassign';
import { totalOf } from '@/lib/lineage/allocation';
import { healthOf } from '@/lib/lineage/health';
import { holdingsOf } from '@/lib/lineage/holdings';
import { positionOf } from '@/lib/lineage/position';
import { getOperation } from '@/lib/operations/get-operation';
import { runOperation } from '@/lib/operations/run-operation';
import { person } from '../../actors';
import { differ } from '../movement';
import { type ProofCore } from '../proof-core';
import { runCases } from '../run-cases';
import { amounts, balanceOf, credits, part, people, PROVIDERS, readSettled, steps } from '../scene';
import { beginAround, count, lastSteps, later, outcomeOf, smaller, tellAround } from './around';

/*
 * `npm run prove -- new-balance`: the money of random balances is moved to a new one of another identity by the
 * operation as it is, its workers and its database, and both are read afterwards.
 *   --small yes   amounts that an API key may send
 *   --kill yes    workers die at every step and others take over
 */

const cases = fc.record({
  strategy: fc.constantFrom(...ALLOCATION_STRATEGIES),
  steps: steps(8),
  /** So that something is tagged nearly always. */
  tagged: amounts,
  /** A tracked balance of the next owner: of other providers, or of the same. */
  theirs: fc.option(fc.record({ same: fc.boolean(), list: credits(3) }), { freq: 2 }),
  later: fc.record({ first: part, second: part, credit: amounts }),
});
type Case = typeof cases extends fc.Arbitrary<infer T> ? T : never;

/** Than lineage needs to be told exactly. */
const SETTLED_MS = 7_000;
let isSmall = false;

async function judge(drawn: Case, core: ProofCore): Promise<string[]> {
  const each = isSmall ? smaller(drawn) : drawn;
  const { owner, other, id } = await build(each, core);
  await core.settle();
  await sleep(SETTLED_MS);
  const support = person('support');
  const { move, impact } = await previewReassign(support, { balanceId: id, toIdentityId: other });
  if (!move?.possible) {
    count(move ? `not offered: ${move.text.slice(0, 60)}` : 'nothing to move');
    return [];
  }
  count(`offered, ${each.strategy}`);
  const before = await readSettled(id);
  const operationId = uuidv7();
  const input = {
    balanceId: id,
    expectedIdentityId: owner,
    toIdentityId: other,
    category: 'account_correction',
    ticket: 'PROOF-1',
    note: '',
    impactDigest: impact!.digest,
  };
  await runOperation(moveToNew, { actor: support, operationId, input });
  const outcome = await outcomeOf(operationId);
  if (outcome !== 'succeeded moved') {
    return [`the move ended ${outcome}: ${await lastSteps(operationId)}`];
  }
  count(outcome);
  await core.settle();
  const { steps: taken } = await getOperation(support, operationId);
  const made = taken.findLast(({ name }) => name === 'create')!.after!;
  const newId = String(made.balance_id);
  const [old, there] = await Promise.all([readSettled(id), readSettled(newId)]);
  const health = healthOf(there);
  const own = (facts: typeof there) =>
    holdingsOf(facts)
      .providers.map(({ provider, own: { amount } }) => ({ provider, amount }))
      .filter(({ amount }) => amount > 0n);
  const facts = ({ balance }: typeof there) => ({
    ledger: balance.ledgerId,
    currency: balance.currency,
    strategy: balance.allocationStrategy,
  });
  const faults = [
    ...differ('health', health.state, 'agrees'),
    ...differ('owner', there.balance.identityId, other),
    ...differ('old owner', old.balance.identityId, owner),
    ...differ('new balance', facts(there), facts(before)),
    ...differ('money', there.balance.balance, before.balance.balance),
    ...differ('left', old.balance.balance, 0n),
    ...differ('left tagged', totalOf(old.lineage.providers), 0n),
    ...differ('own, in order', own(there), own(before)),
  ];
  const formerly = await getIdentity(owner);
  const afterwards = each.later;
  const position = positionOf(await readSettled(newId, formerly))!;
  return [...faults, ...(await later(core, { afterwards, id: newId, formerly, position }))];
}

async function build(each: Case, core: ProofCore) {
  const ledger = String((await core.call('POST', '/ledgers', { name: 'Proof' })).ledger_id);
  const { owner, other } = await people(core, 'other');
  const { strategy } = each;
  const tagged = { provider: PROVIDERS[0], amount: each.tagged };
  const id = await balanceOf(core, { ledger, owner, strategy, steps: [...each.steps, tagged] });
  if (each.theirs) {
    const { same, list } = each.theirs;
    const theirs = same ? list : list.map(({ amount }) => ({ provider: 'theirs', amount }));
    await balanceOf(core, { ledger, owner: other, strategy: 'FIFO', steps: theirs });
  }
  return { owner, other, id };
}

process.exitCode = await runCases({
  name: 'new-balance',
  cases,
  defaultCount: 300,
  judge,
  options: ['postgres', 'small', 'kill'],
  begin: (given) => {
    isSmall = given.option('small') !== undefined;
    return beginAround(given, 'auto');
  },
  tell: tellAround,
});
