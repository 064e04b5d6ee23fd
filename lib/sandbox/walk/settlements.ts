import { v, type Payment, type World } from './world';

function recentHold(world: World): Payment | undefined {
  return world.recent(world.payments.filter(({ isHold }) => isHold));
}

/** Commits or voids a hold, whole or in part; also what is no hold, or was settled before. */
export function settle(world: World): void {
  const { random } = world;
  const payment = random.chance(0.9) ? recentHold(world) : world.recent(world.payments);
  if (!payment) return;
  world.rest();
  const isQueued = random.chance(0.05);
  world.move(payment.touches, () =>
    world.put(
      `/transactions/inflight/${v(payment.name)}`,
      {
        status: random.pick(['commit', 'commit', 'void', 'cancel']),
        ...(!isQueued && { skip_queue: true }),
        ...random.pick([{}, {}, { amount: random.pick([0.5, 1, 100]) }, { precise_amount: 3 }]),
      },
      isQueued ? { queued: 'work' } : {},
    ),
  );
  world.rest();
}

/**
 * Settles a hold by the request that is made for several, beside one that does not exist. Not two holds:
 * Core works on the items of a request with up to eight workers at once, so in which order their rows
 * are written, and what one that is refused finds on hold, is chance on either Core.
 */
export function settleInBulk(world: World): void {
  const { random } = world;
  const hold = recentHold(world);
  if (!hold) return;
  world.rest();
  const ids = [v(hold.name), `txn_none_${v('run')}`] as const;
  const path = '/transactions/inflight/bulk';
  const items = [
    { transaction_id: ids[0], ...(random.chance(0.4) && { precise_amount: 2 }) },
    { transaction_id: ids[1] },
  ];
  const [action, what] = random.pick([
    ['void', { transaction_ids: ids }],
    ['commit', { transactions: items }],
  ] as const);
  world.move(hold.touches, () => world.post(`${path}/${action}`, { skip_queue: true, ...what }));
  world.rest();
}

export function refund(world: World): void {
  const payment = world.recent(world.payments);
  if (!payment) return;
  world.rest();
  const name = world.fresh('payment');
  const path = `/refund-transaction/${v(payment.name)}`;
  const body = { skip_queue: true };
  const { touches } = payment;
  world.move(touches, () => world.post(path, body, { saves: { [name]: 'transaction_id' } }));
  world.payments.push({ name, reference: `${v(payment.name)}_refund`, isHold: false, touches });
  world.rest();
}
