import { describe, expect, it } from 'vitest';
import { personal, type Facts } from '@/lib/audit/facts';
import { type StepResult } from '@/lib/operations/script';
import { CARRY, factText } from './carry-plan';
import { nextOfMove } from './move-script';
import { type CarryLineageInput } from './schema';

/*
 * The script against a Core of a few lines, in which every step can fail. What is proven with a whole one is in
 * `npm run prove -- carry --method new-balance`.
 */
const OLD = 'bln_old';
const NEW = 'bln_new';
const PLAN: Facts = {
  identity_id: 'idt_jane',
  ledger_id: 'ldg_1',
  currency: 'USD',
  strategy: 'LIFO',
  meta_data: personal('{}'),
  amounts: '[{"provider":"stripe","amount":"70"},{"provider":"paypal","amount":"50"}]',
  total: '130',
};
const RELEASES =
  '[{"provider":"paypal","amount":"50"},{"provider":"wise","amount":"3"},{"provider":"stripe","amount":"70"}]';

type Fate = { outcome: StepResult['outcome']; after?: Facts; reason?: string };
type Fates = (step: { name: string; data: Facts }, no: number) => Fate | null;

function run(fates: Fates = () => null) {
  const sums = new Map([
    [OLD, 130n],
    [NEW, 0n],
    [CARRY, 0n],
  ]);
  const order: string[] = [];
  const steps: StepResult[] = [];
  const input = { balanceId: OLD } as CarryLineageInput;
  for (let no = 1; no < 300; no += 1) {
    const decision = nextOfMove({ input, steps, settled: true });
    if (decision.then === 'end') return { sums, order, steps, ...decision };
    if (decision.then !== 'step') throw new Error('all is settled here');
    const { name, data } = decision;
    const fate = fates({ name, data }, no);
    let after = fate?.after ?? null;
    if (!fate && name === 'post') {
      const amount = BigInt(factText(data.amount));
      const [from, to] = [factText(data.source), factText(data.destination)];
      sums.set(from, sums.get(from)! - amount);
      sums.set(to, sums.get(to)! + amount);
      if (to === NEW) order.push(String(data.tag ?? 'untagged'));
    } else if (!fate) after = answers(name, sums.get(OLD)!);
    const sends = name === 'post' || name === 'create';
    const outcome = fate?.outcome ?? (sends ? 'succeeded' : 'no_change');
    steps.push({ name, data, outcome, reason: fate?.reason ?? null, before: null, after });
  }
  throw new Error('it has no end');
}

function answers(name: string, held: bigint): Facts {
  switch (name) {
    case 'plan':
      return PLAN;
    case 'create':
      return { balance_id: NEW };
    case 'held':
      return { amount: String(held) };
    case 'booked':
      return { releases: RELEASES };
    case 'verify':
      return { health: 'agrees', in_order: true, left: String(held) };
    default:
      return {};
  }
}

const whole = ({ sums }: ReturnType<typeof run>) => [sums.get(OLD), sums.get(NEW), sums.get(CARRY)];

describe('moving the money to a new balance', () => {
  it('brings each provider in by its rank, a late one last, and the rest without a provider', () => {
    const ended = run();
    expect([ended.outcome, ended.reason]).toEqual(['succeeded', 'moved']);
    expect(ended.order).toEqual(['stripe', 'paypal', 'wise', 'untagged']);
    expect(whole(ended)).toEqual([0n, 130n, 0n]);
    // Each is in its place before the next one comes.
    expect(ended.steps.map(({ name }) => name)).toEqual([
      ...['plan', 'create', 'held', 'post', 'booked'],
      ...['post', 'mapped', 'post', 'mapped', 'post', 'mapped', 'post', 'verify'],
    ]);
  });

  it.each<[string, Fates, string, string]>([
    ['Core cannot be read', () => ({ outcome: 'cancelled' }), 'cancelled', 'carry_unread'],
    [
      'the owner changed',
      ({ name }) =>
        name === 'plan' ? { outcome: 'no_change', after: { obstacle: 'owner' } } : null,
      'conflict',
      'changed_before',
    ],
    [
      'it is no longer possible',
      ({ name }) =>
        name === 'plan' ? { outcome: 'no_change', after: { obstacle: 'on_hold' } } : null,
      'conflict',
      'move_not_possible',
    ],
    [
      'Core refuses the new balance',
      ({ name }) => (name === 'create' ? { outcome: 'failed' } : null),
      'failed',
      'move_not_created',
    ],
    [
      'nothing can be taken out',
      ({ name }) => (name === 'post' ? { outcome: 'failed' } : null),
      'failed',
      'move_busy',
    ],
    [
      'Core does not book the debit',
      ({ name, data }) =>
        name === 'booked' && data.patient === true ? { outcome: 'cancelled' } : null,
      'failed',
      'move_not_booked',
    ],
  ])('leaves the money where it was when %s', (_what, fates, outcome, reason) => {
    const ended = run(fates);
    expect([ended.outcome, ended.reason]).toEqual([outcome, reason]);
    expect(whole(ended)).toEqual([130n, 0n, 0n]);
  });

  it('creates the new balance again when Core has none for certain, and not when Core refused it', () => {
    let tries = 0;
    const lost = { outcome: 'failed', reason: 'not_found' } as const;
    const again = run(({ name }) => (name === 'create' && tries++ < 2 ? lost : null));
    expect(again.reason).toBe('moved');
    const never = run(({ name }) => (name === 'create' ? lost : null));
    expect(never.reason).toBe('move_not_created');
    expect(never.steps.filter(({ name }) => name === 'create')).toHaveLength(4);
    const refused = { outcome: 'failed', reason: 'refused' } as const;
    const once = run(({ name }) => (name === 'create' ? refused : null));
    expect(once.steps.filter(({ name }) => name === 'create')).toHaveLength(1);
  });

  it('takes out what is there when a payment was faster', () => {
    let tries = 0;
    const ended = run(({ name }) =>
      name === 'post' && tries++ < 2 ? { outcome: 'failed' } : null,
    );
    expect(ended.reason).toBe('moved');
    expect(ended.steps.filter(({ name }) => name === 'held')).toHaveLength(3);
  });

  it('goes on until everything is in, however often Core refuses, and says so when it gives up', () => {
    let refused = 0;
    const patient = run(({ name, data }) =>
      name === 'post' && data.role === 'refill' && refused++ < 30 ? { outcome: 'failed' } : null,
    );
    expect(patient.reason).toBe('moved');
    const stuck = run(({ name, data }) =>
      name === 'post' && data.tag === 'wise' ? { outcome: 'failed' } : null,
    );
    expect([stuck.outcome, stuck.reason]).toEqual(['failed', 'move_stuck']);
    expect(stuck.sums.get(CARRY)).toBe(10n);
  });

  it.each([
    [{ health: 'off', in_order: true, left: '0' }, 'failed', 'move_off'],
    [{ health: 'agrees', in_order: false, left: '0' }, 'failed', 'move_off'],
    [{ health: 'agrees', in_order: true, left: '5' }, 'succeeded', 'moved_rest'],
  ])('ends as what is read at last: %o', (after, outcome, reason) => {
    const ended = run(({ name }) => (name === 'verify' ? { outcome: 'no_change', after } : null));
    expect([ended.outcome, ended.reason]).toEqual([outcome, reason]);
  });
});
