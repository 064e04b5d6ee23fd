import type { SeedCurrency } from './places';

/** How amounts of a currency look: minor units per major unit, and what an everyday payment is. */
export interface CurrencyHabits {
  readonly precision: number;
  /** Everyday amounts in minor units. */
  readonly low: number;
  readonly high: number;
  /** Amounts end in a multiple of this many minor units. */
  readonly step: number;
  /** Who brings money in, as lineage providers and as names of general-ledger balances. */
  readonly providers: readonly string[];
  /** How many of the seed's balances have it, relative to the others. */
  readonly weight: number;
}

export const CURRENCIES: Readonly<Record<SeedCurrency, CurrencyHabits>> = {
  USD: {
    precision: 100,
    low: 500,
    high: 180_000,
    step: 5,
    providers: ['stripe', 'paypal', 'wise', 'adyen'],
    weight: 27,
  },
  EUR: {
    precision: 100,
    low: 500,
    high: 160_000,
    step: 5,
    providers: ['adyen', 'stripe', 'wise', 'sepa'],
    weight: 22,
  },
  NGN: {
    precision: 100,
    low: 50_000,
    high: 12_000_000,
    step: 5_000,
    providers: ['paystack', 'flutterwave', 'interswitch'],
    weight: 21,
  },
  JPY: {
    precision: 1,
    low: 400,
    high: 160_000,
    step: 10,
    providers: ['konbini', 'payjp', 'stripe'],
    weight: 11,
  },
  KWD: {
    precision: 1_000,
    low: 500,
    high: 600_000,
    step: 250,
    providers: ['knet', 'tap', 'adyen'],
    weight: 8,
  },
  BTC: {
    precision: 100_000_000,
    low: 12_000,
    high: 35_000_000,
    step: 1,
    providers: ['custody', 'lightning'],
    weight: 3,
  },
  PTS: {
    precision: 1,
    low: 40,
    high: 9_000,
    step: 1,
    providers: ['campaign', 'partner'],
    weight: 8,
  },
};

/** A ledger of the seed and what its balances are like. */
export interface LedgerHabits {
  readonly name: string;
  /** Relative number of balances. */
  readonly weight: number;
  /** Everyday amounts are this many times those of the currency. */
  readonly scale: number;
  readonly owner: 'individual' | 'organization' | 'any';
  readonly currencies: readonly SeedCurrency[];
}

const MONEY = ['USD', 'EUR', 'NGN', 'JPY', 'KWD'] as const;

export const LEDGERS: readonly LedgerHabits[] = [
  {
    name: 'Customer wallets',
    weight: 47,
    scale: 1,
    owner: 'individual',
    currencies: [...MONEY, 'BTC'],
  },
  { name: 'Savings', weight: 16, scale: 4, owner: 'individual', currencies: [...MONEY, 'BTC'] },
  { name: 'Merchant settlement', weight: 14, scale: 20, owner: 'organization', currencies: MONEY },
  { name: 'Escrow', weight: 6, scale: 15, owner: 'any', currencies: MONEY },
  { name: 'Payroll float', weight: 4, scale: 60, owner: 'organization', currencies: MONEY },
  { name: 'Settlement float', weight: 3, scale: 300, owner: 'organization', currencies: MONEY },
  { name: 'Fees', weight: 2, scale: 10, owner: 'organization', currencies: [...MONEY, 'BTC'] },
  { name: 'Loyalty rewards', weight: 8, scale: 1, owner: 'individual', currencies: ['PTS'] },
];

export const MERCHANTS = [
  'Mercato Verde',
  'Linea Rail',
  'Kiosk 14',
  'Harbour Lane Coffee',
  'Sunrise Pharmacy',
  'Nordlicht Bäckerei',
  'Palmgate Fuel',
  'Café Garance',
  'みどりマート',
  'Old Port Books',
  'Tsavo Outfitters',
  'Minato Ramen',
];

/** How money of one currency moves: in from providers, out to shops, banks and fees. */
export interface Rail {
  /** The general-ledger balance on the other side. */
  readonly other: string;
  readonly description: string;
  /** What references of it start with. */
  readonly prefix: string;
  readonly weight: number;
}

/** A deposit through a provider. */
export function providerRail(provider: string): Rail {
  const { description, prefix } = DEPOSITS[provider] ?? { description: 'Deposit', prefix: 'dep' };
  return { other: `@${provider}_in`, description, prefix, weight: 1 };
}

const DEPOSITS: Readonly<Record<string, { description: string; prefix: string }>> = {
  stripe: { description: 'Card top-up', prefix: 'ch' },
  paypal: { description: 'PayPal top-up', prefix: 'pp' },
  wise: { description: 'International transfer in', prefix: 'tw' },
  adyen: { description: 'Card top-up', prefix: 'psp' },
  sepa: { description: 'SEPA transfer in', prefix: 'sepa' },
  paystack: { description: 'Paystack collection', prefix: 'ps' },
  flutterwave: { description: 'Flutterwave collection', prefix: 'flw' },
  interswitch: { description: 'Interswitch collection', prefix: 'isw' },
  konbini: { description: 'Konbini cash deposit', prefix: 'kon' },
  payjp: { description: 'Card top-up', prefix: 'pj' },
  knet: { description: 'KNET payment', prefix: 'kn' },
  tap: { description: 'Tap payment', prefix: 'tap' },
  custody: { description: 'Deposit from custody', prefix: 'cus' },
  lightning: { description: 'Lightning deposit', prefix: 'ln' },
  campaign: { description: 'Campaign bonus', prefix: 'cmp' },
  partner: { description: 'Partner points', prefix: 'pts' },
};

/** Money that comes without a provider. */
export const PLAIN_DEPOSITS: readonly Rail[] = [
  { other: '@world', description: 'Bank transfer in', prefix: 'ft', weight: 5 },
  { other: '@payroll_in', description: 'Salary', prefix: 'sal', weight: 2 },
  { other: '@world', description: 'Opening balance', prefix: 'open', weight: 1 },
];

/** What money is spent on; `*` becomes a merchant. */
export const SPENDINGS: readonly Rail[] = [
  { other: '@card_network', description: 'Card purchase, *', prefix: 'pos', weight: 9 },
  { other: '@bank_out', description: 'Payout to bank', prefix: 'po', weight: 4 },
  { other: '@fees', description: 'Account fee', prefix: 'fee', weight: 1 },
];

export const POINT_SPENDINGS: readonly Rail[] = [
  { other: '@rewards_redeemed', description: 'Reward redeemed, *', prefix: 'rwd', weight: 1 },
];

export const BITCOIN_SPENDINGS: readonly Rail[] = [
  { other: '@btc_out', description: 'Withdrawal to wallet', prefix: 'wd', weight: 1 },
];
