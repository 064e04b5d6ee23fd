import type { BulkRow } from './books';

export type BulkTable = BulkRow['table'];
type RowOf<Table extends BulkTable> = Extract<BulkRow, { table: Table }>['row'];

interface Column<Row> {
  readonly name: string;
  readonly type: 'text' | 'numeric' | 'timestamp' | 'date' | 'jsonb' | 'integer' | 'boolean';
  readonly value: (row: Row) => string | number | boolean | null;
}

const text = <Row>(name: string, value: (row: Row) => string | null): Column<Row> => ({
  name,
  type: 'text',
  value,
});
const numeric = <Row>(name: string, value: (row: Row) => bigint): Column<Row> => ({
  name,
  type: 'numeric',
  value: (row) => value(row).toString(),
});
const createdAt: Column<{ readonly createdAtUs: number }> = {
  name: 'created_at',
  type: 'timestamp',
  value: ({ createdAtUs }) => moment(createdAtUs),
};
const json = <Row>(value: (row: Row) => string): Column<Row> => ({
  name: 'meta_data',
  type: 'jsonb',
  value,
});
const empty = (name: string) => text<RowOf<'identity'>>(name, () => '');

/** Microseconds since 1970, as PostgreSQL reads a time; exact, because they stay below 2^53. */
function moment(us: number): string {
  const ms = Math.floor(us / 1000);
  return `${new Date(ms).toISOString().slice(0, -1)}${String(us - ms * 1000).padStart(3, '0')}`;
}

/** What is written of each row; figures that follow from others are worked out here. */
export const COLUMNS: { readonly [Table in BulkTable]: readonly Column<RowOf<Table>>[] } = {
  ledgers: [
    text('ledger_id', (row) => row.ledgerId),
    text('name', (row) => row.name),
    createdAt,
    json(() => 'null'),
  ],
  identity: [
    text('identity_id', (row) => row.identityId),
    text('identity_type', (row) => row.identityType),
    text('first_name', (row) => row.firstName),
    text('last_name', (row) => row.lastName),
    text('organization_name', (row) => row.organizationName),
    text('email_address', (row) => row.emailAddress),
    text('country', (row) => row.country),
    ...['category', 'other_names', 'gender', 'phone_number', 'nationality'].map(empty),
    ...['street', 'state', 'post_code', 'city'].map(empty),
    // Go's zero time, which Core stores for a birth date that was not given.
    { name: 'dob', type: 'date', value: () => '0001-01-01' },
    createdAt,
    json(() => 'null'),
  ],
  balances: [
    text('balance_id', (row) => row.balanceId),
    text('indicator', (row) => row.indicator),
    numeric('balance', (row) => row.credit - row.debit),
    numeric('credit_balance', (row) => row.credit),
    numeric('debit_balance', (row) => row.debit),
    numeric('inflight_balance', (row) => row.inflightCredit - row.inflightDebit),
    numeric('inflight_credit_balance', (row) => row.inflightCredit),
    numeric('inflight_debit_balance', (row) => row.inflightDebit),
    text('currency', (row) => row.currency),
    text('ledger_id', (row) => row.ledgerId),
    text('identity_id', (row) => row.identityId),
    createdAt,
    json((row) => row.metaData),
    { name: 'version', type: 'integer', value: (row) => row.version },
    { name: 'track_fund_lineage', type: 'boolean', value: (row) => row.tracked },
    text('allocation_strategy', (row) => row.strategy),
  ],
  lineage_mappings: [
    text('balance_id', (row) => row.balanceId),
    text('provider', (row) => row.provider),
    text('shadow_balance_id', (row) => row.shadowBalanceId),
    text('aggregate_balance_id', (row) => row.aggregateBalanceId),
    text('identity_id', (row) => row.identityId),
    createdAt,
  ],
};
