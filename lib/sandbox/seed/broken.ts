import type { SeedIdentity } from './identities';
import type { StoredBalance } from './memory-books';
import type { SeedCurrency } from './places';
import { providerRail } from './catalog';
import { daysBefore, type PlannedPayment } from './timeline';
import { type SeedWorld, storyOrganization, storyPeople } from './world';

/** A balance whose lineage was broken, and the story it tells. */
export interface BrokenLineage {
  readonly balanceId: string;
  readonly story:
    | 'debit not released'
    | 'credit hid what was left'
    | 'released from somebody else'
    | 'somebody else was released here'
    | 'owner renamed';
}

/**
 * Five balances whose lineage is broken the way it breaks in life (contract 5.8): by a change of
 * owner that nobody thought through, and by renaming one. Only payments, changes of owner and a
 * rename are planned here; what goes wrong is up to the lineage engine.
 */
export function planBroken(world: SeedWorld): BrokenLineage[] {
  const story = new StoryTeller(world);
  return [
    debitNotReleased(world, story),
    creditHidTheRest(world, story),
    ...releasedFromSomebodyElse(world, story),
    ownerRenamed(world, story),
  ];
}

/** The new owner's lineage total is empty: the payment is made, its release fails for good. */
function debitNotReleased(world: SeedWorld, story: StoryTeller): BrokenLineage {
  const [from, to] = storyPeople(world);
  const balance = story.open({ identity: from!, currency: 'USD', strategy: 'FIFO', days: 320 });
  story.receive(balance, 310, { provider: 'stripe', amountMinor: 30_000n });
  story.receive(balance, 290, { provider: 'paypal', amountMinor: 12_000n });
  story.spend(balance, 250, { amountMinor: 8_000n });
  story.reassign(balance, 200, to!);
  story.spend(balance, 180, { amountMinor: 4_500n });
  return { balanceId: balance.balanceId, story: 'debit not released' };
}

/** The next credit points the provider to the new owner's shadow; the old one's rest drops out. */
function creditHidTheRest(world: SeedWorld, story: StoryTeller): BrokenLineage {
  const [, , from, to] = storyPeople(world);
  const balance = story.open({ identity: from!, currency: 'USD', strategy: 'LIFO', days: 260 });
  story.receive(balance, 255, { provider: 'stripe', amountMinor: 20_000n });
  story.spend(balance, 240, { amountMinor: 6_000n });
  story.reassign(balance, 150, to!);
  story.receive(balance, 120, { provider: 'stripe', amountMinor: 5_000n });
  return { balanceId: balance.balanceId, story: 'credit hid what was left' };
}

/** The new owner has other lineage, which is released instead; its own next debit finds too little. */
function releasedFromSomebodyElse(world: SeedWorld, story: StoryTeller): BrokenLineage[] {
  const [, , , , from, to] = storyPeople(world);
  const moved = story.open({ identity: from!, currency: 'USD', strategy: 'FIFO', days: 210 });
  const victim = story.open({ identity: to!, currency: 'USD', strategy: 'FIFO', days: 205 });
  story.receive(moved, 200, { provider: 'stripe', amountMinor: 15_000n });
  story.receive(victim, 195, { provider: 'wise', amountMinor: 50_000n });
  story.reassign(moved, 90, to!);
  story.spend(moved, 80, { amountMinor: 9_000n });
  story.spend(victim, 60, { amountMinor: 50_000n });
  return [
    { balanceId: moved.balanceId, story: 'released from somebody else' },
    { balanceId: victim.balanceId, story: 'somebody else was released here' },
  ];
}

/** A new name means new lineage balances, and they are empty. */
function ownerRenamed(world: SeedWorld, story: StoryTeller): BrokenLineage {
  const owner = storyOrganization(world);
  const balance = story.open({
    identity: owner,
    currency: 'EUR',
    strategy: 'PROPORTIONAL',
    days: 400,
  });
  story.receive(balance, 390, { provider: 'adyen', amountMinor: 100_000n });
  story.receive(balance, 380, { provider: 'wise', amountMinor: 50_000n });
  story.spend(balance, 300, { amountMinor: 30_000n });
  world.events.push({
    kind: 'rename',
    at: daysBefore(world.end, 140),
    identityId: owner.identityId,
    organizationName: `${owner.organizationName} Holding`,
  });
  story.spend(balance, 130, { amountMinor: 9_000n });
  return { balanceId: balance.balanceId, story: 'owner renamed' };
}

/** Writes plain sentences into the plan. Days count back from the present. */
export class StoryTeller {
  constructor(private readonly world: SeedWorld) {}

  open(of: {
    identity: SeedIdentity;
    currency: SeedCurrency;
    strategy: string;
    days: number;
  }): StoredBalance {
    const { identity, currency, strategy, days } = of;
    return this.world.addBalance({
      ledger: identity.identityType === 'individual' ? 'Customer wallets' : 'Merchant settlement',
      currency,
      identity,
      strategy,
      createdAt: daysBefore(this.world.end, days),
    });
  }

  receive(
    balance: StoredBalance,
    days: number,
    of: { provider: string; amountMinor: bigint; description?: string },
  ): void {
    const rail = providerRail(of.provider);
    this.#pay(days, {
      source: rail.other,
      destination: balance.balanceId,
      currency: balance.currency as SeedCurrency,
      description: rail.description,
      prefix: rail.prefix,
      allowOverdraft: true,
      ...of,
    });
  }

  spend(balance: StoredBalance, days: number, of: { amountMinor: bigint; at?: string }): void {
    this.#pay(days, {
      source: balance.balanceId,
      destination: '@card_network',
      currency: balance.currency as SeedCurrency,
      description: `Card purchase, ${of.at ?? 'Mercato Verde'}`,
      prefix: 'pos',
      amountMinor: of.amountMinor,
    });
  }

  reassign(balance: StoredBalance, days: number, to: SeedIdentity): void {
    const at = daysBefore(this.world.end, days);
    const { identityId } = to;
    this.world.events.push({ kind: 'reassign', at, balanceId: balance.balanceId, identityId });
  }

  #pay(days: number, payment: Omit<PlannedPayment, 'kind' | 'at'>): void {
    this.world.events.push({ kind: 'payment', at: daysBefore(this.world.end, days), ...payment });
  }
}
