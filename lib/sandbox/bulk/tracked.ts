import {
  aggregateIndicator,
  lineageIdentifier,
  shadowIndicator,
  type IdentityName,
} from '../lineage/identifier';
import type { SeededRandom } from '@/lib/base/seeded-random';
import { bulkShare, NO_FIGURES, type Figures } from './amounts';
import { GENERAL_LEDGER, type BulkBalance } from './books';

/** What Core remembers of one provider's funds in one balance. */
export interface BulkMapping {
  readonly balanceId: string;
  readonly provider: string;
  readonly shadowBalanceId: string;
  readonly aggregateBalanceId: string;
  readonly identityId: string;
  readonly createdAtUs: number;
}

const PROVIDERS = ['stripe', 'paystack', 'wise'] as const;
const STRATEGIES = ['FIFO', 'LIFO', 'PROPORTIONAL'] as const;

/** Balances whose funds are followed, with the balances in the general ledger that follow them (contract 5). */
export class TrackedBalances {
  readonly mappings: BulkMapping[] = [];
  readonly #random: SeededRandom;
  /** Aggregates by name and currency: names of two owners may coincide, and then Core would mix their funds. */
  readonly #taken = new Set<string>();

  constructor(random: SeededRandom) {
    this.#random = random;
  }

  /**
   * The balance as tracked, then its shadows and their aggregate; the balance alone when there is no
   * room for so many rows or the owner has a tracked balance in this currency.
   */
  expand(balance: BulkBalance, owner: IdentityName, room: number): BulkBalance[] {
    const identifier = lineageIdentifier(owner);
    const name = `${aggregateIndicator(identifier)} ${balance.currency}`;
    const strategy = this.#random.pick(STRATEGIES);
    const parts = split(balance.credit, this.#random.between(1, PROVIDERS.length), this.#random);
    if (this.#taken.has(name) || room < parts.length + 2) return [balance];
    this.#taken.add(name);
    const providers = this.#random.shuffled(PROVIDERS).slice(0, parts.length);
    const spent = spend(balance.debit, parts, strategy === 'LIFO');
    const shadows = providers.map((provider, index) =>
      this.#general(balance, shadowIndicator(provider, identifier), {
        ...NO_FIGURES,
        debit: parts[index]!,
        credit: spent[index]!,
      }),
    );
    const { credit, debit } = balance;
    const aggregate = this.#general(balance, aggregateIndicator(identifier), {
      ...NO_FIGURES,
      credit,
      debit,
    });
    for (const [index, provider] of providers.entries()) {
      this.mappings.push({
        balanceId: balance.balanceId,
        provider,
        shadowBalanceId: shadows[index]!.balanceId,
        aggregateBalanceId: aggregate.balanceId,
        identityId: owner.identityId,
        // When a provider first paid in decides the order of FIFO and LIFO.
        createdAtUs: balance.createdAtUs + index * 1000,
      });
    }
    return [{ ...balance, tracked: true, strategy }, ...shadows, aggregate];
  }

  #general(of: BulkBalance, indicator: string, figures: Figures): BulkBalance {
    return {
      ...of,
      ...figures,
      balanceId: `bln_${this.#random.uuid()}`,
      indicator,
      ledgerId: GENERAL_LEDGER,
      identityId: null,
      metaData: 'null',
    };
  }
}

/** An amount in at most `count` parts, none of them nothing. */
function split(amount: bigint, count: number, random: SeededRandom): bigint[] {
  const parts: bigint[] = [];
  let rest = amount;
  for (let index = 1; index < count; index++) {
    const part = bulkShare(rest, random);
    parts.push(part);
    rest -= part;
  }
  return [...parts, rest].filter((part) => part > 0n);
}

/** What was spent of each part, one after the other: from the first on, or from the last. */
function spend(amount: bigint, parts: readonly bigint[], lastFirst: boolean): bigint[] {
  let rest = amount;
  const take = (part: bigint) => {
    const taken = rest < part ? rest : part;
    rest -= taken;
    return taken;
  };
  return lastFirst ? [...parts].reverse().map(take).reverse() : parts.map(take);
}
