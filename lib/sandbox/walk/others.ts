import { v, type World } from './world';

export function renameLedger(world: World): void {
  const ledger = world.recent(world.ledgers);
  if (!ledger) return;
  const body = world.random.pick([{ name: `Renamed ${v('run')}` }, { name: '' }, {}]);
  world.put(`/ledgers/${v(ledger)}`, body);
}

/** Metadata of every kind of thing. */
export function changeMetadata(world: World): void {
  const { random } = world;
  const id = random.pick([
    world.recent(world.ledgers),
    world.recent(world.identities)?.name,
    world.recent(world.balances)?.name,
    world.recent(world.payments)?.name,
  ]);
  if (!id) return;
  world.rest();
  const patch = random.pick([
    { a: 1 },
    { a: { b: [1, 2.5, '<&>', null, true] } },
    { big: 9007199254740992 },
    { t: 'text', n: null },
    {},
  ]);
  const [target, body] = random.pick([
    [v(id), { meta_data: patch }],
    [v(id), { meta_data: patch }],
    [v(id), {}],
    ['general_ledger_id', { meta_data: patch }],
    ['bln_none', { meta_data: patch }],
  ] as const);
  world.post(`/${target}/metadata`, body);
}

export function monitor(world: World): void {
  const { random } = world;
  const balance = world.recent(world.balances);
  const known = world.recent(world.monitors);
  if (!balance) return;
  if (known && random.chance(0.6)) {
    const at = `/balance-monitors/${v(known)}`;
    return random.pick([
      () => world.get(at),
      () => world.get(`/balance-monitors/balances/${v(balance.name)}`),
      () => world.ask({ method: 'DELETE', path: at }),
      () =>
        world.put(at, {
          balance_id: v(balance.name),
          condition: { field: 'balance', operator: '<', value: 7, precision: 100 },
        }),
    ])();
  }
  const name = world.fresh('monitor');
  const condition = {
    field: random.pick(['balance', 'debit_balance', 'inflight_balance', 'nope']),
    operator: random.pick(['>', '>=', '=', 'above']),
    value: random.pick([5, 1000, 0]),
    precision: random.pick([100, 1]),
  };
  world.post(
    '/balance-monitors',
    { balance_id: random.chance(0.9) ? v(balance.name) : 'bln_none', condition },
    { saves: { [name]: 'monitor_id' } },
  );
  world.monitors.push(name);
}

export function account(world: World): void {
  const { random } = world;
  const balance = world.recent(world.balances);
  const known = world.recent(world.accounts);
  if (!balance) return;
  if (known && random.chance(0.4)) {
    const filters = [{ field: 'number', operator: 'like', value: `${v('run')}%` }];
    return random.pick([
      () => world.get(`/accounts/${v(known)}`),
      () => world.get(`/accounts/${v(known)}?include=balance&include=identity`),
      () => world.post('/accounts/filter', { filters, sort_by: 'created_at' }),
    ])();
  }
  const name = world.fresh('account');
  world.post(
    '/accounts',
    {
      bank_name: 'Bank',
      number: random.chance(0.9) ? `${v('run')}${name}` : `${v('run')}same`,
      balance_id: random.chance(0.9) ? v(balance.name) : '',
    },
    { saves: { [name]: 'account_id' } },
  );
  world.accounts.push(name);
}

const SCOPES = [['ledgers:write'], ['balances:read', 'ledgers:read'], ['*:*'], ['nope:read'], []];

/** Keys, what they may do, and what Core does to the numbers of those who post with one. */
export function apiKey(world: World): void {
  const { random } = world;
  const owner = `owner-${v('run')}`;
  const known = world.recent(world.keys);
  if (known && random.chance(0.6)) {
    const balance = world.recent(world.balances);
    return random.pick([
      () => world.get(`/api-keys?owner=${owner}`),
      () => revoke(world, known, owner),
      () =>
        world.ask({
          method: 'POST',
          path: '/ledgers',
          key: known,
          body: `{"name":"L ${v('run')}","meta_data":{"n":12345678901234567890,"f":1.10,"e":1e3}}`,
        }),
      () => world.ask({ method: 'POST', path: '/ledgers', key: known, body: '{"name":' }),
      () =>
        balance && world.ask({ method: 'GET', path: `/balances/${v(balance.name)}`, key: known }),
      () => world.ask({ method: 'GET', path: '/identities?limit=1&last_name_eq=none', key: known }),
    ])();
  }
  const name = world.fresh('key');
  const body = {
    name: `k ${v('run')}`,
    owner,
    scopes: random.pick(SCOPES),
    expires_at: random.pick(['2090-01-01T00:00:00Z', '2020-01-01T00:00:00Z', 'never']),
  };
  world.post('/api-keys', body, { saves: { [name]: 'key', [`${name}id`]: 'api_key_id' } });
  world.keys.push(name);
}

/** A key that is gone is not used again: Core may remember it for up to a minute. */
function revoke(world: World, key: string, owner: string): void {
  const path = `/api-keys/${v(`${key}id`)}?owner=${owner}`;
  world.ask({ method: 'DELETE', path });
  world.keys.splice(world.keys.indexOf(key), 1);
}

export function search(world: World): void {
  const query = { q: '*', query_by: 'name' };
  world.random.pick([
    () => world.post('/search/balances', query),
    () => world.post('/multi-search', { searches: [{ collection: 'ledgers', ...query }] }),
    () => world.ask({ method: 'POST', path: '/search/ledgers', body: '{' }),
  ])();
}
