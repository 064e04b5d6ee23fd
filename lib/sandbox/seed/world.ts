import type { GoTime } from '../clock/go-time';
import { NO_FIGURES } from '../money/balance-arithmetic';
import { LEDGERS } from './catalog';
import { PEOPLE, type SeedIdentity, seedIdentities } from './identities';
import { MemoryBooks, type StoredBalance } from './memory-books';
import { NAMED_ORGANIZATIONS } from './organizations';
import { NAMED_PEOPLE } from './people';
import type { SeedCurrency } from './places';
import { SeededRandom } from '@/lib/base/seeded-random';
import { daysBefore, HISTORY_DAYS, type PlannedEvent } from './timeline';

export interface SeedLedger {
  readonly ledgerId: string;
  readonly name: string;
  readonly createdAt: GoTime;
  readonly metaData: ReadonlyMap<string, string | number> | null;
}

/** What a planned balance is made from. */
export interface NewBalance {
  readonly ledger: string;
  readonly currency: SeedCurrency;
  readonly identity: SeedIdentity | null;
  readonly createdAt: GoTime;
  readonly strategy?: string;
  readonly metaData?: StoredBalance['metaData'];
}

/**
 * The seed while it is planned: everything that exists, and what is going to happen. Each part draws
 * from a random stream of its own, so that changing one leaves the ids of the others alone.
 */
export class SeedWorld {
  readonly books: MemoryBooks;
  readonly identities: readonly SeedIdentity[];
  readonly ledgers: readonly SeedLedger[];
  readonly balances: StoredBalance[] = [];
  readonly events: PlannedEvent[] = [];
  /** Identities that own only what a story gives them. */
  readonly reserved: ReadonlySet<string>;
  readonly #ids = new SeededRandom('balance ids');

  /** @param end the present: everything is dated in the two years before it. */
  constructor(readonly end: GoTime) {
    this.books = new MemoryBooks(new SeededRandom('books'), daysBefore(end, HISTORY_DAYS));
    this.ledgers = seedLedgers(end);
    this.identities = seedIdentities(new SeededRandom('identities'), identityTimes(end));
    for (const identity of this.identities)
      this.books.identities.set(identity.identityId, identity);
    const stories = [...storyPeople(this), storyOrganization(this)];
    const told = [...stories, this.named('Jane Doe'), this.named('Max Roe')];
    this.reserved = new Set(told.map((identity) => identity.identityId));
  }

  /** A named person or organisation; the first of that name unless `nth` says otherwise. */
  named(name: string, nth = 0): SeedIdentity {
    const found = this.identities.filter(
      (identity) =>
        identity.organizationName === name || `${identity.firstName} ${identity.lastName}` === name,
    )[nth];
    if (!found) throw new Error(`The seed has no identity ${name} (${nth}).`);
    return found;
  }

  ledgerId(name: string): string {
    const found = this.ledgers.find((ledger) => ledger.name === name);
    if (!found) throw new Error(`The seed has no ledger ${name}.`);
    return found.ledgerId;
  }

  addBalance(from: NewBalance): StoredBalance {
    const balance: StoredBalance = {
      ...NO_FIGURES,
      balanceId: `bln_${this.#ids.uuid()}`,
      indicator: '',
      currency: from.currency,
      identityId: from.identity?.identityId ?? '',
      version: 1,
      trackFundLineage: from.strategy !== undefined,
      allocationStrategy: from.strategy ?? 'FIFO',
      ledgerId: this.ledgerId(from.ledger),
      createdAt: from.createdAt,
      metaData: from.metaData ?? null,
    };
    this.books.add(balance);
    this.balances.push(balance);
    return balance;
  }
}

function seedLedgers(end: GoTime): SeedLedger[] {
  const random = new SeededRandom('ledgers');
  return LEDGERS.map(({ name }, index) => ({
    ledgerId: `ldg_${random.uuid()}`,
    name,
    createdAt: daysBefore(end, HISTORY_DAYS - index * 0.01),
    metaData: name === 'Escrow' ? new Map([['licence', 'NW-ESC-2']]) : null,
  }));
}

/** The named ones were there from the start; the others came over the years. */
function identityTimes(end: GoTime): (index: number) => GoTime {
  const random = new SeededRandom('identity times');
  return (index) => {
    const named =
      index < NAMED_PEOPLE.length + STORY_PEOPLE ||
      (index >= PEOPLE && index < PEOPLE + NAMED_ORGANIZATIONS.length + STORY_ORGANIZATIONS);
    const days = HISTORY_DAYS - 1 - random.fraction() * (named ? 20 : HISTORY_DAYS * 0.8);
    return daysBefore(end, days);
  };
}

/** Identities behind the named ones that only the broken lineages use. */
const STORY_PEOPLE = 6;
const STORY_ORGANIZATIONS = 1;

/** The people of the broken lineages, who own nothing else. */
export function storyPeople(world: SeedWorld): SeedIdentity[] {
  return world.identities.slice(NAMED_PEOPLE.length, NAMED_PEOPLE.length + STORY_PEOPLE);
}

/** The organisation of the broken lineages. */
export function storyOrganization(world: SeedWorld): SeedIdentity {
  return world.identities[PEOPLE + NAMED_ORGANIZATIONS.length]!;
}
