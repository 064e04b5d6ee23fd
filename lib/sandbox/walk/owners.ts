import { v, type Balance, type Identity, type World } from './world';

const STRATEGIES = ['FIFO', 'LIFO', 'PROPORTIONAL'] as const;

export function createLedger(world: World): void {
  const name = world.fresh('ledger');
  const body = world.random.pick([
    { name: `Ledger ${v('run')}` },
    { name: `Ledger ${v('run')} ${name}`, meta_data: { a: 1, b: [1.5, null, '<&>'] } },
    { name: ` ${v('run')} ` },
  ]);
  world.post('/ledgers', body, { saves: { [name]: 'ledger_id' } });
  world.ledgers.push(name);
}

export function createIdentity(world: World): void {
  const { random } = world;
  const name = world.fresh('identity');
  const person = {
    identity_type: 'individual',
    first_name: random.pick(['Jane', 'Max', 'Ana Ü', 'Søren-Æ', "O'Neil", '']),
    last_name: random.pick([`Doe${v('run')}`, `von der ${v('run')}`, `Q. ${v('run')}`]),
    other_names: random.pick(['', 'B. C.']),
    email_address: random.pick([`a${v('run')}@x.example`, '']),
    dob: random.pick(['1990-02-03T00:00:00Z', '1990-02-03T23:30:00+05:00']),
  };
  const organization = {
    identity_type: 'organization',
    organization_name: `${random.pick(['Blue Sky', 'ACME  Co', 'Ünï & Öl'])} ${v('run')}`,
    category: random.pick(['vendor', '']),
    country: 'NG',
  };
  world.post('/identities', random.chance(0.3) ? organization : person, {
    saves: { [name]: 'identity_id' },
  });
  world.identities.push({ name, isBroken: false });
}

export function createBalance(world: World): void {
  const { random } = world;
  const name = world.fresh('balance');
  const ledger = world.recent(world.ledgers)!;
  const owner = random.chance(0.92) ? (world.recent(world.identities) ?? null) : null;
  const isTracked = random.chance(0.7);
  const currency = world.currency();
  world.post(
    '/balances',
    {
      ledger_id: v(ledger),
      currency,
      ...(owner && { identity_id: v(owner.name) }),
      ...(isTracked && { track_fund_lineage: true }),
      ...(random.chance(0.8) && { allocation_strategy: random.pick(STRATEGIES) }),
      ...(random.chance(0.1) && { indicator: `@own-${v('run')}-${name}` }),
      ...(random.chance(0.2) && {
        meta_data: { k: random.between(1, 9), t: 'x', d: '2026-01-02' },
      }),
      ...(random.chance(0.1) && { precision: 100 }),
    },
    { saves: { [name]: 'balance_id' } },
  );
  world.balances.push({ name, currency, isTracked: isTracked && owner !== null, owner });
}

/** The one this product is about: another owner, by one unconditional update. */
export function reassign(world: World): void {
  const balance = world.recent(world.balances);
  const owner = world.recent(world.identities);
  if (!balance || !owner) return;
  world.rest();
  world.put(`/balances/${v(balance.name)}/identity`, { identity_id: v(owner.name) });
  markBroken(balance);
  balance.owner = owner;
  markBroken(balance);
}

function markBroken({ isTracked, owner }: Balance): void {
  if (isTracked && owner) owner.isBroken = true;
}

export function refuseReassign(world: World): void {
  const balance = world.recent(world.balances);
  const owner = world.recent(world.identities);
  if (!balance || !owner) return;
  const known = `/balances/${v(balance.name)}/identity`;
  const none = '00000000-0000-4000-8000-000000000000';
  const [path, body] = world.random.pick([
    [known, '{}'],
    [known, '{"identity_id":""}'],
    [known, `{"identity_id":"idt_${none}"}`],
    [known, '{"identity_id":5}'],
    [known, '{"identity_id":'],
    [known, ''],
    [`/balances/bln_${none}/identity`, `{"identity_id":"${v(owner.name)}"}`],
    [`/balances/bln_${none}/identity`, `{"identity_id":"idt_${none}"}`],
  ] as const);
  world.ask({ method: 'PUT', path, body });
}

export function rename(world: World): void {
  const identity = world.recent(world.identities);
  if (!identity) return;
  world.rest();
  const body = world.random.pick([
    { last_name: `Poe${v('run')}` },
    { first_name: 'Renamed' },
    { organization_name: `New ${v('run')}` },
    { email_address: `b${v('run')}@x.example`, city: 'Lagos' },
    { meta_data: { note: 'x' } },
    { identity_type: 'organization', organization_name: `Now ${v('run')}` },
    {},
  ]);
  world.put(`/identities/${v(identity.name)}`, body);
  identity.isBroken = true;
}

export function removeIdentity(world: World): void {
  const identity = world.recent(world.identities);
  if (!identity) return;
  world.rest();
  world.ask({ method: 'DELETE', path: `/identities/${v(identity.name)}` });
  identity.isBroken = true;
}

export function tokenize(world: World): void {
  const identity: Identity | undefined = world.recent(world.identities);
  if (!identity) return;
  world.rest();
  const at = `/identities/${v(identity.name)}`;
  const fields = ['EmailAddress', 'FirstName', 'LastName', 'City', 'Nope'];
  const field = world.random.pick(fields);
  world.random.pick([
    () => world.ask({ method: 'POST', path: `${at}/tokenize/${field}` }),
    () => world.post(`${at}/tokenize`, { fields: [field, 'EmailAddress'] }),
    () => world.post(`${at}/tokenize`, { fields: [] }),
    () => world.get(`${at}/detokenize/${field}`),
    () => world.post(`${at}/detokenize`, { fields: [field] }),
    () => world.post(`${at}/detokenize`, {}),
  ])();
  world.get(`${at}/tokenized-fields`);
  identity.isBroken = true;
}
