import type { SeededRandom } from '@/lib/base/seeded-random';
import { NO_FIGURES, type Figures } from './amounts';
import { GENERAL_LEDGER, type BulkBalance } from './books';

/** The other side of everything, one balance for each currency. */
export class WorldBalances {
  readonly #totals: Map<string, Figures>;

  constructor(currencies: readonly string[]) {
    this.#totals = new Map(currencies.map((currency) => [currency, NO_FIGURES]));
  }

  get count(): number {
    return this.#totals.size;
  }

  /** Takes the other side of what a balance has seen. */
  note({ currency, credit, debit, inflightCredit, inflightDebit }: BulkBalance): void {
    const total = this.#totals.get(currency)!;
    this.#totals.set(currency, {
      credit: total.credit + debit,
      debit: total.debit + credit,
      inflightCredit: total.inflightCredit + inflightDebit,
      inflightDebit: total.inflightDebit + inflightCredit,
    });
  }

  *rows(random: SeededRandom, createdAtUs: number): Generator<BulkBalance> {
    for (const [currency, figures] of this.#totals) {
      yield {
        ...figures,
        balanceId: `bln_${random.uuid()}`,
        indicator: '@World',
        currency,
        ledgerId: GENERAL_LEDGER,
        identityId: null,
        createdAtUs,
        metaData: 'null',
        version: 2,
        tracked: false,
        strategy: 'FIFO',
      };
    }
  }
}
