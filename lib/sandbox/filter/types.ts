import type { GoTime } from '../clock/go-time';
import type { GoAny } from '../json/values';

/** A date or time given in a query, with how exactly it was given. */
export class Moment {
  constructor(
    readonly time: GoTime,
    readonly precision: Precision,
  ) {}
}

export type Precision = 'microseconds' | 'milliseconds' | 'second' | 'minute' | 'hour' | 'day';

/** What a filter compares with: whole numbers stay exact only in queries; a body's numbers are float64. */
export type FilterValue = GoAny | bigint | Moment;

export interface Filter {
  readonly field: string;
  /** One of OPERATORS, unless a body says otherwise. */
  readonly operator: string;
  readonly value: FilterValue;
  readonly values: readonly FilterValue[];
}

export interface FilterSet {
  readonly filters: readonly Filter[];
  readonly logic: 'and' | 'or';
}

export interface ListOptions {
  /** A field that may be filtered, or '' for the time of creation. */
  readonly sortBy: string;
  readonly ascending: boolean;
  readonly includeCount: boolean;
}

export type FilterTable = 'transactions' | 'balances' | 'ledgers' | 'identity' | 'accounts';

/** The operators, in the order in which Core's messages name them. */
export const OPERATORS = [
  'eq',
  'ne',
  'gt',
  'gte',
  'lt',
  'lte',
  'in',
  'between',
  'like',
  'ilike',
  'isnull',
  'isnotnull',
] as const;

/** The fields of each table that may be filtered and sorted by (contract 4.3). */
export const FIELDS: Readonly<Record<FilterTable, ReadonlySet<string>>> = {
  transactions: new Set([
    'transaction_id',
    'parent_transaction',
    'amount',
    'currency',
    'source',
    'destination',
    'balance_id',
    'reference',
    'status',
    'created_at',
    'effective_date',
    'indicator',
    'description',
    'precision',
    'meta_data',
  ]),
  balances: new Set([
    'balance_id',
    'ledger_id',
    'identity_id',
    'indicator',
    'currency',
    'balance',
    'credit_balance',
    'debit_balance',
    'inflight_balance',
    'inflight_credit_balance',
    'inflight_debit_balance',
    'created_at',
    'meta_data',
  ]),
  ledgers: new Set(['ledger_id', 'name', 'created_at', 'meta_data']),
  identity: new Set([
    'identity_id',
    'first_name',
    'last_name',
    'other_names',
    'gender',
    'dob',
    'email_address',
    'phone_number',
    'nationality',
    'street',
    'country',
    'state',
    'organization_name',
    'category',
    'identity_type',
    'post_code',
    'city',
    'created_at',
    'meta_data',
  ]),
  accounts: new Set([
    'account_id',
    'name',
    'number',
    'bank_name',
    'currency',
    'ledger_id',
    'identity_id',
    'balance_id',
    'created_at',
    'meta_data',
  ]),
};
