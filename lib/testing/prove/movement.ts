import fc from 'fast-check';
import { filterBalances } from '@/lib/core/endpoints/balances';
import { getTransactionLineageAt } from '@/lib/core/endpoints/transactions';
import { type Identity } from '@/lib/core/schemas/identity';
import { identifierOf, shadowIndicator } from '@/lib/core/schemas/lineage-names';
import { lineagePostings } from '@/lib/lineage/booking';
import { afterCredit, afterDebit } from '@/lib/lineage/moves';
import { positionOf, totalIn, viewOf, type LineagePosition } from '@/lib/lineage/position';
import { type ProofCore } from './proof-core';
import { credit, debit, PARTS, readSettled } from './scene';

/** A movement to make: a debit of so many parts of the balance, or a tagged credit. */
export type Movement = { debit: bigint } | { provider: string; amount: bigint };

type Move = {
  id: string;
  position: LineagePosition;
  /** The owner, with its names, before the change. */
  formerly: Identity;
  then: Movement;
};

/** Makes the next movement, and compares everything that it moves with what was foretold. */
export async function move(
  core: ProofCore,
  { id, position, formerly, then }: Move,
): Promise<string[]> {
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
export function differ(what: string, seen: unknown, foretold: unknown): string[] {
  const [one, two] = [fc.stringify(seen), fc.stringify(foretold)];
  return one === two ? [] : [`${what}: ${one}, foretold ${two}`];
}
