import type { GoTime } from '../clock/go-time';
import { CURRENCIES } from './catalog';
import type { SeedIdentity } from './identities';
import type { StoredBalance } from './memory-books';
import { PaymentMaker } from './payments';
import type { SeedCurrency } from './places';
import { SeededRandom } from '@/lib/base/seeded-random';
import { daysBefore, HISTORY_DAYS, later, type PlannedPayment, secondsBetween } from './timeline';
import type { SeedWorld } from './world';

const STRATEGIES = [
  ['FIFO', 45],
  ['LIFO', 27],
  ['PROPORTIONAL', 28],
] as const;

/** One balance in so many shares its shadows with another of the same owner and currency. */
const SHARING = 0.22;

/** Adds `count` tracked balances, each with a history of tagged money and of spending it. */
export function planTracked(world: SeedWorld, count: number): void {
  const random = new SeededRandom('tracked balances');
  const planner = new TrackedPlanner(world, random);
  const owners = random.shuffled(
    world.identities.filter((identity) => !world.reserved.has(identity.identityId)),
  );
  let last: { owner: SeedIdentity; currency: SeedCurrency } | undefined;
  for (let i = 0; i < count; i++) {
    const shares = last !== undefined && random.chance(SHARING);
    const owner: SeedIdentity = shares ? last!.owner : owners[i % owners.length]!;
    const currency = shares ? last!.currency : currencyOf(random, owner);
    const organization = owner.identityType === 'organization';
    planner.plan(
      world.addBalance({
        ledger: organization ? 'Merchant settlement' : random.pick(['Customer wallets', 'Savings']),
        currency,
        identity: owner,
        createdAt: createdAfter(world, random, owner),
        strategy: random.weighted(STRATEGIES),
        metaData: random.chance(0.4) ? new Map([['funds_policy', 'provider-tagged']]) : null,
      }),
      organization ? 12 : 1,
    );
    last = { owner, currency };
  }
}

function currencyOf(random: SeededRandom, owner: SeedIdentity): SeedCurrency {
  if (random.chance(0.7)) return owner.place.currency;
  return random.pick(['USD', 'EUR', 'NGN', 'JPY', 'KWD'] as const);
}

function createdAfter(world: SeedWorld, random: SeededRandom, owner: SeedIdentity): GoTime {
  const life = secondsBetween(owner.createdAt, world.end);
  const latest = Math.min(life * 0.8, HISTORY_DAYS * 86_400);
  return later(owner.createdAt, 3_600 + random.fraction() * (latest - 3_600));
}

/**
 * Plans the history of one tracked balance at a time. What it may spend is counted here, so that no
 * payment is refused; what comes in from others is not, and stays.
 */
class TrackedPlanner {
  readonly #payments: PaymentMaker;
  readonly #byCurrency = new Map<string, StoredBalance[]>();

  constructor(
    private readonly world: SeedWorld,
    private readonly random: SeededRandom,
  ) {
    this.#payments = new PaymentMaker(random);
  }

  plan(balance: StoredBalance, scale: number): void {
    const { random, world } = this;
    const currency = balance.currency as SeedCurrency;
    const all = random.shuffled(CURRENCIES[currency].providers);
    const providers = all.slice(0, random.between(1, all.length));
    let available = 0n;
    for (const at of this.#moments(balance)) {
      const amountMinor = this.#payments.amount(currency, scale);
      if (available === 0n || random.chance(0.5)) {
        const payment = random.chance(0.8)
          ? this.#payments.tagged(balance, at, { provider: random.pick(providers), amountMinor })
          : this.#payments.deposit(balance, at, amountMinor);
        world.events.push(payment);
        available += amountMinor;
      } else {
        const spent = this.#payments.part(available, 0.8);
        world.events.push(this.#spend(balance, at, spent));
        available -= spent;
      }
    }
    this.#hold(balance, available, providers[0]!);
    const siblings = this.#byCurrency.get(currency) ?? [];
    siblings.push(balance);
    this.#byCurrency.set(currency, siblings);
  }

  /** Far enough apart for the lineage of one payment to be booked before the next one. */
  #moments(balance: StoredBalance): GoTime[] {
    const { random, world } = this;
    const life = secondsBetween(balance.createdAt, world.end) - 7_200;
    const count = random.between(3, 16);
    return Array.from({ length: count }, (_, index) =>
      later(balance.createdAt, 60 + ((index + 0.1 + 0.8 * random.fraction()) / count) * life),
    );
  }

  #spend(balance: StoredBalance, at: GoTime, amountMinor: bigint): PlannedPayment {
    const others = this.#byCurrency.get(balance.currency) ?? [];
    const other = others.length > 0 && this.random.chance(0.15) ? this.random.pick(others) : null;
    return other && other.createdAt.nanos < at.nanos
      ? this.#payments.transfer(balance, other, { at, amountMinor })
      : this.#payments.spending(balance, at, amountMinor);
  }

  /** A few wait for tagged money that is announced and not settled. */
  #hold(balance: StoredBalance, available: bigint, provider: string): void {
    if (available === 0n || !this.random.chance(0.03)) return;
    const at = daysBefore(this.world.end, 0.01 + this.random.fraction() * 0.05);
    if (at.nanos <= balance.createdAt.nanos) return;
    const payment = this.#payments.tagged(balance, at, {
      provider,
      amountMinor: available / 5n + 1n,
    });
    this.world.events.push({ ...payment, inflight: true });
  }
}
