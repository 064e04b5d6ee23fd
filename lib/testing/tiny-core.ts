import { type ServerResponse } from 'node:http';
import { connectCore } from '@/lib/core/connection';
import { answerJson, startTinyServer, type SeenRequest, type TinyServer } from './tiny-server';

type Json = Record<string, unknown>;

/** What a test's Core knows, as Core writes it. Change it freely between requests. */
export type TinyCore = {
  server: TinyServer;
  balances: Map<string, Json>;
  identities: Map<string, Json>;
  /** Lineage answers by balance. */
  lineages: Map<string, Json>;
  /** Movements, newest first. */
  transactions: Json[];
  /** What goes wrong after the first field of the next request to tokenize, or before it. */
  tokenFault: 'breaks_off' | 'noted_meanwhile' | 'no_secret' | null;
  /** Puts something in the way of the next identity change: called instead of it. */
  onReassign: ((response: ServerResponse, apply: () => void) => void) | null;
  close: () => Promise<void>;
};

/**
 * A Core for tests of verbs: the few routes that reading and reassigning a balance need, over real
 * HTTP, with the amounts that the test puts there. It posts nothing and follows nothing by itself.
 */
export async function startTinyCore(): Promise<TinyCore> {
  const core = {
    balances: new Map(),
    identities: new Map(),
    lineages: new Map(),
    transactions: [],
    tokenFault: null,
    onReassign: null,
  } as Omit<TinyCore, 'server' | 'close'>;
  const server = await startTinyServer((request, response) => answer(core, request, response));
  connectCore({ url: server.url, key: 'test' });
  return Object.assign(core, { server, close: server.close });
}

/** A balance as Core writes it. */
export function wireBalance(id: string, given: Json = {}): Json {
  const zero = { inflight_balance: 0, inflight_credit_balance: 0, inflight_debit_balance: 0 };
  return {
    balance_id: id,
    balance: 0,
    version: 1,
    credit_balance: 0,
    debit_balance: 0,
    ...zero,
    ledger_id: 'ldg_1',
    identity_id: '',
    currency: 'USD',
    created_at: '2026-01-02T03:04:05.678901Z',
    meta_data: null,
    track_fund_lineage: false,
    allocation_strategy: 'FIFO',
    ...given,
  };
}

/** A person as Core writes it. */
export function wirePerson(id: string, first: string, last: string): Json {
  return {
    identity_id: id,
    identity_type: 'individual',
    first_name: first,
    last_name: last,
    email_address: `${first}@${last}.example`.toLowerCase(),
    created_at: '2026-01-01T00:00:00Z',
    meta_data: null,
  };
}

const notFound = (response: ServerResponse, code: string, message: string) =>
  answerJson(response, { error: message, error_detail: { code, message } }, { status: 404 });

function answer(
  core: Omit<TinyCore, 'server' | 'close'>,
  { method, url, body }: SeenRequest,
  response: ServerResponse,
): void {
  const [, resource, id = '', rest, field = ''] = url
    .split('?')[0]!
    .split('/')
    .map(decodeURIComponent);
  const found = core.balances.get(id);
  if (resource === 'ledgers') {
    return answerJson(response, {
      ledger_id: id,
      name: 'Customer wallets',
      created_at: '2026-01-01T00:00:00Z',
      meta_data: null,
    });
  }
  if (id === 'filter') return answerJson(response, filtered(core, resource!, JSON.parse(body)));
  if (resource === 'identities') {
    const identity = core.identities.get(id);
    if (identity && rest === 'tokenize') return tokenize(core, { identity, body }, response);
    if (identity && rest === 'detokenize') return detokenize(identity, field, response);
    if (identity && method === 'DELETE') {
      core.identities.delete(id);
      return answerJson(response, { message: 'Identity deleted successfully' });
    }
    if (identity) {
      // Core ignores empty text (contract 3.3).
      const given = method === 'PUT' ? Object.entries(JSON.parse(body) as Json) : [];
      for (const [field, value] of given) if (value !== '') identity[field] = value;
      return answerJson(response, identity);
    }
    return notFound(response, 'IDT_NOT_FOUND', `Identity with ID '${id}' not found`);
  }
  if (!found) return notFound(response, 'BAL_NOT_FOUND', `Balance with ID '${id}' not found`);
  if (method === 'GET') return answerJson(response, rest ? core.lineages.get(id) : found);
  const to = String((JSON.parse(body) as Json).identity_id);
  const apply = () => void (found.identity_id = to);
  if (core.onReassign) return core.onReassign(response, apply);
  if (!core.identities.has(to)) {
    return notFound(response, 'BAL_NOT_FOUND', `Identity with ID '${to}' not found`);
  }
  apply();
  answerJson(response, { message: 'Balance identity updated successfully' });
}

const columnOf = (goName: string) =>
  goName.replace(/(?!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase();

const refuse = (response: ServerResponse, status: number, code: string) =>
  answerJson(response, { error: code, error_detail: { code, message: code } }, { status });

/** One field after the other, as Core does it: what came before a fault stays. */
function tokenize(
  core: Pick<TinyCore, 'tokenFault'>,
  { identity, body }: { identity: Json; body: string },
  response: ServerResponse,
): void {
  const { fields } = JSON.parse(body) as { fields: string[] };
  const fault = core.tokenFault;
  core.tokenFault = null;
  if (fault === 'no_secret') return refuse(response, 403, 'IDT_TOKENIZATION_DISABLED');
  for (const [index, name] of fields.entries()) {
    if (fault === 'breaks_off' && index > 0) return refuse(response, 500, 'GEN_INTERNAL');
    if (fault === 'noted_meanwhile' && index > 0) {
      return refuse(response, 409, 'IDT_FIELD_ALREADY_TOKENIZED');
    }
    const metaData = { ...(identity.meta_data as Json | null) };
    const notes = (metaData.tokenized_fields ?? {}) as Json;
    if (notes[name]) return refuse(response, 409, 'IDT_FIELD_ALREADY_TOKENIZED');
    const value = String(identity[columnOf(name)]);
    identity[columnOf(name)] = `FPT:x:${Buffer.from(value).toString('base64')}`;
    identity.meta_data = { ...metaData, tokenized_fields: { ...notes, [name]: true } };
  }
  answerJson(response, { message: 'Fields tokenized successfully' });
}

function detokenize(identity: Json, field: string, response: ServerResponse): void {
  const notes = ((identity.meta_data as Json | null)?.tokenized_fields ?? {}) as Json;
  if (!notes[field]) return refuse(response, 400, 'IDT_FIELD_NOT_TOKENIZED');
  const value = Buffer.from(String(identity[columnOf(field)]).split(':')[2]!, 'base64').toString();
  answerJson(response, { field, value });
}

type Asked = { filters: Condition[]; sort_by?: string; sort_order?: string; limit: number };
type Condition = { field: string; operator: string; value?: string; values?: string[] };

function filtered(
  core: Omit<TinyCore, 'server' | 'close'>,
  resource: string,
  { filters, sort_by: by, sort_order: order, limit }: Asked,
): Json[] {
  const all =
    resource === 'balances'
      ? [...core.balances.values()]
      : resource === 'identities'
        ? [...core.identities.values()]
        : core.transactions;
  const found = all.filter((row) => filters.every((condition) => matches(row, condition)));
  if (by) {
    const way = order === 'desc' ? -1 : 1;
    const textOf = (row: Json) => String(row[by]);
    found.sort((a, b) => way * (Number(textOf(a) > textOf(b)) - Number(textOf(a) < textOf(b))));
  }
  return found.slice(0, limit);
}

const COMPARISONS: Record<string, (given: string, wanted: string) => boolean> = {
  gt: (given, wanted) => given > wanted,
  gte: (given, wanted) => given >= wanted,
  lt: (given, wanted) => given < wanted,
  lte: (given, wanted) => given <= wanted,
};

function matches(row: Json, { field, operator, value, values }: Condition): boolean {
  const given =
    field === 'balance_id' && 'transaction_id' in row
      ? [row.source, row.destination]
      : [row[field]];
  const wanted = values ?? [value!];
  return given.some((each) =>
    wanted.some((one) =>
      operator === 'like'
        ? likeExpression(one).test(String(each))
        : (COMPARISONS[operator]?.(String(each), one) ?? each === one),
    ),
  );
}

/** SQL's `LIKE`: `%` is any text, `_` any character, and both are themselves behind a backslash. */
function likeExpression(pattern: string): RegExp {
  const parts = pattern.match(/\\?[^]/g) ?? [];
  const source = parts.map((part) => {
    if (part === '%') return '.*';
    return part === '_' ? '.' : part.slice(-1).replace(/[\\^$.*+?()[\]{}|/-]/, '\\$&');
  });
  return new RegExp(`^${source.join('')}$`, 's');
}
