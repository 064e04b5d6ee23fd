import 'server-only';
import { filterLedgers, type LedgerCondition } from '@/lib/core/endpoints/ledgers';
import { MAX_ROWS } from '@/lib/core/endpoints/filter';
import { type ReadOptions } from '@/lib/core/request';
import { GENERAL_LEDGER_ID } from '@/lib/core/schemas/balance';
import { type Ledger } from '@/lib/core/schemas/ledger';

/**
 * Ledgers by id, or with the words in their names, newest first. An installation has few ledgers, so
 * the newest 100 are read and looked through here; where there are more, those whose name begins like
 * that are asked for as well. A leading wildcard would read the whole table.
 * @throws CoreError
 */
export async function findLedgers(
  query: { q: string; limit: number },
  options?: ReadOptions,
): Promise<Ledger[]> {
  const q = query.q.trim();
  const ask = (conditions: LedgerCondition[]) =>
    filterLedgers(
      { conditions, sort: { by: 'created_at', order: 'desc' }, limit: MAX_ROWS },
      options,
    );
  if (q.startsWith('ldg_') || q === GENERAL_LEDGER_ID) {
    return ask([{ field: 'ledger_id', operator: 'eq', value: q }]);
  }
  const newest = await ask([]);
  const words = q.toLowerCase().split(/\s+/);
  const found = newest.filter(({ name }) =>
    words.every((word) => name.toLowerCase().includes(word)),
  );
  if (q !== '' && newest.length >= MAX_ROWS && found.length < query.limit) {
    const begins = `${q.replace(/[\\%_]/g, '\\$&')}%`;
    found.push(...(await ask([{ field: 'name', operator: 'ilike', value: begins }])));
  }
  const once = new Map(found.map((ledger) => [ledger.ledgerId, ledger]));
  return [...once.values()].slice(0, query.limit);
}
