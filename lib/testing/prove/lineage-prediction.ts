import fc from 'fast-check';
import { getIdentity } from '@/lib/core/endpoints/identities';
import { ALLOCATION_STRATEGIES } from '@/lib/core/schemas/balance';
import { identifierOf } from '@/lib/core/schemas/lineage-names';
import { healthOf } from '@/lib/lineage/health';
import { impactOf } from '@/lib/lineage/impact';
import { afterIdentifier } from '@/lib/lineage/moves';
import { positionOf } from '@/lib/lineage/position';
import { move } from './movement';
import { type ProofCore } from './proof-core';
import { runCases } from './run-cases';
import { amounts, balanceOf, credits, part, people, PROVIDERS, readSettled, steps } from './scene';

/** Never credited before, by anybody. */
const FRESH = 'fresh';

const cases = fc.record({
  strategy: fc.constantFrom(...ALLOCATION_STRATEGIES),
  next: fc.constantFrom('other', 'same_name', 'same_identifier', 'organization', 'renamed', 'same'),
  steps: steps(10),
  /** Another tracked balance of the same owner. */
  shared: fc.option(credits(3), { freq: 3 }),
  /** A tracked balance of the next owner. */
  theirs: fc.option(credits(4), { freq: 1 }),
  then: fc.oneof(
    fc.record({ debit: part }),
    fc.record({ provider: fc.constantFrom(...PROVIDERS, FRESH), amount: amounts }),
  ),
});
type Case = typeof cases extends fc.Arbitrary<infer T> ? T : never;

async function judge(each: Case, core: ProofCore): Promise<string[]> {
  const ledger = String((await core.call('POST', '/ledgers', { name: 'Proof' })).ledger_id);
  const { owner, other, jane } = await people(core, each.next);
  const { strategy } = each;
  const id = await balanceOf(core, { ledger, owner, strategy, steps: each.steps });
  if (each.shared) await balanceOf(core, { ledger, owner, strategy, steps: each.shared });
  if (each.theirs) {
    await balanceOf(core, { ledger, owner: other, strategy: 'FIFO', steps: each.theirs });
  }
  await core.settle();

  const isChange = each.next !== 'same' && each.next !== 'renamed';
  const target = isChange ? await getIdentity(other) : await getIdentity(owner);
  const last_name = `${jane.last_name} Roe`;
  const named = each.next === 'renamed' ? { ...target, lastName: last_name } : target;
  const before = await readSettled(id, named);
  const now = positionOf(before);
  if (!now) return ['nothing could be foretold'];
  const faults: string[] = [];
  const { state } = healthOf(before);
  if (state !== 'agrees') faults.push(`healthy, and called ${state}`);
  const verdict = isChange ? impactOf(before, target).verdict : null;

  if (isChange) await core.call('PUT', `/balances/${id}/identity`, { identity_id: other });
  if (each.next === 'renamed') {
    await core.call('PUT', `/identities/${owner}`, { ...jane, last_name });
  }
  if (verdict) {
    const after = healthOf(await readSettled(id)).state;
    const foretold = verdict === 'will_break' ? 'off' : 'agrees';
    if (verdict === 'blocked' || verdict === 'not_settled') faults.push(`verdict ${verdict}`);
    else if (after !== foretold) faults.push(`verdict ${verdict}, afterwards ${after}`);
  }
  const changed = afterIdentifier(now, identifierOf(named));
  const formerly = before.identity!;
  return [...faults, ...(await move(core, { id, position: changed, formerly, then: each.then }))];
}

process.exitCode = await runCases({
  name: 'lineage-prediction',
  cases,
  defaultCount: 10_000,
  judge,
});
