import type { Store } from '../store/db';
import type { send } from '../recordings/talk';

export type Request = Omit<Parameters<typeof send>[1], 'headers'>;

/** One kind of question, asked about another balance each time. */
export interface Question {
  readonly name: string;
  readonly request: (about: Sample) => Request;
}

/** A balance that questions are about. */
export interface Sample {
  readonly balance_id: string;
  readonly identity_id: string;
  readonly currency: string;
  readonly ledger_id: string;
  readonly created_at: string;
}

const PAGE = 100;

/** A page of the list, newest first, of the balances that hold one condition. */
function page(field: keyof Sample, operator: 'eq' | 'lt') {
  return (about: Sample): Request => ({
    method: 'POST',
    path: '/balances/filter',
    body: JSON.stringify({
      filters: [{ field, operator, value: about[field] }],
      sort_by: 'created_at',
      sort_order: 'desc',
      limit: PAGE,
    }),
  });
}

/** What a back office asks all day. */
export const QUESTIONS: readonly Question[] = [
  {
    name: 'read-by-id',
    request: (about) => ({ method: 'GET', path: `/balances/${about.balance_id}`, body: undefined }),
  },
  { name: 'keyset-page', request: page('created_at', 'lt') },
  { name: 'filter-by-identity', request: page('identity_id', 'eq') },
  { name: 'filter-by-currency', request: page('currency', 'eq') },
  { name: 'filter-by-ledger', request: page('ledger_id', 'eq') },
];

/** Balances to ask about, spread evenly over the whole table; large owners come up as often as they own. */
export async function samples(store: Store, count: number): Promise<Sample[]> {
  const { rows } = await store.query<{ least: number; most: number }>({
    text: 'SELECT min(id) AS least, max(id) AS most FROM blnk.balances',
  });
  const { least, most } = rows[0]!;
  const found = await store.query<Sample>({
    text: `SELECT balance_id, identity_id, currency, ledger_id, created_at FROM blnk.balances
      WHERE id = ANY ($1) AND identity_id IS NOT NULL ORDER BY md5(balance_id)`,
    values: [
      Array.from({ length: count }, (_, i) => least + Math.floor(((most - least) * i) / count)),
    ],
  });
  return found.rows;
}
