import type { Route } from '../router';
import type { SeededRandom } from '@/lib/base/seeded-random';

/** Something that no reasonable client sends. */
export type Input =
  | {
      readonly kind: 'request';
      /** The route it is about, as Core registers it. */
      readonly route: string;
      readonly method: string;
      readonly path: string;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string | undefined;
    }
  | {
      /** Bytes on the wire; the connection is closed after them. */
      readonly kind: 'raw';
      readonly bytes: Buffer;
    };

const NAMES = [
  'name',
  'ledger_id',
  'identity_id',
  'balance_id',
  'currency',
  'indicator',
  'track_fund_lineage',
  'allocation_strategy',
  'amount',
  'precise_amount',
  'precision',
  'reference',
  'description',
  'source',
  'destination',
  'sources',
  'destinations',
  'skip_queue',
  'allow_overdraft',
  'overdraft_limit',
  'inflight',
  'scheduled_for',
  'effective_date',
  'meta_data',
  'first_name',
  'dob',
  'identity_type',
  'organization_name',
  'fields',
  'status',
  'transaction_ids',
  'transactions',
  'atomic',
  'condition',
  'filters',
  'sort_by',
  'sort_order',
  'limit',
  'offset',
  'include_count',
  'logical_operator',
  'scopes',
  'owner',
  'expires_at',
  'number',
  'q',
  'searches',
  '__proto__',
  'constructor',
  'toString',
  '',
  'Name',
] as const;

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

/** JSON of every kind, also such as JavaScript cannot hold. */
const VALUES: readonly ((random: SeededRandom) => string)[] = [
  () => 'null',
  () => 'true',
  () => '0',
  () => '-0',
  () => '-1',
  () => '1.5',
  () => '1e400',
  () => '-1e-400',
  () => '9223372036854775808',
  () => '9'.repeat(400),
  (random) => String(random.between(-1_000, 1_000_000)),
  () => '""',
  () => '"\\u0000"',
  () => '"\\ud800"',
  () => '"\\u202e\\u0007"',
  () => '"@"',
  () => '"@world"',
  () => '"general_ledger_id"',
  () => '"bln_00000000-0000-4000-8000-000000000000"',
  () => `"'; DROP TABLE blnk.balances; --"`,
  () => '"2026-01-01T00:00:00Z"',
  () => '"0000-00-00T99:99:99Z"',
  () => '"9999-12-31T23:59:59-23:59"',
  () => `"${'x'.repeat(10_000)}"`,
  () => `"${'é'.repeat(9_000)}"`,
  () => '{}',
  () => '[]',
  () => '[null]',
  () => '{"a":{"b":[1,{"c":null}]}}',
  () => '{"__proto__":{"x":1},"constructor":null}',
  () => nested(200),
  () => nested(2_400),
  () => '[{"field":"currency","operator":"eq","value":"USD"}]',
  () => '[{"field":"balance","operator":"in","values":[1,"a",null]}]',
  () => '[{"field":"created_at","operator":"between","values":["infinity","x"]}]',
  () => '[{"field":"meta_data.a","operator":"gt","value":{}}]',
  () => '[{"identifier":"@a","distribution":"100%"},{"identifier":"","distribution":"left"}]',
  () => '{"field":"balance","operator":"=","value":1e300,"precision":1e300}',
];

/** What becomes of a body on its way out. */
const SPOILS: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text,
  (text) => text,
  (text) => text.slice(0, Math.floor(text.length / 2)),
  (text) => `${text}${text}`,
  (text) => `\ufeff${text}`,
  (text) => text.replaceAll('"', "'"),
  (text) => `[${text}]`,
  () => '',
  () => 'null',
  () => '\0\u0001\u0002',
];

const PARTS = [
  'x',
  'ldg_none',
  '%00',
  '%ff',
  '%2F',
  '..',
  '%2e%2e',
  '%F0%9F%92%B8',
  'a'.repeat(2_000),
  "'%20OR%201=1",
  '__proto__',
  'bln_00000000-0000-4000-8000-000000000000',
  'general_ledger_id',
  'txn_%00',
  '',
] as const;

const QUERIES = [
  '',
  '?limit=-1',
  '?limit=99999999999999999999',
  '?limit=abc&offset=-5',
  '?balance_eq=%00',
  '?currency_in=a,b,,c',
  '?created_at_between=1|2',
  '?a=%zz&b=%',
  '?meta_data.a_gt=x',
  '?meta_data.__proto___eq=1',
  `?${'currency_eq=a&'.repeat(300)}`,
  '?timestamp=0000-00-00',
  '?include=ledger&include=nope&with_queued=maybe',
  '?;;&=&==&',
] as const;

const HEADERS: readonly Readonly<Record<string, string>>[] = [
  {},
  {},
  {},
  { 'Content-Type': 'text/plain' },
  { 'Content-Type': 'multipart/form-data; boundary=x' },
  { 'X-Blnk-Key': 'wrong' },
  { 'X-Blnk-Key': '' },
  { 'X-Forwarded-For': '1.2.3.4, nonsense', 'X-Forwarded-Proto': 'https' },
  { 'Accept-Encoding': 'gzip, br', Range: 'bytes=0-1' },
];

function body(random: SeededRandom): string {
  const fields = Array.from({ length: random.between(0, 9) }, () => {
    return `${JSON.stringify(random.pick(NAMES))}:${random.pick(VALUES)(random)}`;
  });
  return random.pick(SPOILS)(`{${fields.join(',')}}`);
}

/** One request about a route, wrong in whichever way the dice say. */
export function hostileRequest(random: SeededRandom, route: Route): Input {
  const path = route.path.replace(/:[^/]+/g, () => random.pick(PARTS));
  return {
    kind: 'request',
    route: `${route.method} ${route.path}`,
    method: random.chance(0.95) ? route.method : random.pick(['PATCH', 'OPTIONS', 'HEAD', 'PUT']),
    path: `${path}${random.pick(QUERIES)}`,
    headers: random.pick(HEADERS),
    body: route.method === 'GET' && random.chance(0.9) ? undefined : body(random),
  };
}

/** Bytes that are hardly HTTP, or stop too soon. */
export function hostileBytes(random: SeededRandom, key: string): Input {
  const head = `POST /ledgers HTTP/1.1\r\nHost: x\r\nX-Blnk-Key: ${key}\r\n`;
  const noise = Buffer.from(Array.from({ length: 64 }, () => random.between(0, 255)));
  const bytes = random.pick<string | Buffer>([
    noise,
    'GET',
    'GET / HTTP/9.9\r\n\r\n',
    'GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n',
    'GET http://elsewhere/balances HTTP/1.1\r\nHost: x\r\n\r\n',
    'GET * HTTP/1.1\r\nHost: x\r\n\r\n',
    `${head}Content-Length: 100\r\n\r\n{"na`,
    `${head}Content-Length: -1\r\n\r\n`,
    `${head}Content-Length: 5\r\nContent-Length: 6\r\n\r\n{"a":1}`,
    `${head}Transfer-Encoding: chunked\r\n\r\nZZ\r\n`,
    `${head}Transfer-Encoding: chunked\r\n\r\n5\r\n{"na\r\n`,
    `${head}X-Long: ${'h'.repeat(2_000_000)}\r\n\r\n`,
    `${head}Broken header\r\n\r\n`,
    `${`GET /health HTTP/1.1\r\nHost: x\r\n\r\n`.repeat(50)}`,
    `${head}Content-Length: 2\r\n\r\n{}GARBAGE AFTER\r\n\r\n`,
  ]);
  return { kind: 'raw', bytes: Buffer.from(bytes) };
}
