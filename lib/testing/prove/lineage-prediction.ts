import fc from 'fast-check';
import { filterBalances } from '@/lib/core/endpoints/balances';
import { getIdentity } from '@/lib/core/endpoints/identities';
import { getTransactionLineageAt } from '@/lib/core/endpoints/transactions';
import { ALLOCATION_STRATEGIES } from '@/lib/core/schemas/balance';
import { type Identity } from '@/lib/core/schemas/identity';
import { identifierOf, shadowIndicator } from '@/lib/core/schemas/lineage-names';
import { lineagePostings } from '@/lib/lineage/booking';
import { healthOf } from '@/lib/lineage/health';
import { impactOf } from '@/lib/lineage/impact';
import { afterCredit, afterDebit, afterIdentifier } from '@/lib/lineage/moves';
import { positionOf, totalIn, viewOf, type LineagePosition } from '@/lib/lineage/position';
import { type ProofCore } from './proof-core';
import { runCases } from './run-cases';
import {
  amounts,
  balanceOf,
  credit,
  credits,
  debit,
  part,
  PARTS,
  people,
  PROVIDERS,
  readSettled,
  steps,
} from './scene';

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

type Move = {
  id: string;
  position: LineagePosition;
  /** The owner, with its names, before the change. */
  formerly: Identity;
  then: Case['then'];
};

/** Makes the next movement, and compares everything that it moves with what was foretold. */
async function move(core: ProofCore, { id, position, formerly, then }: Move): Promise<string[]> {
  const faults: string[] = [];
  let foretold = position;
  if ('debit' in then) {
    const amount = (position.balance * then.debit) / PARTS;
    if (amount === 0n) return [];
    const outcome = afterDebit(position, amount);
    foretold = outcome.position;
    const row = await debit(core, id, amount);
    await core.settle();
    const { data } = await getTransactionLineageAt(row);
    const released = lineagePostings(data.shadowTransactions).map((posting) => ({
      provider: posting.provider,
      amount: posting.amount,
    }));
    // Two rows of one microsecond come in any order.
    faults.push(...differ('released', byProvider(released), byProvider(outcome.released)));
    const noted = !outcome.gaveUp && outcome.released.length > 0;
    faults.push(...differ('noted', data.fundAllocation !== null, noted));
  } else {
    const known = await withShadow(position, then.provider);
    foretold = afterCredit(known, then.amount, then.provider);
    await credit(core, { to: id, ...then });
    await core.settle();
  }
  const seen = await readSettled(id, formerly);
  const providers = seen.lineage.providers.map(({ provider, amount, spent, available }) => ({
    provider,
    received: amount,
    spent,
    available,
  }));
  faults.push(
    ...differ('providers', providers, viewOf(foretold)),
    ...differ('balance', seen.balance.balance, foretold.balance),
  );
  const there = positionOf(seen);
  for (const name of [identifierOf(formerly), position.identifier]) {
    const [total, should] = [there && totalIn(there, name), totalIn(foretold, name)];
    faults.push(...differ(`total of ${name}`, total, should));
  }
  return faults;
}

/** The position with one more shadow: another balance of the owner may have brought it about. */
async function withShadow(position: LineagePosition, provider: string): Promise<LineagePosition> {
  const name = shadowIndicator(provider, position.identifier);
  if (position.shadows.has(name)) return position;
  const [row] = await filterBalances({
    conditions: [
      { field: 'indicator', operator: 'eq', value: name },
      { field: 'currency', operator: 'eq', value: 'USD' },
    ],
    limit: 1,
  });
  if (!row) return position;
  const shadow = { received: row.debitBalance, spent: row.creditBalance };
  return { ...position, shadows: new Map(position.shadows).set(name, shadow) };
}

const byProvider = <T extends { provider: string }>(list: readonly T[]): T[] =>
  list.toSorted((one, two) => (one.provider < two.provider ? -1 : 1));

/** What is wrong when what was seen is not what was foretold. */
function differ(what: string, seen: unknown, foretold: unknown): string[] {
  const [one, two] = [fc.stringify(seen), fc.stringify(foretold)];
  return one === two ? [] : [`${what}: ${one}, foretold ${two}`];
}

process.exitCode = await runCases({
  name: 'lineage-prediction',
  cases,
  defaultCount: 10_000,
  judge,
});
