import { filterTransactions } from '@/lib/core/endpoints/transactions';
import { type Balance } from '@/lib/core/schemas/balance';
import { type Identity } from '@/lib/core/schemas/identity';
import { type LineageFacts } from '@/lib/core/schemas/lineage-facts';
import { identifierOf } from '@/lib/core/schemas/lineage-names';
import { expectsShadow, shadowReference, type Transaction } from '@/lib/core/schemas/transaction';
import { totalOf } from '@/lib/lineage/allocation';
import { positionOf, totalIn } from '@/lib/lineage/position';
import { replay, type ReplayInput } from '@/lib/lineage/replay';
import { differ } from '../movement';
import { type ProofCore } from '../proof-core';
import { credit, debit } from '../scene';

type Traffic = {
  stop: () => Promise<void>;
  told: () => { posted: number; refused: number };
  /** What came in, less what went out. */
  net: () => bigint;
};

/** Every third payment brings money in from a provider of the balance, the others take some out. */
export function startTraffic(
  core: ProofCore,
  about: { id: string; rate: number; providers: readonly { provider: string }[] },
): Traffic {
  let posted = 0;
  let refused = 0;
  let net = 0n;
  const running = new Set<Promise<void>>();
  const pay = async (n: number) => {
    const amount = BigInt(1 + ((n * 37) % 97));
    const { provider } = about.providers[n % about.providers.length]!;
    const isCredit = n % 3 === 0;
    try {
      if (isCredit) await credit(core, { to: about.id, amount, provider });
      else await debit(core, about.id, amount);
      net += isCredit ? amount : -amount;
    } catch (error) {
      refused += 1;
      if (refused === 1) console.log(`a payment was refused: ${String(error)}`);
    }
  };
  const timer = setInterval(() => {
    const payment = pay(posted++).finally(() => running.delete(payment));
    running.add(payment);
  }, 1_000 / about.rate);
  return {
    stop: async () => {
      clearInterval(timer);
      await Promise.all(running);
    },
    told: () => ({ posted, refused }),
    net: () => net,
  };
}

/** By so much PROPORTIONAL may be off after a carry under payments: it rounds each of them. */
const ROUNDED = 8n;

/**
 * After payments during a carry: lineage is what the balance's own rows make it, and nothing is left under
 * the name of whom it has left, if anybody.
 */
export async function judgeTraffic(about: {
  facts: LineageFacts;
  left: Identity | null;
  expected: bigint;
}): Promise<string[]> {
  const { facts, left, expected } = about;
  const faults = differ('balance', facts.balance.balance, expected);
  const own = replay(await wholeHistory(facts.balance));
  if (!own.ok) return [...faults, `its rows do not tell: ${own.gap}`];
  const tolerance = facts.balance.allocationStrategy === 'PROPORTIONAL' ? ROUNDED : 0n;
  for (const { provider, available } of facts.lineage.providers) {
    const should = own.providers.find((each) => each.provider === provider)?.available ?? 0n;
    const off = available - should;
    if (off > tolerance || -off > tolerance) {
      faults.push(`${provider} has ${available}, by its rows ${should}`);
    }
  }
  const there = positionOf(facts);
  const old = left && there && totalIn(there, identifierOf(left));
  if (left) faults.push(...differ('the old total', old, 0n));
  const total = there && totalIn(there, there.identifier);
  const tagged = totalOf(facts.lineage.providers);
  // The new owner may have funds of another balance in it.
  if (total !== null && total < tagged) faults.push(`total ${total} of ${tagged} tagged`);
  return faults;
}

const PAGE = 100;

/** All rows of a balance, every tagged credit taken as booked: one that was not would show as a difference. */
async function wholeHistory(balance: Balance): Promise<ReplayInput> {
  const rows: Transaction[] = [];
  for (let offset = 0; offset === rows.length; offset += PAGE) {
    const page = await filterTransactions({
      conditions: [
        { field: 'balance_id', operator: 'eq', value: balance.balanceId },
        { field: 'status', operator: 'in', values: ['APPLIED', 'INFLIGHT', 'VOID'] },
      ],
      sort: { by: 'created_at', order: 'desc' },
      limit: PAGE,
      offset,
    });
    rows.push(...page);
  }
  const shadowRows = rows
    .filter((row) => expectsShadow(row, balance.balanceId))
    .map((row) => ({ ...row, reference: shadowReference(row) }));
  return { balance, rows, rowsComplete: true, shadowRows };
}
