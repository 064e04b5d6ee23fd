import { describe, expect, it } from 'vitest';
import { type OperationView } from '@/lib/operations/get-operation';
import { type StepView } from '@/lib/operations/operation-view';
import { stepsTold, shortIn } from './plan-told';

const OWNERS = { from: 'Jane Doe', to: 'Max Roe' };
const AT = '2026-11-21T13:05:41.655Z';

function step(name: string, given: Partial<StepView> = {}): StepView {
  return {
    no: 1,
    name,
    decidedAt: AT,
    data: {},
    before: null,
    beforeAt: null,
    after: {},
    afterAt: AT,
    outcome: 'no_change',
    ...given,
  };
}
const posting = (role: string, given: Partial<StepView> = {}) =>
  step('post', {
    data: { role, amount: '7000', currency: 'USD', provider: 'stripe' },
    after: { transaction_id: `txn_${role}` },
    outcome: 'succeeded',
    ...given,
  });
const view = (steps: StepView[], outcomeAt: string | null = AT) =>
  ({ steps, outcomeAt }) as OperationView;
const said = (steps: StepView[], outcomeAt?: string | null) =>
  stepsTold(view(steps, outcomeAt), OWNERS).map(({ state, text }) => `${state}: ${text}`);

describe('the steps of a carry', () => {
  it('are told with amounts and names, reads left out', () => {
    const plan = {
      method: 'in_place',
      currency: 'USD',
      total: '12000',
      amounts: '[{"provider":"stripe","amount":"7000"},{"provider":"paypal","amount":"5000"}]',
    };
    const verified = { health: 'agrees', again: false, tagged: '12000', currency: 'USD' };
    expect(
      said([
        step('plan', { after: plan }),
        posting('fund_shadow'),
        step('owner', { outcome: 'succeeded' }),
        step('mappings'),
        step('left'),
        posting('clear_shadow'),
        step('verify', { after: verified }),
      ]),
    ).toEqual([
      'done: Plan stored: 120.00 USD in place, 70.00 stripe and 50.00 paypal',
      'done: 70.00 USD of stripe under the name of Max Roe',
      'done: Identity changed to Max Roe',
      'done: 70.00 USD of stripe from under the name of Jane Doe',
      'done: Read again: lineage agrees, 120.00 USD tagged',
    ]);
  });

  it('say what is under way, and what Core refused', () => {
    const refused = posting('hold', { outcome: 'failed', after: null });
    expect(said([refused, step('left', { outcome: null, after: null })], null)).toEqual([
      'not_done: Hold of the smallest amount from stripe, so that Core points there',
      'doing: Core is being read',
    ]);
  });

  it('lead to the postings that were made', () => {
    const [made, refused] = stepsTold(
      view([posting('drain'), posting('refill', { outcome: 'failed' })]),
      OWNERS,
    );
    expect(made!.transactionId).toBe('txn_drain');
    expect(refused!.transactionId).toBeNull();
  });
});

describe('a drained balance', () => {
  it('is short of what went out and did not come in again, since the first drain', () => {
    const refill = posting('refill', { data: { role: 'refill', amount: '2000', currency: 'USD' } });
    expect(shortIn(view([posting('drain'), refill]))).toEqual({
      amount: { minor: '5000', currency: 'USD', decimals: 2 },
      since: AT,
    });
    expect(shortIn(view([posting('drain'), posting('refill')]))).toBeNull();
    expect(shortIn(view([posting('fund_total')]))).toBeNull();
  });
});
