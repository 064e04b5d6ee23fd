import type { GoTime } from '../clock/go-time';
import { CURRENCIES, LEDGERS, type LedgerHabits } from './catalog';
import type { SeedIdentity } from './identities';
import type { StoredBalance } from './memory-books';
import { PaymentMaker } from './payments';
import type { SeedCurrency } from './places';
import { SeededRandom } from '@/lib/base/seeded-random';
import { daysBefore, HISTORY_DAYS, later, secondsBetween } from './timeline';
import type { SeedWorld } from './world';

/** Balances taken over from an older system in one go: they share one moment of creation. */
export const MIGRATED = 250;
const MIGRATED_DAYS_AGO = 402;

/** Adds `count` untracked balances and their payments. */
export function planOrdinary(world: SeedWorld, count: number): void {
  const random = new SeededRandom('ordinary balances');
  const owners = new Owners(world, random);
  const planner = new OrdinaryPlanner(world, random);
  for (let i = 0; i < count; i++) {
    const ledger = random.weighted(LEDGERS.map((entry) => [entry, entry.weight] as const));
    const migrated = i < MIGRATED;
    const createdAt = daysBefore(
      world.end,
      migrated ? MIGRATED_DAYS_AGO : 2 + (HISTORY_DAYS - 4) * random.fraction() ** 1.4,
    );
    const identity = random.chance(0.06) ? null : owners.pick(ledger, createdAt);
    const balance = world.addBalance({
      ledger: ledger.name,
      currency: currencyFor(random, ledger, identity),
      identity,
      createdAt,
      metaData: factsOf(random, migrated),
    });
    planner.plan(balance, ledger);
  }
}

const PATIENCE = 12;

/** Who may own a balance: a few identities own many, most own some. */
class Owners {
  readonly #any: readonly (readonly [SeedIdentity, number])[];
  readonly #people: readonly (readonly [SeedIdentity, number])[];
  readonly #organizations: readonly (readonly [SeedIdentity, number])[];

  constructor(
    world: SeedWorld,
    private readonly random: SeededRandom,
  ) {
    this.#any = world.identities
      .filter((identity) => !world.reserved.has(identity.identityId))
      .map((identity) => [identity, 0.15 + random.fraction() ** 3] as const);
    this.#people = this.#any.filter(([identity]) => identity.identityType === 'individual');
    this.#organizations = this.#any.filter(([{ identityType }]) => identityType === 'organization');
  }

  /** An owner who was known at that time, if one is found; else the balance has no identity yet. */
  pick({ owner }: LedgerHabits, at: GoTime): SeedIdentity | null {
    for (let i = 0; i < PATIENCE; i++) {
      const found = this.random.weighted(this.#from(owner));
      if (found.createdAt.nanos <= at.nanos) return found;
    }
    return null;
  }

  #from(owner: LedgerHabits['owner']): readonly (readonly [SeedIdentity, number])[] {
    if (owner === 'any') return this.#any;
    return owner === 'individual' ? this.#people : this.#organizations;
  }
}

/** Mostly the currency of the place its owner lives in. */
function currencyFor(
  random: SeededRandom,
  ledger: LedgerHabits,
  identity: SeedIdentity | null,
): SeedCurrency {
  const home = identity?.place.currency;
  if (home && ledger.currencies.includes(home) && random.chance(0.55)) return home;
  return random.weighted(ledger.currencies.map((code) => [code, CURRENCIES[code].weight] as const));
}

function factsOf(random: SeededRandom, migrated: boolean): StoredBalance['metaData'] {
  if (migrated) {
    return new Map([
      ['import_batch', 'legacy-core-1'],
      ['legacy_account', `LC-${random.between(10_000_000, 99_999_999)}`],
    ]);
  }
  if (random.chance(0.5)) return null;
  const facts = new Map<string, string | number>([
    ['opened_via', random.pick(['mobile', 'web', 'branch', 'api'])],
  ]);
  if (random.chance(0.3)) facts.set('cost_center', random.between(100, 999));
  return facts;
}

class OrdinaryPlanner {
  readonly #payments: PaymentMaker;
  readonly #byCurrency = new Map<string, StoredBalance[]>();

  constructor(
    private readonly world: SeedWorld,
    private readonly random: SeededRandom,
  ) {
    this.#payments = new PaymentMaker(random);
  }

  plan(balance: StoredBalance, ledger: LedgerHabits): void {
    const { random } = this;
    const scale = ledger.scale * (balance.currency === 'BTC' ? Math.min(1, 20 / ledger.scale) : 1);
    let available = 0n;
    const moments = this.#moments(balance);
    for (const at of moments) {
      const amount = this.#payments.amount(balance.currency as SeedCurrency, scale);
      if (available === 0n || random.chance(0.42)) {
        this.world.events.push(this.#payments.deposit(balance, at, amount));
        available += amount;
      } else {
        const spent = this.#payments.part(available, 0.7);
        this.#spend(balance, at, spent);
        available -= spent;
      }
    }
    this.#finish(balance, { ledger, available, last: moments.at(-1) ?? balance.createdAt });
    const siblings = this.#byCurrency.get(balance.currency) ?? [];
    siblings.push(balance);
    this.#byCurrency.set(balance.currency, siblings);
  }

  /** When it moves: not at all for one in five, else up to a dozen times. */
  #moments(balance: StoredBalance): GoTime[] {
    const { random, world } = this;
    const most = random.weighted([
      [0, 20],
      [1, 14],
      [2, 18],
      [4, 24],
      [7, 16],
      [12, 8],
    ]);
    const life = secondsBetween(balance.createdAt, world.end) - 600;
    const times = Array.from({ length: most }, () =>
      later(balance.createdAt, 60 + random.fraction() * life),
    );
    return times.sort((a, b) => (a.nanos < b.nanos ? -1 : 1));
  }

  #spend(balance: StoredBalance, at: GoTime, amountMinor: bigint): void {
    const others = this.#byCurrency.get(balance.currency) ?? [];
    const transfers = others.length > 0 && this.random.chance(0.12);
    const other = transfers ? this.random.pick(others) : undefined;
    const payment =
      other && other.createdAt.nanos < at.nanos
        ? this.#payments.transfer(balance, other, { at, amountMinor })
        : this.#payments.spending(balance, at, amountMinor);
    this.world.events.push(payment);
  }

  /** A few end with a hold that is not settled, a few below zero. */
  #finish(
    balance: StoredBalance,
    { ledger, available, last }: { ledger: LedgerHabits; available: bigint; last: GoTime },
  ): void {
    const { random, world } = this;
    const at = later(last, 1 + random.fraction() * (secondsBetween(last, world.end) - 120));
    if (available > 100n && random.chance(0.015)) {
      const hold = this.#payments.spending(balance, at, available / 10n);
      world.events.push({ ...hold, inflight: true, prefix: 'auth' });
    } else if (ledger.name === 'Merchant settlement' && random.chance(0.02)) {
      const beyond = this.#payments.amount(balance.currency as SeedCurrency, 2);
      world.events.push({
        ...this.#payments.spending(balance, at, available + beyond),
        allowOverdraft: true,
        description: 'Chargeback',
        prefix: 'cb',
      });
    }
  }
}
