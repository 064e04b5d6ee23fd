import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { filterBalances, getBalance } from '@/lib/core/endpoints/balances';
import { getIdentity } from '@/lib/core/endpoints/identities';
import { gatherLineageFacts } from '@/lib/core/endpoints/lineage';
import { getTransactionLineageAt } from '@/lib/core/endpoints/transactions';
import { ALLOCATION_STRATEGIES } from '@/lib/core/schemas/balance';
import { type Identity } from '@/lib/core/schemas/identity';
import { type LineageFacts } from '@/lib/core/schemas/lineage-facts';
import { identifierOf, shadowIndicator } from '@/lib/core/schemas/lineage-names';
import { lineagePostings } from '@/lib/lineage/booking';
import { healthOf } from '@/lib/lineage/health';
import { impactOf } from '@/lib/lineage/impact';
import { afterCredit, afterDebit, afterIdentifier } from '@/lib/lineage/moves';
import { positionOf, totalIn, viewOf, type LineagePosition } from '@/lib/lineage/position';
import { type ProofCore } from './proof-core';
import { runCases } from './run-cases';

const PROVIDERS = ['stripe', 'pay_pal', 'wise', 'adyen', 'knet', 'tap'] as const;
/** Never credited before, by anybody. */
const FRESH = 'fresh';
/** Debits are sixteenths of the balance, so that they can always be paid. */
const PARTS = 16n;

const amounts = fc.oneof(
  fc.bigInt({ min: 1n, max: 100n }),
  fc.bigInt({ min: 1n, max: 10n ** 20n }),
);
const providers = fc.constantFrom(...PROVIDERS);
const credits = (maxLength: number) =>
  fc.array(fc.record({ provider: providers, amount: amounts }), { maxLength });
const part = fc.bigInt({ min: 1n, max: PARTS });

const cases = fc.record({
  strategy: fc.constantFrom(...ALLOCATION_STRATEGIES),
  next: fc.constantFrom('other', 'same_name', 'same_identifier', 'organization', 'renamed', 'same'),
  steps: fc.array(
    fc.oneof(
      { weight: 4, arbitrary: fc.record({ provider: providers, amount: amounts }) },
      { weight: 1, arbitrary: fc.record({ provider: fc.constant(null), amount: amounts }) },
      { weight: 2, arbitrary: fc.record({ debit: part }) },
    ),
    { maxLength: 10 },
  ),
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

const uuid = (start: string) => `idt_${start}${randomUUID().slice(start.length)}`;

/** Who owns it, and under whose name Core books after the change. */
async function people(core: ProofCore, next: Case['next']) {
  const last = `Doe${randomUUID().slice(0, 6)}`;
  const hex = randomUUID().slice(0, 4);
  const make = (identity_id: string, names: Record<string, string>) =>
    core.call('POST', '/identities', { identity_id, identity_type: 'individual', ...names });
  const owner = uuid(hex);
  const jane = { first_name: 'Jane', last_name: last };
  await make(owner, jane);
  const other = next === 'same_identifier' ? uuid(hex) : uuid(randomUUID().slice(0, 4));
  const names =
    next === 'organization'
      ? { organization_name: `Acme & Sons ${last}`, identity_type: 'organization' }
      : next === 'other'
        ? { first_name: 'Max', last_name: `Roe ${last}` }
        : jane;
  await make(other, names);
  return { owner, other, jane };
}

/** A tracked balance with its movements, booked before this returns. */
async function balanceOf(
  core: ProofCore,
  of: { ledger: string; owner: string; strategy: string; steps: Case['steps'] },
): Promise<string> {
  const row = await core.call('POST', '/balances', {
    ledger_id: of.ledger,
    currency: 'USD',
    identity_id: of.owner,
    track_fund_lineage: true,
    allocation_strategy: of.strategy,
  });
  const id = String(row.balance_id);
  let held = 0n;
  for (const step of of.steps) {
    if ('debit' in step) {
      const amount = (held * step.debit) / PARTS;
      if (amount === 0n) continue;
      await debit(core, id, amount);
      held -= amount;
    } else {
      await credit(core, { to: id, ...step });
      held += step.amount;
    }
  }
  return id;
}

const reference = () => `proof-${randomUUID()}`;
type Credit = { to: string; amount: bigint; provider: string | null };
const credit = (core: ProofCore, { to, amount, provider }: Credit) =>
  core.move({
    precise_amount: amount,
    currency: 'USD',
    reference: reference(),
    source: '@proof-world',
    destination: to,
    allow_overdraft: true,
    ...(provider !== null && { meta_data: { BLNK_LINEAGE_PROVIDER: provider } }),
  });
const debit = (core: ProofCore, from: string, amount: bigint) =>
  core.move({
    precise_amount: amount,
    currency: 'USD',
    reference: reference(),
    source: from,
    destination: '@proof-shop',
  });

/** Everything about a balance, as old as it has to be for exact words: what was posted is booked. */
async function read(balanceId: string, target?: Identity): Promise<LineageFacts> {
  const balance = await getBalance(balanceId);
  const identity = await getIdentity(balance.identityId!);
  const facts = await gatherLineageFacts({ balance, identity, ...(target && { target }) });
  return { ...facts, readAtMs: facts.readAtMs + 60_000 };
}

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
  const before = await read(id, named);
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
    const after = healthOf(await read(id)).state;
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
  const seen = await read(id, formerly);
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
