import { SeededRandom } from '@/lib/base/seeded-random';
import { bulkFigures, NO_FIGURES, type Figures } from './amounts';
import { bulkIdentity, type BulkIdentity } from './identities';
import { TrackedBalances, type BulkMapping } from './tracked';
import { WorldBalances } from './world-balances';

export interface BulkLedger {
  readonly ledgerId: string;
  readonly name: string;
  readonly createdAtUs: number;
}

export interface BulkBalance extends Figures {
  readonly balanceId: string;
  readonly indicator: string | null;
  readonly currency: string;
  readonly ledgerId: string;
  readonly identityId: string | null;
  readonly createdAtUs: number;
  /** JSON text; `null` is what Core stores for a balance made without any. */
  readonly metaData: string;
  readonly version: number;
  readonly tracked: boolean;
  readonly strategy: 'FIFO' | 'LIFO' | 'PROPORTIONAL';
}

export type BulkRow =
  | { readonly table: 'ledgers'; readonly row: BulkLedger }
  | { readonly table: 'identity'; readonly row: BulkIdentity }
  | { readonly table: 'balances'; readonly row: BulkBalance }
  | { readonly table: 'lineage_mappings'; readonly row: BulkMapping };

export interface BulkSize {
  /** How many balances there are in the end, those of the general ledger included; 1,000 or more. */
  readonly balances: number;
  /** The same seed gives the same rows. */
  readonly seed: string;
}

export const GENERAL_LEDGER = 'general_ledger_id';

/** By how often a balance is held in it. PTS are a house's own points, which no list of currencies knows. */
export const CURRENCIES: readonly (readonly [string, number])[] = [
  ...([
    ['USD', 300],
    ['NGN', 220],
    ['EUR', 180],
    ['GBP', 80],
    ['KES', 60],
    ['GHS', 40],
  ] as const),
  ...([
    ['JPY', 30],
    ['BRL', 25],
    ['KWD', 15],
    ['USDC', 15],
    ['BTC', 10],
    ['ETH', 10],
  ] as const),
  ...([
    ['ZAR', 8],
    ['INR', 4],
    ['PTS', 2],
    ['CLF', 1],
  ] as const),
];

/** All of it lies in three years before this moment: fixed, so that two databases get the same rows. */
const END_US = Date.parse('2026-06-30T12:00:00Z') * 1000;
const SPAN_US = 3 * 365 * 86_400_000_000;

const IDENTITIES_PER_BALANCE = 0.5;
/** One large customer for so many balances; together they hold `LARGE_SHARE` of all. */
const BALANCES_PER_LARGE = 100_000;
const LARGE_SHARE = 0.04;
const WITHOUT_OWNER = 0.04;
const TRACKED = 0.01;
/** How often a balance is made in the same microsecond as the one before, as by an import. */
const TIES = 0.05;

/**
 * The rows of a house with very many balances, in the order in which they are to be written: ledgers,
 * identities, balances (oldest first), mappings of lineage. Every balance is credit − debit, also in
 * flight, and every currency comes to nothing, because `@World` has the other side. There are no
 * transactions behind the figures.
 */
export function* bulkRows({ balances, seed }: BulkSize): Generator<BulkRow> {
  const random = new SeededRandom(`bulk ${seed}`);
  const ledgers = makeLedgers(balances, random);
  for (const row of ledgers) yield { table: 'ledgers', row };
  const identities: BulkIdentity[] = [];
  const people = Math.max(1, Math.floor(balances * IDENTITIES_PER_BALANCE));
  for (let index = 0; index < people; index++) {
    const row = bulkIdentity(random, timeAt(index / people));
    identities.push(row);
    yield { table: 'identity', row };
  }
  const tracked = new TrackedBalances(random);
  const world = new WorldBalances(CURRENCIES.map(([currency]) => currency));
  for (const row of makeBalances({ balances, random, ledgers, identities, tracked, world })) {
    yield { table: 'balances', row };
  }
  for (const row of tracked.mappings) yield { table: 'lineage_mappings', row };
}

function timeAt(fraction: number): number {
  return END_US - SPAN_US + Math.floor(SPAN_US * fraction);
}

/** A few dozen ledgers, of which the first few hold most. */
function makeLedgers(balances: number, random: SeededRandom): BulkLedger[] {
  const count = Math.min(40, Math.max(4, Math.round(Math.sqrt(balances) / 25)));
  return Array.from({ length: count }, (_, index) => ({
    ledgerId: `ldg_${random.uuid()}`,
    name: `Customer accounts ${String(index + 1).padStart(2, '0')}`,
    createdAtUs: timeAt(0),
  }));
}

interface Making {
  readonly balances: number;
  readonly random: SeededRandom;
  readonly ledgers: readonly BulkLedger[];
  readonly identities: readonly BulkIdentity[];
  readonly tracked: TrackedBalances;
  readonly world: WorldBalances;
}

function* makeBalances(making: Making): Generator<BulkBalance> {
  const { balances, random, ledgers, tracked, world } = making;
  const byRank = ledgers.map(({ ledgerId }, rank) => [ledgerId, 1 / (rank + 1)] as const);
  const ordinary = balances - world.count;
  const stepUs = Math.floor(SPAN_US / balances);
  let slot = 0;
  let createdAtUs = timeAt(0);
  for (let made = 0; made < ordinary;) {
    if (!random.chance(TIES)) {
      slot = made;
      createdAtUs = timeAt(slot / balances) + random.between(0, stepUs - 1);
    }
    const owner = ownerAt(making, slot / balances);
    const balance: BulkBalance = {
      ...bulkFigures(random),
      balanceId: `bln_${random.uuid()}`,
      indicator: null,
      // Each currency is used at least once, so that its @World has something to balance.
      currency: CURRENCIES[made]?.[0] ?? random.weighted(CURRENCIES),
      ledgerId: random.weighted(byRank),
      identityId: owner?.identityId ?? null,
      createdAtUs,
      metaData: random.chance(0.5) ? 'null' : `{"branch": "branch_${random.between(1, 60)}"}`,
      version: 1,
      tracked: false,
      strategy: 'FIFO',
    };
    const room = ordinary - made;
    const wanted = owner !== null && balance.credit > balance.debit && random.chance(TRACKED);
    for (const row of wanted ? tracked.expand(balance, owner, room) : [balance]) {
      const stored = { ...row, version: versionOf(row, random) };
      world.note(stored);
      yield stored;
      made += 1;
    }
  }
  yield* world.rows(random, createdAtUs);
}

/** Somebody who was there already. Who came early has had more time to open balances. */
function ownerAt({ balances, random, identities }: Making, fraction: number): BulkIdentity | null {
  const known = Math.max(1, Math.floor(identities.length * fraction));
  const kind = random.fraction();
  if (kind < WITHOUT_OWNER) return null;
  if (kind >= WITHOUT_OWNER + LARGE_SHARE) return identities[random.between(0, known - 1)]!;
  const large = Math.max(1, Math.floor(balances / BALANCES_PER_LARGE));
  // Squared, so that the first of them has several times what the last one has.
  return identities[Math.min(Math.floor(large * random.fraction() ** 2), known - 1)]!;
}

/** Every movement adds one; a balance that was never used has the first. */
function versionOf(figures: Figures, random: SeededRandom): number {
  const used = (Object.keys(NO_FIGURES) as (keyof Figures)[]).filter((name) => figures[name] > 0n);
  return used.length === 0 ? 1 : 1 + used.length + random.between(0, 40);
}
