import { answerJson, startTinyServer, type TinyServer } from './tiny-server';

type Row = { id: string; createdAt: string };
type Condition = { field: string; operator: string; value?: string; values?: string[] };
type FilterRequest = {
  filters: Condition[];
  sort_by?: string;
  sort_order?: 'asc' | 'desc';
  limit?: number;
  offset?: number;
};

/**
 * A Core that only lists balances, with the order of the real one (contract 4.5): a single sort
 * column and no tie-breaker, so that rows with equal keys come in another order at every question. A
 * key that may only read is refused the filters.
 */
export async function startListCore(
  rows: readonly Row[],
  options: { readOnly?: boolean } = {},
): Promise<TinyServer> {
  let turn = 0;
  return startTinyServer(({ method, url, body }, response) => {
    const { pathname, searchParams } = new URL(url, 'http://core');
    if (pathname !== '/balances' && pathname !== '/balances/filter')
      return answerJson(response, 'null');
    if (method === 'POST' && options.readOnly) {
      const message = 'Insufficient permissions for balances:write';
      const error_detail = { code: 'AUTH_INSUFFICIENT_PERMISSIONS', message };
      return answerJson(response, { error: message, error_detail }, { status: 403 });
    }
    const request = method === 'POST' ? (JSON.parse(body) as FilterRequest) : ofQuery(searchParams);
    const { sort_by: by = 'created_at', sort_order: order = 'desc' } = request;
    const key = (row: Row) => (by === 'created_at' ? row.createdAt : row.id);
    turn += 1;
    const shuffled = rows.map((row, i) => ({ row, luck: (i * 7919 + turn * 104729) % 1000003 }));
    const sorted = shuffled
      .filter(({ row }) => request.filters.every((condition) => holds(row, condition)))
      .sort((a, b) => {
        const [x, y] = [key(a.row), key(b.row)];
        const up = x < y ? -1 : x > y ? 1 : 0;
        return (order === 'asc' ? up : -up) || a.luck - b.luck;
      });
    const start = request.offset ?? 0;
    const page = sorted.slice(start, start + (request.limit ?? 20));
    answerJson(response, page.length ? page.map(({ row }) => wire(row)) : 'null');
  });
}

function ofQuery(query: URLSearchParams): FilterRequest {
  const filters: Condition[] = [];
  for (const [name, value] of query) {
    const [, field, operator] = /^(.+)_([a-z]+)$/.exec(name) ?? [];
    if (field && operator) filters.push({ field, operator, value });
  }
  return { filters, limit: Number(query.get('limit') ?? 10) };
}

function holds(row: Row, { field, operator, value = '', values = [] }: Condition): boolean {
  const own = field === 'created_at' ? row.createdAt : field === 'balance_id' ? row.id : 'ldg_1';
  switch (operator) {
    case 'eq':
      return own === value;
    case 'ne':
      return own !== value;
    case 'lt':
      return own < value;
    case 'lte':
      return own <= value;
    case 'gt':
      return own > value;
    case 'gte':
      return own >= value;
    case 'in':
      return values.includes(own);
    default:
      throw new Error(`This Core does not know ${operator}.`);
  }
}

function wire({ id, createdAt }: Row) {
  return {
    balance: 0,
    version: 0,
    inflight_balance: 0,
    credit_balance: 0,
    inflight_credit_balance: 0,
    debit_balance: 0,
    inflight_debit_balance: 0,
    ledger_id: 'ldg_1',
    identity_id: '',
    balance_id: id,
    currency: 'USD',
    created_at: createdAt,
    inflight_expires_at: '0001-01-01T00:00:00Z',
    meta_data: null,
    track_fund_lineage: false,
  };
}
