import { v, type World } from './world';

const mine = (field: string) => ({ field, operator: 'like', value: `%${v('run')}%` });

/** One thing by its id, with what can be asked to come along. */
export function readOne(world: World): void {
  const { random } = world;
  const balance = world.recent(world.balances);
  const identity = world.recent(world.identities);
  const ledger = world.recent(world.ledgers);
  const payment = world.recent(world.payments);
  const paths = [
    balance && `/balances/${v(balance.name)}`,
    balance && `/balances/${v(balance.name)}?include=ledger&include=identity`,
    balance && `/balances/${v(balance.name)}?with_queued=true`,
    balance && `/balances/indicator/@own-${v('run')}-${balance.name}/currency/${balance.currency}`,
    `/balances/indicator/@world-${v('run')}/currency/${world.currency()}`,
    balance && `/balances/${v(balance.name)}/at?timestamp=2025-01-01T00:00:00Z`,
    balance && `/balances/${v(balance.name)}/at?from_source=true`,
    balance && `/balances/${v(balance.name)}/at?timestamp=yesterday`,
    identity && `/identities/${v(identity.name)}`,
    ledger && `/ledgers/${v(ledger)}`,
    payment && `/transactions/${v(payment.name)}`,
    payment && `/transactions/reference/${payment.reference}`,
    '/balances/bln_none',
    '/identities/idt_none',
    '/ledgers/ldg_none',
    '/transactions/txn_none',
    '/balances/bln_none/lineage',
    '/transactions/txn_none/lineage',
    '/nothing/here',
  ].filter((path) => path !== undefined);
  const path = random.pick(paths);
  // A queued payment's child and its lineage come after the answer.
  if (path.startsWith('/transactions')) world.rest();
  world.get(path);
}

/** A page of a list, by the filter language in both of its forms. */
export function readList(world: World): void {
  const { random } = world;
  const ledger = world.recent(world.ledgers);
  const identity = world.recent(world.identities);
  if (!ledger || !identity) return;
  world.rest();
  const page = {
    sort_by: 'created_at',
    sort_order: random.pick(['asc', 'desc']),
    limit: random.pick([1, 5, 20, 100, 101, 0]),
    ...(random.chance(0.2) && { offset: random.between(0, 5) }),
    ...(random.chance(0.3) && { include_count: true }),
  };
  const inLedger = { field: 'ledger_id', operator: 'eq', value: v(ledger) };
  const ofIdentity = { field: 'identity_id', operator: 'eq', value: v(identity.name) };
  const [resource, filters] = random.pick([
    ['balances', [inLedger]],
    ['balances', [inLedger, { field: 'balance', operator: 'gt', value: 100 }]],
    ['balances', [inLedger, { field: 'currency', operator: 'in', values: ['USD', 'GBP'] }]],
    ['balances', [inLedger, { field: 'identity_id', operator: 'isnull' }]],
    ['balances', [inLedger, { field: 'meta_data.k', operator: 'eq', value: 3 }]],
    ['balances', [inLedger, { field: 'balance', operator: 'between', values: [-50, 5_000] }]],
    ['balances', [ofIdentity]],
    ['balances', [inLedger, { field: 'nope', operator: 'eq', value: 1 }]],
    ['balances', [inLedger, { field: 'balance', operator: 'like', value: '1%' }]],
    ['balances', [inLedger, { field: 'balance', operator: 'eq', value: 'abc' }]],
    ['identities', [mine('last_name')]],
    ['identities', [mine('organization_name'), { field: 'city', operator: 'ne', value: '' }]],
    ['ledgers', [mine('name')]],
  ] as const);
  world.post(`/${resource}/filter`, { filters, ...page });
  // Not shadow payments: they are written behind the answers, so how many fit a page is a matter of pace.
  const asked = { field: 'description', operator: 'eq', value: 'walk' };
  const written = random.pick([
    [mine('reference'), { field: 'status', operator: 'eq', value: 'APPLIED' }],
    [mine('reference'), { field: 'amount', operator: 'gte', value: 5 }],
    [{ field: 'indicator', operator: 'eq', value: `@world-${v('run')}` }],
  ]);
  const all = { filters: [asked, ...written], sort_by: 'created_at', limit: 100 };
  world.post('/transactions/filter', all, { unordered: true });
  world.ask({
    method: 'GET',
    path: `/transactions?reference_like=${v('run')}%25&currency_eq=EUR&description_eq=walk&limit=100`,
    unordered: true,
  });
  const at = random.pick([
    `/balances?ledger_id_eq=${v(ledger)}&limit=${random.between(0, 7)}`,
    `/balances?ledger_id_eq=${v(ledger)}&currency_in=USD,EUR&balance_gte=0`,
    `/balances?identity_id_eq=${v(identity.name)}&offset=1`,
    `/identities?last_name_like=%25${v('run')}%25`,
    `/ledgers?name_ilike=%25${v('run')}%25&limit=3`,
    `/balances?ledger_id_eq=${v(ledger)}&balance_eq=abc`,
    `/balances?ledger_id_eq=${v(ledger)}&nope_eq=1`,
  ]);
  world.get(at);
}

/**
 * Compares everything that matters, at rest: every balance of late with its lineage, the latest
 * payments with theirs, and all shadow and aggregate balances that the walk has brought about.
 */
export function checkpoint(world: World): void {
  world.rest();
  for (const { name } of world.balances.slice(-12)) {
    world.get(`/balances/${v(name)}`);
    world.get(`/balances/${v(name)}/lineage`);
  }
  for (const { name } of world.payments.slice(-6)) {
    world.get(`/transactions/${v(name)}`);
    world.get(`/transactions/${v(name)}/lineage`);
  }
  // Shadow balances are made behind the answers, and legs of a split at one moment.
  const page = { sort_by: 'created_at', limit: 100 };
  const any = { unordered: true } as const;
  for (const { name } of world.identities.slice(-8)) {
    const named = { field: 'indicator', operator: 'like', value: `%\${${name}:8}%` };
    world.post('/balances/filter', { filters: [named, mine('indicator')], ...page }, any);
  }
  // With the shadow payments they have brought about, whose references begin with theirs.
  for (const { reference } of world.payments.slice(-6)) {
    const written = { field: 'reference', operator: 'like', value: `${reference}%` };
    world.post('/transactions/filter', { filters: [written], ...page }, any);
  }
}
