import { type ServerResponse } from 'node:http';
import { answerJson, startTinyServer, type TinyServer } from './tiny-server';

/** A balance that this Core knows. What is left out is as plain as can be. */
export type ListRow = {
  id: string;
  createdAt: string;
  ledgerId?: string;
  identityId?: string;
  currency?: string;
  minor?: bigint;
  tracked?: boolean;
};
type Row = ListRow;
type Condition = { field: string; operator: string; value?: string; values?: string[] };
type FilterRequest = {
  filters: Condition[];
  sort_by?: string;
  sort_order?: 'asc' | 'desc';
  limit?: number;
  offset?: number;
};

/**
 * A Core that only reads: balances by filter, list and id, names of identities (`Name of idt_…`) and
 * ledgers, with the order of the real one (contract 4.5): a single sort
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
    const [, room = '', id] = pathname.split('/');
    if (method === 'POST' && options.readOnly) {
      const message = 'Insufficient permissions for balances:write';
      const error_detail = { code: 'AUTH_INSUFFICIENT_PERMISSIONS', message };
      return answerJson(response, { error: message, error_detail }, { status: 403 });
    }
    if (room !== 'balances') return answerNames(room, body, response);
    if (id && id !== 'filter') {
      return answerOne(
        rows.find((row) => row.id === id),
        response,
      );
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
    answerJson(response, page.length ? text(page.map(({ row }) => wire(row))) : 'null');
  });
}

function answerOne(row: Row | undefined, response: ServerResponse): void {
  if (row) {
    const trait = { track_fund_lineage: row.tracked ?? false, allocation_strategy: 'LIFO' };
    return answerJson(response, text({ ...wire(row), version: 1, ...trait }));
  }
  const error_detail = { code: 'BAL_NOT_FOUND', message: 'not found', details: {} };
  answerJson(response, { error: 'not found', error_detail }, { status: 404 });
}

function answerNames(room: string, body: string, response: ServerResponse): void {
  const { filters } = JSON.parse(body || '{"filters":[]}') as FilterRequest;
  const ids = filters.flatMap(({ values }) => values ?? []);
  const named = ids.map((id) =>
    room === 'ledgers'
      ? { ledger_id: id, name: `Name of ${id}`, created_at: 'T', meta_data: null }
      : {
          identity_id: id,
          first_name: 'Name of',
          last_name: id,
          identity_type: 'individual',
          created_at: 'T',
        },
  );
  answerJson(response, named);
}

/** JSON with bare digits, as Core writes amounts. */
function text(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'bigint' ? `bigint:${item}` : item,
  ).replace(/"bigint:(-?\d+)"/g, '$1');
}

function ofQuery(query: URLSearchParams): FilterRequest {
  const filters: Condition[] = [];
  for (const [name, value] of query) {
    const [, field, operator] = /^(.+)_([a-z]+)$/.exec(name) ?? [];
    if (field && operator) filters.push({ field, operator, value });
  }
  return { filters, limit: Number(query.get('limit') ?? 10) };
}

function ownValue(row: Row, field: string): string {
  switch (field) {
    case 'created_at':
      return row.createdAt;
    case 'balance_id':
      return row.id;
    case 'ledger_id':
      return row.ledgerId ?? 'ldg_1';
    case 'identity_id':
      return row.identityId ?? '';
    case 'currency':
      return row.currency ?? 'USD';
    default:
      throw new Error(`This Core does not know ${field}.`);
  }
}

function holds(row: Row, { field, operator, value = '', values = [] }: Condition): boolean {
  const own = ownValue(row, field);
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

function wire(row: Row) {
  return {
    balance: row.minor ?? 0n,
    version: 0,
    inflight_balance: 0,
    credit_balance: 0,
    inflight_credit_balance: 0,
    debit_balance: 0,
    inflight_debit_balance: 0,
    ledger_id: row.ledgerId ?? 'ldg_1',
    identity_id: row.identityId ?? '',
    balance_id: row.id,
    currency: row.currency ?? 'USD',
    created_at: row.createdAt,
    inflight_expires_at: '0001-01-01T00:00:00Z',
    meta_data: null,
    track_fund_lineage: false,
  };
}
