import { v, type Balance, type World } from './world';

const PROVIDERS = ['stripe', 'paypal', 'p q', 'Ünï'] as const;

/** What every payment has: an amount in one of the two forms, and a reference of its own. */
function basics(world: World): { reference: string; body: Record<string, unknown> } {
  const { random } = world;
  const reference = `${v('run')}-${world.fresh('r')}`;
  const amount = random.chance(0.6)
    ? { precise_amount: random.between(1, 2_000) }
    : { amount: random.pick([0.01, 1.005, 12.5, 3, 7.77, 20.019, 0.004, 1e6]) };
  return {
    reference,
    body: {
      ...amount,
      precision: random.pick([100, 100, 100, 1, 1_000]),
      currency: world.currency(),
      reference,
      description: 'walk',
      skip_queue: random.chance(0.95),
      ...(random.chance(0.05) && { effective_date: '2021-03-04T05:06:07.123456789+05:30' }),
    },
  };
}

function tag(world: World, probability: number): Record<string, unknown> {
  if (!world.random.chance(probability)) return {};
  const provider: unknown = world.random.chance(0.05) ? 5 : world.random.pick(PROVIDERS);
  return { meta_data: { BLNK_LINEAGE_PROVIDER: provider, note: 'n' } };
}

type Sent = {
  reference: string;
  body: Record<string, unknown>;
  touches: readonly (Balance | null)[];
};

function post(world: World, { reference, body, touches }: Sent): void {
  const name = world.fresh('payment');
  // A payment to oneself is tried again and again in the queue, at intervals that Core leaves to chance.
  if (touches[0] === touches[1]) body.skip_queue = true;
  const isQueued = body.skip_queue === false;
  const known = touches.filter((balance) => balance !== null);
  world.move(known, () =>
    world.post('/transactions', body, {
      saves: { [name]: 'transaction_id' },
      ...(isQueued && { queued: { reference: `${reference}_q` } }),
    }),
  );
  world.payments.push({ name, reference, isHold: body.inflight === true, touches: known });
}

/** Money from the world into a balance, mostly tagged with where it comes from. */
export function credit(world: World): void {
  const balance = world.recent(world.balances);
  if (!balance) return;
  const { reference, body } = basics(world);
  post(world, {
    reference,
    body: {
      ...body,
      ...(world.random.chance(0.85) && { currency: balance.currency }),
      ...tag(world, 0.75),
      source: `@world-${v('run')}`,
      destination: v(balance.name),
      allow_overdraft: true,
      ...(world.random.chance(0.15) && { inflight: true }),
    },
    touches: [balance],
  });
}

/** Money out of a balance, to the world or to another one. */
export function debit(world: World): void {
  const { random } = world;
  const source = world.recent(world.balances);
  if (!source) return;
  const destination = random.chance(0.45) ? (world.recent(world.balances) ?? null) : null;
  const { reference, body } = basics(world);
  post(world, {
    reference,
    body: {
      ...body,
      ...(random.chance(0.85) && { currency: source.currency }),
      ...tag(world, 0.1),
      source: v(source.name),
      destination: destination ? v(destination.name) : `@shop-${v('run')}`,
      allow_overdraft: random.chance(0.5),
      ...(random.chance(0.2) && { overdraft_limit: random.pick([1, 50, 0.29]) }),
      ...(random.chance(0.15) && { inflight: true }),
    },
    touches: [source, destination],
  });
}

/**
 * Core goes through the legs of a split in Go's random order of a map, and gives the largest what
 * rounding lost; so with more than one leg it differs from itself. The recordings have those.
 */
const SPLITS = [
  [['100%'], false],
  [['left'], false],
  [['1'], false],
  [['5'], true],
  [['50%', '60%'], false],
  [['x'], false],
] as const;

/** One payment given as shares or amounts. */
export function split(world: World): void {
  const { random } = world;
  const balance = world.recent(world.balances);
  if (!balance) return;
  const { reference, body } = basics(world);
  const [shares, isExact] = random.pick(SPLITS);
  const legs = shares.map((share, index) => ({
    identifier: index === 0 ? v(balance.name) : `@leg${index}-${v('run')}`,
    ...(isExact ? { precise_distribution: share } : { distribution: share }),
  }));
  const isOut = random.chance(0.3);
  const world_ = `@world-${v('run')}`;
  const { amount: _, ...rest } = body;
  post(world, {
    reference,
    body: {
      ...rest,
      precise_amount: random.between(5, 900),
      currency: balance.currency,
      ...tag(world, 0.6),
      ...(isOut ? { sources: legs, destination: world_ } : { source: world_, destinations: legs }),
      allow_overdraft: true,
      ...(random.chance(0.1) && { inflight: true }),
    },
    touches: [balance],
  });
}

/** Several payments in one request, all or nothing or one by one. */
export function bulk(world: World): void {
  const { random } = world;
  const balance = world.recent(world.balances);
  const other = world.recent(world.balances);
  if (!balance || !other) return;
  const { reference, body } = basics(world);
  const isQueued = random.chance(0.1);
  const item = (index: number, source: string, destination: string) => ({
    ...body,
    skip_queue: undefined,
    reference: `${reference}-${index}`,
    currency: balance.currency,
    ...tag(world, 0.5),
    source,
    destination,
    allow_overdraft: index === 1 || random.chance(0.5),
  });
  // Core's queue takes several at a time, so what waits in it must not depend on one another.
  const first = item(1, `@world-${v('run')}`, v(balance.name));
  const transactions = isQueued
    ? [first]
    : [
        first,
        item(2, random.chance(0.15) ? 'bln_none' : v(balance.name), v(other.name)),
        ...(random.chance(0.2) ? [item(2, v(other.name), v(balance.name))] : []),
      ];
  const name = world.fresh('batch');
  const touches = [balance, other];
  world.move(touches, () =>
    world.post(
      '/transactions/bulk',
      {
        // A refused batch is taken back in any order, which shows in how lineage is rounded.
        atomic: !balance.isTracked && !other.isTracked && random.chance(0.7),
        inflight: random.chance(0.3),
        skip_queue: !isQueued,
        transactions,
      },
      { saves: { [name]: 'batch_id' }, queued: isQueued ? 'work' : 'rollback' },
    ),
  );
  world.payments.push({ name, reference: `${reference}-1`, isHold: true, touches });
  world.rest();
}

/** A reference that was used before, or money that has nowhere to go. */
export function refusedPayment(world: World): void {
  const balance = world.recent(world.balances);
  if (!balance) return;
  const { body } = basics(world);
  const old = world.recent(world.payments)?.reference ?? 'none';
  const plain = {
    ...body,
    skip_queue: true,
    source: v(balance.name),
    destination: v(balance.name),
  };
  const wrong: Record<string, unknown> = world.random.pick([
    { ...plain, reference: old },
    { ...plain, destination: '' },
    { ...plain, destination: 'bln_none' },
    { ...plain, source: 'none' },
    { ...plain, precise_amount: 5, amount: 5 },
    { ...plain, precise_amount: -5, amount: undefined },
    { ...plain, precise_amount: 0, amount: undefined },
    { ...plain, precision: 0.5 },
    { ...plain, currency: '' },
    { ...plain, reference: '', description: '' },
    { ...plain, scheduled_for: 'tomorrow' },
    { ...plain, destinations: [], destination: '' },
    { ...plain, amount: 1_234_567_890.123456, precise_amount: undefined },
    { ...plain, meta_data: 'x' },
    { ...plain, skip_queue: 'yes' },
  ]);
  world.move([balance], () => world.post('/transactions', wrong));
}

/** A payment that waits for a day far away: it is stored and never applied here. */
export function schedule(world: World): void {
  const balance = world.recent(world.balances);
  if (!balance) return;
  const { reference, body } = basics(world);
  world.post(
    '/transactions',
    {
      ...body,
      skip_queue: false,
      source: `@world-${v('run')}`,
      destination: v(balance.name),
      scheduled_for: '2090-01-01T00:00:00+02:00',
    },
    { queued: 'work' },
  );
  world.get(`/transactions/reference/${reference}`);
}
