import { GoTime } from '../clock/go-time';
import { TypedError } from '../errors/core-error';
import type { IdentityName } from '../lineage/identifier';
import { NO_FIGURES } from '../money/balance-arithmetic';
import type { Books, LosslessMetaData, Posting } from '../posting/books';
import type {
  BalanceRecord,
  LineageMapping,
  OutboxEntry,
  SettledTransaction,
} from '../posting/records';
import type { SeededRandom } from '@/lib/base/seeded-random';

/** A balance before it is written, with what the posting functions do not need. */
export interface StoredBalance extends BalanceRecord {
  identityId: string;
  readonly ledgerId: string;
  readonly createdAt: GoTime;
  readonly metaData: ReadonlyMap<string, string | number> | null;
}

/** Lineage work and how it went. */
export interface OutboxRecord {
  readonly entry: OutboxEntry;
  readonly createdAt: GoTime;
  status: 'pending' | 'completed' | 'failed';
  attempts: number;
  lastError: string | null;
  processedAt: GoTime | null;
}

const LOOK_NANOS = 1_300_000n;

/**
 * Books that exist in memory only, with a clock and ids of their own: the posting functions and the
 * lineage engine run on them as they run on the database, and what they wrote is stored at once.
 */
export class MemoryBooks implements Books {
  readonly byId = new Map<string, StoredBalance>();
  readonly transactions = new Map<string, SettledTransaction>();
  readonly mappingRecords: LineageMapping[] = [];
  readonly outbox: OutboxRecord[] = [];
  /** What BLNK_FUND_ALLOCATION got, apart from the metadata because its amounts are exact. */
  readonly patches = new Map<string, LosslessMetaData>();
  readonly identities = new Map<string, IdentityName>();
  readonly #byName = new Map<string, StoredBalance>();
  readonly #byReference = new Map<string, SettledTransaction>();

  constructor(
    private readonly random: SeededRandom,
    public clock: GoTime,
  ) {}

  /** Every look at the clock takes a moment, so that what is written one after the other is dated so. */
  now(): GoTime {
    const { nanos } = this.clock;
    this.clock = new GoTime(nanos + LOOK_NANOS);
    return new GoTime(nanos);
  }

  newId(prefix: string): string {
    return `${prefix}_${this.random.uuid()}`;
  }

  locked<T>(_balanceIds: readonly string[], work: () => Promise<T>): Promise<T> {
    return work();
  }

  add(balance: StoredBalance): void {
    this.byId.set(balance.balanceId, balance);
    if (balance.indicator !== '') {
      this.#byName.set(`${balance.indicator}|${balance.currency}`, balance);
    }
  }

  async balance(balanceId: string): Promise<BalanceRecord | null> {
    const found = this.byId.get(balanceId);
    return found ? { ...found } : null;
  }

  async balances(balanceIds: readonly string[]): Promise<Map<string, BalanceRecord>> {
    const found = balanceIds.flatMap((id) => this.byId.get(id) ?? []);
    return new Map(found.map((balance) => [balance.balanceId, { ...balance }]));
  }

  async balanceByIndicator(indicator: string, currency: string): Promise<BalanceRecord | null> {
    const found = this.#byName.get(`${indicator}|${currency}`);
    return found ? { ...found } : null;
  }

  async createByIndicator(indicator: string, currency: string): Promise<void> {
    this.add({
      ...NO_FIGURES,
      balanceId: this.newId('bln'),
      indicator,
      currency,
      identityId: '',
      version: 1,
      trackFundLineage: false,
      allocationStrategy: 'FIFO',
      ledgerId: 'general_ledger_id',
      createdAt: this.now(),
      metaData: null,
    });
  }

  async identityName(identityId: string): Promise<IdentityName | null> {
    return this.identities.get(identityId) ?? null;
  }

  async post({ transaction, source, destination, outbox }: Posting): Promise<void> {
    for (const balance of [source, destination]) this.#update(balance);
    await this.storeOnly(transaction);
    if (outbox === null) return;
    this.outbox.push({
      entry: outbox,
      createdAt: this.now(),
      status: 'pending',
      attempts: 0,
      lastError: null,
      processedAt: null,
    });
  }

  #update(balance: BalanceRecord): void {
    const stored = this.byId.get(balance.balanceId);
    if (!stored || stored.version !== balance.version) {
      throw new TypedError('GEN_CONFLICT', `Optimistic locking failure: ${balance.balanceId}`);
    }
    Object.assign(stored, {
      balance: balance.balance,
      creditBalance: balance.creditBalance,
      debitBalance: balance.debitBalance,
      inflightBalance: balance.inflightBalance,
      inflightCreditBalance: balance.inflightCreditBalance,
      inflightDebitBalance: balance.inflightDebitBalance,
      version: balance.version + 1,
    });
  }

  async storeOnly(transaction: SettledTransaction): Promise<void> {
    const stored = { ...transaction };
    this.transactions.set(transaction.transactionId, stored);
    this.#byReference.set(transaction.reference, stored);
  }

  async transaction(transactionId: string): Promise<SettledTransaction | null> {
    const found = this.transactions.get(transactionId);
    return found ? { ...found } : null;
  }

  async hasReference(reference: string): Promise<boolean> {
    return this.#byReference.has(reference);
  }

  async amountOfReference(reference: string): Promise<bigint | null> {
    return this.#byReference.get(reference)?.preciseAmount ?? null;
  }

  async mergeMetaData(transactionId: string, patch: LosslessMetaData): Promise<void> {
    this.patches.set(transactionId, patch);
  }

  async mappings(balanceId: string): Promise<LineageMapping[]> {
    return this.mappingRecords.filter((mapping) => mapping.balanceId === balanceId);
  }

  async hasMapping(balanceId: string, provider: string): Promise<boolean> {
    return this.#mappingAt(balanceId, provider) >= 0;
  }

  async saveMapping(mapping: Omit<LineageMapping, 'createdAtUs'>): Promise<void> {
    const at = this.#mappingAt(mapping.balanceId, mapping.provider);
    const old = this.mappingRecords[at];
    if (old) {
      const { shadowBalanceId, aggregateBalanceId } = mapping;
      this.mappingRecords[at] = { ...old, shadowBalanceId, aggregateBalanceId };
    } else {
      this.mappingRecords.push({ ...mapping, createdAtUs: this.now().nanos / 1000n });
    }
  }

  #mappingAt(balanceId: string, provider: string): number {
    return this.mappingRecords.findIndex(
      (mapping) => mapping.balanceId === balanceId && mapping.provider === provider,
    );
  }

  async hasPendingCredit(balanceId: string): Promise<boolean> {
    return this.outbox.some(
      ({ entry, status }) =>
        status === 'pending' &&
        entry.destinationBalanceId === balanceId &&
        entry.lineageType !== 'debit',
    );
  }
}
