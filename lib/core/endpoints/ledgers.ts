import 'server-only';
import { type SendResult } from '@/lib/base/send-result';
import { readCore, writeCore, type ReadOptions, type WriteOptions } from '../request';
import { listOf } from '../schemas/common';
import { ledger, type Ledger } from '../schemas/ledger';
import { type CreatedByField } from './created-by';
import { type Condition, type Filter } from './filter';
import { rowsAt } from './rows';

export type LedgerField = 'ledger_id' | 'name' | 'created_at' | CreatedByField;
export type LedgerSort = 'ledger_id' | 'created_at';
export type LedgerFilter = Filter<LedgerField, LedgerSort>;
export type LedgerCondition = Condition<LedgerField>;

const rows = listOf(ledger);

/** @throws CoreError `not_found` when Core does not know it. */
export function getLedger(ledgerId: string, options?: ReadOptions): Promise<Ledger> {
  return readCore(
    { method: 'GET', path: `/ledgers/${encodeURIComponent(ledgerId)}` },
    ledger,
    options,
  );
}

/** Ledgers by Core's filter language, or by its GET list for a key that may only read. */
export async function filterLedgers(
  filter: LedgerFilter,
  options?: ReadOptions,
): Promise<Ledger[]> {
  return (await rowsAt({ resource: 'ledgers', filter, schema: rows }, options)).data;
}

/** Creates a ledger. Not idempotent, and names are not unique: sent twice, it exists twice. */
export function createLedger(
  input: { name: string; metaData?: Record<string, unknown> },
  options?: WriteOptions,
): Promise<SendResult> {
  const body = { name: input.name, meta_data: input.metaData };
  return writeCore({ method: 'POST', path: '/ledgers', body }, options);
}

/** Renames a ledger; safe to send again. Core's metadata of it stays as it is (contract 3.1). */
export function renameLedger(
  change: { ledgerId: string; name: string },
  options?: WriteOptions,
): Promise<SendResult> {
  return writeCore(
    {
      method: 'PUT',
      path: `/ledgers/${encodeURIComponent(change.ledgerId)}`,
      body: { name: change.name },
    },
    options,
  );
}
