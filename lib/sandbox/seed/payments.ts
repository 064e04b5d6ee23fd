import type { GoTime } from '../clock/go-time';
import {
  BITCOIN_SPENDINGS,
  CURRENCIES,
  MERCHANTS,
  PLAIN_DEPOSITS,
  POINT_SPENDINGS,
  providerRail,
  type Rail,
  SPENDINGS,
} from './catalog';
import type { StoredBalance } from './memory-books';
import type { SeedCurrency } from './places';
import type { SeededRandom } from '@/lib/base/seeded-random';
import type { PlannedPayment } from './timeline';

/** Makes payments that look like everyday life. */
export class PaymentMaker {
  constructor(private readonly random: SeededRandom) {}

  /** An everyday amount of a currency, `scale` times as large; small ones are more frequent. */
  amount(currency: SeedCurrency, scale: number): bigint {
    const { low, high, step } = CURRENCIES[currency];
    const share = this.random.fraction() ** 2.2;
    const minor = (low + share * (high - low)) * scale;
    return BigInt(Math.max(step, Math.round(minor / step) * step));
  }

  /** A part of what is there, at least one minor unit and at most `most`. */
  part(available: bigint, most: number): bigint {
    const permille = BigInt(this.random.between(20, Math.round(most * 1000)));
    const part = (available * permille) / 1000n;
    return part > 0n ? part : available;
  }

  /** Money through a provider, with the tag that lineage follows. */
  tagged(
    to: StoredBalance,
    at: GoTime,
    of: { provider: string; amountMinor: bigint },
  ): PlannedPayment {
    return { ...this.#deposit(to, at, providerRail(of.provider)), ...of };
  }

  /** Money whose provider nobody tagged. */
  deposit(to: StoredBalance, at: GoTime, amountMinor: bigint): PlannedPayment {
    const currency = to.currency as SeedCurrency;
    const { providers } = CURRENCIES[currency];
    const plain = currency === 'PTS' || currency === 'BTC' ? [] : PLAIN_DEPOSITS;
    const rail = this.random.weighted<Rail>(
      [...providers.map(providerRail), ...plain].map((each) => [each, each.weight] as const),
    );
    return { ...this.#deposit(to, at, rail), amountMinor };
  }

  #deposit(to: StoredBalance, at: GoTime, rail: Rail): Omit<PlannedPayment, 'amountMinor'> {
    return {
      kind: 'payment',
      at,
      source: rail.other,
      destination: to.balanceId,
      currency: to.currency as SeedCurrency,
      description: rail.description,
      prefix: rail.prefix,
      allowOverdraft: true,
      ...this.#facts(),
    };
  }

  /** Money spent outside. */
  spending(from: StoredBalance, at: GoTime, amountMinor: bigint): PlannedPayment {
    const rail = this.random.weighted<Rail>(
      spendingsOf(from.currency).map((each) => [each, each.weight] as const),
    );
    return {
      kind: 'payment',
      at,
      source: from.balanceId,
      destination: rail.other,
      amountMinor,
      currency: from.currency as SeedCurrency,
      description: rail.description.replace('*', this.random.pick(MERCHANTS)),
      prefix: rail.prefix,
      ...this.#facts(),
    };
  }

  /** Money for another balance of the house. */
  transfer(
    from: StoredBalance,
    to: StoredBalance,
    of: { at: GoTime; amountMinor: bigint },
  ): PlannedPayment {
    return {
      kind: 'payment',
      ...of,
      source: from.balanceId,
      destination: to.balanceId,
      currency: from.currency as SeedCurrency,
      description: this.random.pick(['Transfer', 'Rent share', 'Invoice payment', 'Gift']),
      prefix: 'trf',
      ...this.#facts(),
    };
  }

  #facts(): Pick<PlannedPayment, 'metaData'> {
    if (!this.random.chance(0.3)) return {};
    const channel = this.random.pick(['mobile', 'web', 'pos', 'api']);
    if (this.random.chance(0.5)) return { metaData: { channel } };
    return { metaData: { channel, order: `ORD-${this.random.between(100_000, 999_999)}` } };
  }
}

function spendingsOf(currency: string): readonly Rail[] {
  if (currency === 'PTS') return POINT_SPENDINGS;
  return currency === 'BTC' ? BITCOIN_SPENDINGS : SPENDINGS;
}
