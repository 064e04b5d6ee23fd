import { StoryTeller } from './broken';
import { CURRENCIES } from './catalog';
import type { StoredBalance } from './memory-books';
import type { SeedCurrency } from './places';
import { daysBefore, later } from './timeline';
import type { SeedWorld } from './world';

/** One of the newest balances: owner, ledger, amount and hold as a first look at the list shows them. */
interface Newcomer {
  readonly owner: string | null;
  readonly ledger: string;
  readonly currency: SeedCurrency;
  /** Minor units; below zero after a payment on overdraft. */
  readonly amountMinor: bigint;
  /** Minor units announced (above zero) or held (below zero). */
  readonly heldMinor?: bigint;
  readonly strategy?: 'FIFO' | 'LIFO' | 'PROPORTIONAL';
  readonly hoursAgo: number;
}

const newcomer = (
  [owner, ledger]: [string | null, string],
  [currency, amountMinor, heldMinor]: [SeedCurrency, bigint, bigint?],
  [hoursAgo, strategy]: [number, Newcomer['strategy']?],
): Newcomer => ({ owner, ledger, currency, amountMinor, heldMinor, hoursAgo, strategy });

const NEWCOMERS: readonly Newcomer[] = [
  newcomer(['Amara Eze', 'Customer wallets'], ['NGN', 128_450_000n], [0.3]),
  newcomer(['Kuroda Logistics KK', 'Merchant settlement'], ['JPY', 48_210_300n, 1_250_000n], [0.5]),
  newcomer(['Max Roe', 'Savings'], ['EUR', 34_000n], [0.7]),
  newcomer([null, 'Escrow'], ['EUR', 0n], [1]),
  newcomer(
    ['Al Rayyan Trading WLL', 'Merchant settlement'],
    ['KWD', 18_204_125n, -250_500n],
    [1.5, 'FIFO'],
  ),
  // More minor units than a double can count: whoever rounds shows it here.
  newcomer(['Lagos Clearing House', 'Settlement float'], ['NGN', 9_007_199_254_740_993n], [2.2]),
  newcomer(['Jane Doe', 'Savings'], ['USD', 2_500n], [2.6, 'FIFO']),
  newcomer(
    ['Ingrid Solheim', 'Customer wallets'],
    ['EUR', 1_290_455n, 8_000n],
    [3.8, 'PROPORTIONAL'],
  ),
  newcomer(['Tomás Rivera', 'Customer wallets'], ['USD', 87_210n], [5.2]),
  newcomer(['Tomás Rivera', 'Customer wallets'], ['EUR', 0n], [5.2]),
  newcomer([null, 'Escrow'], ['USD', 1_500_000n], [5.6]),
  newcomer(['Baobab Agritech Ltd', 'Escrow'], ['NGN', 7_315_002_050n, 150_000_000n], [6.1, 'LIFO']),
  newcomer(['Haruka Sato', 'Customer wallets'], ['JPY', 6_400n], [17]),
  newcomer(['Meridian Payroll GmbH', 'Payroll float'], ['EUR', 412_098_833n, -9_640_012n], [21]),
  newcomer(['Yusuf Al-Sabah', 'Customer wallets'], ['KWD', 1_250_750n], [21.5]),
  newcomer(['Fatima Bello', 'Customer wallets'], ['NGN', 4_120_000n], [22.8, 'FIFO']),
  newcomer(['Okafor & Sons Ltd', 'Merchant settlement'], ['NGN', -2_250_000n], [24]),
  newcomer(['Claire Dubois', 'Savings'], ['EUR', 50_000n], [25.1]),
  newcomer(['Northwind Pay Inc.', 'Fees'], ['USD', 318_277_419n, 421_506n], [27]),
  newcomer([null, 'Customer wallets'], ['USD', 0n], [27.5]),
  newcomer(
    ['Pacific Remit Pte Ltd', 'Settlement float'],
    ['JPY', 904_118_220n],
    [28.3, 'PROPORTIONAL'],
  ),
  newcomer(['Dele Adeyemi', 'Customer wallets'], ['NGN', 985_015n], [29.7]),
];

/** Adds the newest balances and the two owners whose lineage the warnings speak of. */
export function planShowcase(world: SeedWorld): StoredBalance[] {
  return [...NEWCOMERS.map((each) => addNewcomer(world, each)), ...janeAndMax(world)];
}

function addNewcomer(world: SeedWorld, each: Newcomer): StoredBalance {
  const createdAt = daysBefore(world.end, each.hoursAgo / 24);
  const balance = world.addBalance({
    ledger: each.ledger,
    currency: each.currency,
    identity: each.owner === null ? null : world.named(each.owner),
    strategy: each.strategy,
    createdAt,
    metaData: each.owner === null ? new Map([['awaiting', 'kyc']]) : null,
  });
  const [first, second] = CURRENCIES[each.currency].providers;
  const pay = (minutes: number, amountMinor: bigint, more: object) =>
    world.events.push({
      kind: 'payment',
      at: later(createdAt, minutes * 60),
      source: '@world',
      destination: balance.balanceId,
      currency: each.currency,
      description: 'Opening balance',
      prefix: 'open',
      allowOverdraft: true,
      amountMinor,
      ...more,
    });
  const out = {
    source: balance.balanceId,
    destination: '@bank_out',
    description: 'Payout to bank',
  };
  if (each.amountMinor < 0n) {
    pay(2, -each.amountMinor, { ...out, description: 'Chargeback', prefix: 'cb' });
  } else if (each.amountMinor > 0n) {
    // Two thirds through one provider, the rest through the other, when the balance is tracked.
    const main = each.strategy && each.owner !== 'Jane Doe' ? (each.amountMinor * 2n) / 3n : 0n;
    if (main > 0n) {
      pay(2, main, { provider: first, source: `@${first}_in` });
      pay(4, each.amountMinor - main, { provider: second, source: `@${second}_in` });
    } else pay(2, each.amountMinor, {});
  }
  const held = each.heldMinor ?? 0n;
  if (held > 0n) pay(8, held, { inflight: true, prefix: 'auth', description: 'Announced deposit' });
  if (held < 0n) pay(8, -held, { ...out, inflight: true, prefix: 'auth' });
  return balance;
}

/** Jane Doe's wallet with 120.00 of 150.00 tagged dollars left, and 500.00 that Max Roe has from stripe. */
function janeAndMax(world: SeedWorld): StoredBalance[] {
  const story = new StoryTeller(world);
  const [jane, max] = [world.named('Jane Doe'), world.named('Max Roe')];
  const wallet = story.open({ identity: jane, currency: 'USD', strategy: 'FIFO', days: 254.2 });
  story.receive(wallet, 18.5, { provider: 'stripe', amountMinor: 4_000n });
  story.receive(wallet, 14.3, { provider: 'stripe', amountMinor: 2_500n });
  story.receive(wallet, 10.6, { provider: 'stripe', amountMinor: 3_500n });
  story.receive(wallet, 7.4, { provider: 'paypal', amountMinor: 3_000n });
  story.receive(wallet, 4.4, { provider: 'paypal', amountMinor: 2_000n });
  story.spend(wallet, 2.7, { amountMinor: 1_250n, at: 'Kiosk 14' });
  story.spend(wallet, 1.2, { amountMinor: 1_000n, at: 'Linea Rail' });
  story.spend(wallet, 0.6, { amountMinor: 750n });
  const plain = world.addBalance({
    ledger: 'Customer wallets',
    currency: 'USD',
    identity: jane,
    createdAt: daysBefore(world.end, 300.5),
  });
  const other = story.open({ identity: max, currency: 'USD', strategy: 'FIFO', days: 120.4 });
  story.receive(other, 101.3, { provider: 'stripe', amountMinor: 50_000n });
  return [wallet, plain, other];
}
