import { GoTime } from '../clock/go-time';
import { encodeJson } from '../json/encode';
import type { Encodable } from '../json/values';
import { outboxPayload } from '../posting/postgres-books';
import type { SettledTransaction } from '../posting/records';
import { TRANSACTION_INSERT, transactionValues } from '../posting/rows';
import type { Db } from '../store/db';
import type { SeedIdentity } from './identities';
import type { MemoryBooks, OutboxRecord, StoredBalance } from './memory-books';
import type { SeedLedger, SeedWorld } from './world';

/** One table's worth of rows: the columns with their types, and the values of each row. */
interface Batch {
  readonly table: string;
  readonly columns: string;
  readonly types: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

const CHUNK = 2_000;

/** Writes a seed, table by table, a few thousand rows to a statement. */
export async function writeSeed(tx: Db, { books, ...world }: SeedWorld): Promise<void> {
  const transactions = inTime([...books.transactions.values()]);
  const batches = [
    ledgers(world.ledgers),
    identities(world.identities),
    balances([...books.byId.values()]),
    transactionRows(books, transactions),
    mappings(books),
    outbox(books),
  ];
  for (const batch of batches) await insert(tx, batch);
}

function inTime<T extends { createdAt: GoTime }>(rows: T[]): T[] {
  return rows.sort((a, b) => (a.createdAt.nanos < b.createdAt.nanos ? -1 : 1));
}

async function insert(tx: Db, { table, columns, types, rows }: Batch): Promise<void> {
  const parameters = types.map((type, i) => `$${i + 1}::${type}[]`).join(', ');
  for (let start = 0; start < rows.length; start += CHUNK) {
    const chunk = rows.slice(start, start + CHUNK);
    await tx.query({
      text: `INSERT INTO blnk.${table} (${columns}) SELECT * FROM unnest(${parameters})`,
      values: types.map((_, column) => chunk.map((row) => row[column])),
    });
  }
}

type MetaData = ReadonlyMap<string, string | number> | null;
const document = (metaData: MetaData): string => encodeJson(metaData && new Map(metaData));

function ledgers(all: readonly SeedLedger[]): Batch {
  return {
    table: 'ledgers',
    columns: 'name, ledger_id, created_at, meta_data',
    types: ['text', 'text', 'timestamp', 'jsonb'],
    rows: all.map((ledger) => [
      ledger.name,
      ledger.ledgerId,
      ledger.createdAt.sql,
      document(ledger.metaData),
    ]),
  };
}

function identities(all: readonly SeedIdentity[]): Batch {
  return {
    table: 'identity',
    columns: `identity_id, identity_type, first_name, last_name, other_names, organization_name,
      category, gender, dob, email_address, phone_number, nationality, street, country, state,
      post_code, city, created_at, meta_data`,
    types: [
      ...Array<string>(8).fill('text'),
      'date',
      ...Array<string>(8).fill('text'),
      'timestamp',
      'jsonb',
    ],
    rows: all.map((identity) => [
      identity.identityId,
      identity.identityType,
      identity.firstName,
      identity.lastName,
      identity.otherNames,
      identity.organizationName,
      identity.category,
      identity.gender,
      identity.dob,
      identity.emailAddress,
      identity.phoneNumber,
      identity.identityType === 'individual' ? identity.place.nationality : '',
      identity.street,
      identity.place.country,
      identity.place.state,
      identity.place.postCode,
      identity.place.city,
      identity.createdAt.sql,
      document(identity.metaData),
    ]),
  };
}

function balances(all: StoredBalance[]): Batch {
  return {
    table: 'balances',
    columns: `balance_id, indicator, balance, credit_balance, debit_balance, inflight_balance,
      inflight_credit_balance, inflight_debit_balance, currency, ledger_id, identity_id, created_at,
      meta_data, version, track_fund_lineage, allocation_strategy`,
    types: [
      ...['text', 'text'],
      ...Array<string>(6).fill('numeric'),
      ...['text', 'text', 'text', 'timestamp', 'jsonb', 'integer', 'boolean', 'text'],
    ],
    rows: inTime(all).map((balance) => [
      balance.balanceId,
      balance.indicator || null,
      balance.balance.toString(),
      balance.creditBalance.toString(),
      balance.debitBalance.toString(),
      balance.inflightBalance.toString(),
      balance.inflightCreditBalance.toString(),
      balance.inflightDebitBalance.toString(),
      balance.currency,
      balance.ledgerId,
      balance.identityId || null,
      balance.createdAt.sql,
      document(balance.metaData),
      balance.version,
      balance.trackFundLineage,
      balance.allocationStrategy,
    ]),
  };
}

function transactionRows(books: MemoryBooks, all: readonly SettledTransaction[]): Batch {
  return {
    table: 'transactions',
    columns: TRANSACTION_INSERT,
    types: [
      ...['text', 'text', 'text', 'text', 'numeric', 'numeric', 'bigint', 'text', 'text', 'text'],
      ...['text', 'timestamp', 'jsonb', 'timestamp', 'text', 'timestamp'],
    ],
    rows: all.map((transaction) => {
      const values = transactionValues(transaction);
      values[META_DATA] = metaDataText(books, transaction);
      return values;
    }),
  };
}

/** Where {@link transactionValues} has the metadata. */
const META_DATA = 12;

/** Metadata with the shares that lineage noted, whose amounts keep all their digits. */
function metaDataText(books: MemoryBooks, transaction: SettledTransaction): string {
  const whole = new Map<string, Encodable>(transaction.metaData ?? []);
  for (const [key, shares] of books.patches.get(transaction.transactionId) ?? []) {
    whole.set(
      key,
      shares.map((share) => ({ ...share })),
    );
  }
  return encodeJson(whole);
}

function mappings(books: MemoryBooks): Batch {
  return {
    table: 'lineage_mappings',
    columns:
      'balance_id, provider, shadow_balance_id, aggregate_balance_id, identity_id, created_at',
    types: [...Array<string>(5).fill('text'), 'timestamp'],
    rows: books.mappingRecords.map((mapping) => [
      mapping.balanceId,
      mapping.provider,
      mapping.shadowBalanceId,
      mapping.aggregateBalanceId,
      mapping.identityId,
      new GoTime(mapping.createdAtUs * 1_000n).sql,
    ]),
  };
}

function outbox(books: MemoryBooks): Batch {
  return {
    table: 'lineage_outbox',
    columns: `transaction_id, source_balance_id, destination_balance_id, provider, lineage_type,
      payload, inflight, created_at, status, attempts, last_error, processed_at`,
    types: [
      ...Array<string>(5).fill('text'),
      ...['jsonb', 'boolean', 'timestamp', 'text', 'integer', 'text', 'timestamp'],
    ],
    rows: books.outbox.map((record) => outboxRow(books, record)),
  };
}

function outboxRow(books: MemoryBooks, record: OutboxRecord): unknown[] {
  const { entry } = record;
  return [
    entry.transactionId,
    entry.sourceBalanceId,
    entry.destinationBalanceId,
    entry.provider,
    entry.lineageType,
    encodeJson(outboxPayload(books.transactions.get(entry.transactionId)!)),
    entry.inflight,
    record.createdAt.sql,
    record.status,
    record.attempts,
    record.lastError,
    record.processedAt?.sql ?? null,
  ];
}
