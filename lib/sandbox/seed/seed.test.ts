import { beforeAll, describe, expect, it } from 'vitest';
import { GoTime, parseRfc3339 } from '../clock/go-time';
import { aggregateIndicator, lineageIdentifier } from '../lineage/identifier';
import type { SettledTransaction } from '../posting/records';
import { buildSeed, type Seed } from './build';
import type { BrokenLineage } from './broken';
import type { StoredBalance } from './memory-books';
import { MIGRATED } from './ordinary';

const END = parseRfc3339('2026-03-01T09:30:00.123456789Z') as GoTime;

let seed: Seed;
beforeAll(async () => {
  seed = await buildSeed(END);
}, 60_000);

const balance = (id: string): StoredBalance => seed.world.books.byId.get(id)!;
const tracked = () => seed.world.balances.filter((each) => each.trackFundLineage);

/** Received, spent and available of each provider, oldest provider first. */
type Lineage = { provider: string; amount: bigint; available: bigint; spent: bigint }[];

/** What Core would answer for a balance. */
function reported(balanceId: string): Lineage {
  return seed.world.books.mappingRecords
    .filter((mapping) => mapping.balanceId === balanceId)
    .map(({ provider, shadowBalanceId }) => {
      const { debitBalance: amount, creditBalance: spent } = balance(shadowBalanceId);
      return { provider, amount, available: amount - spent, spent };
    });
}

interface Pot {
  received: bigint;
  spent: bigint;
}

/**
 * Lineage worked out anew from nothing but the payments, in plain steps: one pot for each owner,
 * currency and provider; each balance knows in which order it met its providers.
 */
class Recomputation {
  readonly pots = new Map<string, Pot>();
  readonly met = new Map<string, string[]>();

  constructor(payments: readonly SettledTransaction[]) {
    for (const payment of payments) this.#take(payment);
  }

  pot(owner: StoredBalance, provider: string): Pot {
    const key = `${owner.identityId}|${owner.currency}|${provider}`;
    if (!this.pots.has(key)) this.pots.set(key, { received: 0n, spent: 0n });
    return this.pots.get(key)!;
  }

  of(owner: StoredBalance): Lineage {
    return (this.met.get(owner.balanceId) ?? []).map((provider) => {
      const { received, spent } = this.pot(owner, provider);
      return { provider, amount: received, available: received - spent, spent };
    });
  }

  #meet(owner: StoredBalance, provider: string): void {
    const met = this.met.get(owner.balanceId) ?? [];
    if (!met.includes(provider)) this.met.set(owner.balanceId, [...met, provider]);
  }

  #take(payment: SettledTransaction): void {
    const [from, to] = [balance(payment.source), balance(payment.destination)];
    const tag = payment.metaData?.get('BLNK_LINEAGE_PROVIDER');
    if (typeof tag === 'string' && to.trackFundLineage) {
      this.#meet(to, tag);
      if (payment.status === 'APPLIED') this.pot(to, tag).received += payment.preciseAmount;
    }
    if (from.trackFundLineage && payment.status === 'APPLIED') this.#spend(from, to, payment);
  }

  #spend(from: StoredBalance, to: StoredBalance, { preciseAmount }: SettledTransaction): void {
    const pots = (this.met.get(from.balanceId) ?? [])
      .map((provider) => ({ provider, pot: this.pot(from, provider), left: 0n }))
      .map((each) => ({ ...each, left: each.pot.received - each.pot.spent }))
      .filter(({ left }) => left > 0n);
    if (from.allocationStrategy === 'LIFO') pots.reverse();
    const total = pots.reduce((sum, { left }) => sum + left, 0n);
    const wanted = preciseAmount > total ? total : preciseAmount;
    let open = wanted;
    pots.forEach(({ provider, pot, left }, index) => {
      const fair =
        from.allocationStrategy === 'PROPORTIONAL' && index < pots.length - 1
          ? (wanted * left) / total
          : open;
      const share = fair > left ? left : fair;
      open -= share;
      pot.spent += share;
      if (share === 0n || !to.trackFundLineage) return;
      this.#meet(to, provider);
      this.pot(to, provider).received += share;
    });
  }
}

function payments(): SettledTransaction[] {
  return [...seed.world.books.transactions.values()]
    .filter((transaction) => !transaction.metaData?.has('_shadow_for'))
    .sort((a, b) => (a.createdAt.nanos < b.createdAt.nanos ? -1 : 1));
}

function aggregateOf(owner: StoredBalance): bigint {
  const identity = seed.world.books.identities.get(owner.identityId)!;
  const indicator = aggregateIndicator(lineageIdentifier(identity));
  const all = [...seed.world.books.byId.values()];
  const found = all.find(
    (each) => each.indicator === indicator && each.currency === owner.currency,
  );
  return found?.balance ?? 0n;
}

describe('the seed', () => {
  it('has the size it promises', () => {
    const { world } = seed;
    expect(world.ledgers).toHaveLength(8);
    expect(world.identities).toHaveLength(300);
    expect(world.balances).toHaveLength(5_000);
    expect(tracked()).toHaveLength(200);
    expect(new Set(world.balances.map((each) => each.currency))).toEqual(
      new Set(['USD', 'EUR', 'NGN', 'JPY', 'KWD', 'BTC', 'PTS']),
    );
    expect(new Set(tracked().map((each) => each.allocationStrategy))).toEqual(
      new Set(['FIFO', 'LIFO', 'PROPORTIONAL']),
    );
    expect(world.balances.filter((each) => each.identityId === '').length).toBeGreaterThan(100);
    expect(world.balances.some((each) => each.balance > 2n ** 53n)).toBe(true);
  });

  it('has 250 balances of one moment', () => {
    const moments = Map.groupBy(seed.world.balances, (each) => each.createdAt.nanos);
    expect(Math.max(...[...moments.values()].map((group) => group.length))).toBe(MIGRATED);
  });

  it('has namesakes, and mail addresses that nobody can have', () => {
    const people = seed.world.identities;
    const names = people.map(
      (each) => `${each.firstName} ${each.lastName}${each.organizationName}`,
    );
    expect(new Set(names).size).toBeLessThan(people.length);
    expect(people.every((each) => /^[a-z.0-9]+@[a-z-]+\.example$/.test(each.emailAddress))).toBe(
      true,
    );
  });

  it('is dated in the two years before its end', () => {
    const oldest = END.nanos - 731n * 86_400n * 1_000_000_000n;
    for (const { createdAt } of [...seed.world.books.byId.values(), ...payments()]) {
      expect(createdAt.nanos > oldest && createdAt.nanos <= END.nanos).toBe(true);
    }
  });

  it('has debits equal to credits in every currency, held ones too', () => {
    const sums = new Map<string, bigint>();
    for (const each of seed.world.books.byId.values()) {
      const difference = each.balance + each.inflightBalance * 10n ** 30n;
      sums.set(each.currency, (sums.get(each.currency) ?? 0n) + difference);
    }
    expect([...sums.values()].every((sum) => sum === 0n)).toBe(true);
  });

  it('is the same every time, whenever it is made', { timeout: 60_000 }, async () => {
    const again = await buildSeed(new GoTime(END.nanos + 86_400_000_000_123n));
    const facts = (of: Seed) =>
      [...of.world.books.transactions.values()].map((each) => [
        each.transactionId,
        each.reference,
        each.source,
        each.destination,
        each.preciseAmount,
        each.hash,
      ]);
    expect(facts(again)).toEqual(facts(seed));
    expect([...again.world.books.byId.keys()]).toEqual([...seed.world.books.byId.keys()]);
    expect(again.world.identities.map((each) => each.emailAddress)).toEqual(
      seed.world.identities.map((each) => each.emailAddress),
    );
  });
});

describe('the lineage of the seed', () => {
  const brokenIds = () => new Set(seed.broken.map((each) => each.balanceId));

  it('equals its recomputation wherever nobody broke it', () => {
    const recomputed = new Recomputation(payments());
    const healthy = tracked().filter((each) => !brokenIds().has(each.balanceId));
    expect(healthy).toHaveLength(195);
    for (const each of healthy) expect(reported(each.balanceId)).toEqual(recomputed.of(each));
    const spent = healthy.flatMap((each) => reported(each.balanceId)).filter((p) => p.spent > 0n);
    expect(spent.length).toBeGreaterThan(100);
  });

  it('has totals equal to what is available, and every piece of its work done', () => {
    const { pots } = new Recomputation(payments());
    for (const each of tracked().filter((one) => !brokenIds().has(one.balanceId))) {
      const prefix = `${each.identityId}|${each.currency}|`;
      const available = [...pots].filter(([key]) => key.startsWith(prefix));
      const sum = available.reduce((all, [, pot]) => all + pot.received - pot.spent, 0n);
      expect(aggregateOf(each)).toBe(sum);
    }
    const unfinished = seed.world.books.outbox.filter((work) => work.status !== 'completed');
    expect(unfinished.map((work) => [work.status, work.attempts])).toEqual(
      Array.from({ length: 3 }, () => ['failed', 5]),
    );
  });

  it('has balances of one owner that share what their providers gave', () => {
    const { mappingRecords } = seed.world.books;
    const users = Map.groupBy(mappingRecords, (mapping) => mapping.shadowBalanceId);
    const shared = [...users.values()].filter((mappings) => mappings.length > 1);
    expect(shared.length).toBeGreaterThan(20);
  });

  const broken = (story: BrokenLineage['story']) =>
    balance(seed.broken.find((each) => each.story === story)!.balanceId);
  const own = (story: BrokenLineage['story']) => reported(broken(story).balanceId);
  const due = (story: BrokenLineage['story']) => new Recomputation(payments()).of(broken(story));

  it('stopped following the debit whose release failed', () => {
    expect(due('debit not released').map((p) => p.available)).toEqual([17_500n, 12_000n]);
    expect(own('debit not released').map((p) => p.available)).toEqual([22_000n, 12_000n]);
    expect(aggregateOf(broken('debit not released'))).toBe(0n);
  });

  it('lost sight of what the old shadow still holds', () => {
    expect(due('credit hid what was left')[0]).toMatchObject({
      amount: 25_000n,
      available: 19_000n,
    });
    expect(own('credit hid what was left')[0]).toMatchObject({ amount: 5_000n, available: 5_000n });
  });

  it('took a release from the lineage of the new owner', () => {
    // The figures look right; the totals of two owners are not.
    expect(own('released from somebody else').map((p) => p.available)).toEqual([6_000n]);
    expect(own('somebody else was released here').map((p) => p.available)).toEqual([50_000n]);
    expect(due('somebody else was released here').map((p) => p.available)).toEqual([0n]);
    expect(aggregateOf(broken('somebody else was released here'))).toBe(41_000n);
  });

  it('did not survive a new name', () => {
    expect(due('owner renamed').reduce((sum, p) => sum + p.available, 0n)).toBe(111_000n);
    expect(own('owner renamed').reduce((sum, p) => sum + p.available, 0n)).toBe(120_000n);
  });
});
