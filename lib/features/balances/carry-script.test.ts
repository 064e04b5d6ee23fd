import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Facts } from '@/lib/audit/facts';
import { canonicalJson } from '@/lib/base/canonical-json';
import { type PlanDecision } from '@/lib/operations/define-operation';
import { type StepResult } from '@/lib/operations/script';
import { type CarryMethod } from '@/lib/lineage/carry';
import { BRIDGE, CARRY, factText, planFacts, type CarryPlan } from './carry-plan';
import { nextOfCarry } from './carry-script';
import { type CarryLineageInput } from './schema';

/*
 * The scripts against a Core of a few lines: balances as sums, followed at once. What is proven with a whole one is in
 * `npm run prove -- carry`; here every step can fail, which a whole one does too rarely.
 */
const PROVIDERS = ['stripe', 'paypal'];
const HELD: Record<string, bigint> = { stripe: 70n, paypal: 50n };

function planOf(method: CarryMethod): CarryPlan {
  return {
    method,
    balanceId: 'bln_a',
    currency: 'USD',
    providers: PROVIDERS.map((provider) => ({
      provider,
      amount: HELD[provider]!,
      from: `old_${provider}`,
      to: `new_${provider}`,
    })),
    total: 120n,
    fromTotal: 'old',
    toTotal: 'new',
    isShared: false,
  };
}

class LittleCore {
  readonly sums = new Map<string, bigint>([
    ['bln_a', 130n],
    ['old', 120n],
    ...PROVIDERS.map((provider): [string, bigint] => [`old_${provider}`, -HELD[provider]!]),
  ]);
  readonly mapped = new Map(PROVIDERS.map((provider) => [provider, `old_${provider}`]));
  owner = 'old';

  sum = (name: string) => this.sums.get(name) ?? 0n;
  available = (provider: string) => -this.sum(this.mapped.get(provider)!);
  move(source: string, destination: string, amount: bigint): void {
    this.sums.set(source, this.sum(source) - amount);
    this.sums.set(destination, this.sum(destination) + amount);
  }

  /** Money in with a tag: followed under the present owner. */
  credit(provider: string, amount: bigint): void {
    const shadow = `${this.owner}_${provider}`;
    this.mapped.set(provider, shadow);
    this.move(shadow, this.owner, amount);
  }

  /** Everything tagged goes out of the balance, and is released. */
  release(): { provider: string; amount: string }[] {
    return PROVIDERS.map((provider) => {
      const amount = this.available(provider);
      this.move(this.owner, this.mapped.get(provider)!, amount);
      return { provider, amount: String(amount) };
    });
  }

  post(data: Facts): void {
    const [amount, tag] = [BigInt(factText(data.amount)), data.tag];
    const [source, destination] = [factText(data.source), factText(data.destination)];
    if (data.hold === true) {
      this.mapped.set(String(tag), `${this.owner}_${String(tag)}`);
      return;
    }
    this.move(source, destination, amount);
    if (destination === 'bln_a' && tag !== null) this.credit(String(tag), amount);
  }
}

type Fate = { outcome: StepResult['outcome']; after?: Facts };
/** What becomes of a step instead of what it asks for; nothing for the usual. */
type Fates = (step: { name: string; data: Facts }, no: number, core: LittleCore) => Fate | null;

function run(method: CarryMethod, fates: Fates = () => null) {
  const core = new LittleCore();
  const steps: StepResult[] = [];
  const input = {} as CarryLineageInput;
  for (let no = 1; no < 400; no += 1) {
    const decision: PlanDecision = nextOfCarry({ input, steps, settled: true });
    if (decision.then === 'end') return { core, steps, ...decision };
    if (decision.then !== 'step') throw new Error('all is settled here');
    const { name, data } = decision;
    const fate = fates({ name, data }, no, core);
    const after = fate ? (fate.after ?? null) : does(core, { name, data, method });
    const outcome = fate?.outcome ?? (after && 'sent' in after ? 'succeeded' : 'no_change');
    steps.push({ name, data, outcome, reason: null, before: null, after });
  }
  throw new Error('it has no end');
}

function does(core: LittleCore, step: { name: string; data: Facts; method: CarryMethod }): Facts {
  const { name, data, method } = step;
  const amount = (value: bigint): Facts => ({ amount: String(value) });
  switch (name) {
    case 'plan':
      return planFacts(planOf(method));
    case 'post':
      core.post(data);
      return { sent: true };
    case 'owner':
      core.owner = 'new';
      return { sent: true };
    case 'owner_back':
      core.owner = 'old';
      return { sent: true };
    case 'booked':
      return { releases: canonicalJson(core.release()) };
    case 'left':
      return amount(
        data.of === 'total'
          ? core.sum(String(data.balance_id))
          : -core.sum(String(data.balance_id)),
      );
    case 'left_behind':
      return amount(PROVIDERS.reduce((sum, each) => sum - core.sum(`old_${each}`), 0n));
    case 'available':
      return amount(PROVIDERS.reduce((sum, each) => sum + core.available(each), 0n));
    case 'mappings':
      return {
        mappings: canonicalJson(
          PROVIDERS.map((provider) => ({
            provider,
            from: `old_${provider}`,
            to: `new_${provider}`,
            isOld: core.mapped.get(provider) === `old_${provider}`,
            isEmpty: core.available(provider) === 0n,
          })),
        ),
      };
    case 'verify':
      return { health: 'agrees', again: false };
    default:
      return {};
  }
}

/** What may never differ: the balance, our own balances, and what is tagged altogether. */
function kept(core: LittleCore) {
  return {
    balance: core.sum('bln_a'),
    ours: [core.sum(BRIDGE), core.sum(CARRY)],
    totals: core.sum('old') + core.sum('new'),
    available: PROVIDERS.map((provider) => core.available(provider)),
    owner: core.owner,
    kept: PROVIDERS.map((provider) => core.mapped.get(provider)),
    total: core.sum(core.owner),
  };
}
const HELD_BY = (owner: string) => ({
  balance: 130n,
  ours: [0n, 0n],
  totals: 120n,
  available: [70n, 50n],
  owner,
  kept: PROVIDERS.map((provider) => `${owner}_${provider}`),
  total: 120n,
});

const METHODS = ['in_place', 'drain_refill'] as const;

describe.each(METHODS)('a carry, %s', (method) => {
  it('leaves everything as it was, under the new owner', () => {
    const { core, outcome, reason } = run(method);
    expect([outcome, reason]).toEqual(['succeeded', 'carried']);
    expect(kept(core)).toEqual(HELD_BY('new'));
  });

  it('tries a refused posting again', () => {
    let refusals = 0;
    const { core, reason, steps } = run(method, ({ name }) =>
      name === 'post' && refusals++ === 0 ? { outcome: 'failed' } : null,
    );
    expect(reason).toBe('carried');
    expect(steps.map(({ name }) => name)).toContain('pause');
    expect(kept(core)).toEqual(HELD_BY('new'));
  });

  it.each([
    ['failed', 'failed', 'carry_owner_kept'],
    ['conflict', 'conflict', 'carry_owner_changed'],
    ['overwritten', 'conflict', 'carry_owner_changed'],
  ] as const)('puts everything back when the owner %s', (fate, ends, why) => {
    const { core, outcome, reason } = run(method, ({ name }) =>
      name === 'owner' ? { outcome: fate } : null,
    );
    expect([outcome, reason]).toEqual([ends, why]);
    expect(kept(core)).toEqual(HELD_BY('old'));
  });

  it('sends the owner again while nothing of it left', () => {
    let late = 0;
    const { reason } = run(method, ({ name }) =>
      name === 'owner' && late++ < 2 ? { outcome: 'cancelled' } : null,
    );
    expect(reason).toBe('carried');
  });

  it('puts everything back when Core refuses for good before the owner has changed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 }), (posted) => {
        let done = 0;
        let isOver = false;
        const { core, outcome, reason } = run(method, ({ name, data }) => {
          if (name !== 'post' || isOver) return null;
          if (done++ < posted) return null;
          // What brings money back goes through again; what goes on does not.
          isOver = data.role === 'undo' || String(data.role).startsWith('refill');
          return isOver ? null : { outcome: 'failed' };
        });
        if (reason === 'carried') return;
        expect([outcome, reason]).toEqual(['failed', 'carry_refused']);
        expect(kept(core)).toEqual(HELD_BY('old'));
      }),
    );
  });

  it('ends as stuck when Core refuses for good after that, and says so', () => {
    let isNew = false;
    const { outcome, reason } = run(method, ({ name }) => {
      isNew ||= name === 'owner';
      return isNew && name === 'post' ? { outcome: 'failed' } : null;
    });
    expect([outcome, reason]).toEqual(['failed', 'carry_stuck']);
  });

  it('moves what came late in another round', () => {
    let rounds = 0;
    const { core, reason } = run(method, ({ name }) =>
      name === 'verify' && rounds++ === 0
        ? { outcome: 'no_change', after: { health: 'off', again: true } }
        : null,
    );
    expect(reason).toBe('carried');
    expect(kept(core)).toEqual(HELD_BY('new'));
  });

  it.each([
    ['being_booked', 'carried_moving', 'succeeded'],
    ['cannot_tell', 'carry_off', 'failed'],
  ])('ends as what is read at last: %s', (health, why, ends) => {
    const { outcome, reason } = run(method, ({ name }) =>
      name === 'verify' ? { outcome: 'no_change', after: { health, again: false } } : null,
    );
    expect([outcome, reason]).toEqual([ends, why]);
  });

  it('says when lineage does not agree in the end', () => {
    const { outcome, reason } = run(method, ({ name }) =>
      name === 'verify' ? { outcome: 'no_change', after: { health: 'off', again: false } } : null,
    );
    expect([outcome, reason]).toEqual(['failed', 'carry_off']);
  });

  it.each([
    ['carry_not_possible', { outcome: 'no_change', after: { obstacle: 'on_hold' } }],
    ['changed_before', { outcome: 'no_change', after: { obstacle: 'owner' } }],
    ['carry_unread', { outcome: 'cancelled' }],
  ] as const)('begins nothing when the plan says %s', (why, fate) => {
    const { reason, steps } = run(method, ({ name }) => (name === 'plan' ? fate : null));
    expect(reason).toBe(why);
    expect(steps).toHaveLength(1);
  });
});

describe('payments meanwhile', () => {
  it('are followed in place, whenever they come', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 20 }),
        fc.bigInt({ min: 1n, max: 40n }),
        (at, amount) => {
          const { core, reason } = run('in_place', (_step, no, there) => {
            // A debit of stripe: released from the present owner's total into the shadow that is mapped.
            if (no === at) {
              there.move('bln_a', 'shop', amount);
              there.move(there.owner, there.mapped.get('stripe')!, amount);
            }
            return null;
          });
          expect(reason).toBe('carried');
          const left = {
            balance: 130n - amount,
            available: [70n - amount, 50n],
            totals: 120n - amount,
          };
          expect(kept(core)).toEqual({ ...HELD_BY('new'), ...left, total: 120n - amount });
        },
      ),
    );
  });
});

describe('draining', () => {
  it('goes back when Core does not follow the drain, with what it released of nobody untagged', () => {
    let drains = 0;
    const { core, outcome, reason } = run('drain_refill', ({ name, data }) => {
      if (name !== 'booked') return null;
      if (data.patient === true && drains++ === 0) return { outcome: 'cancelled' };
      return { outcome: 'no_change', after: { releases: '[]' } };
    });
    expect([outcome, reason]).toEqual(['failed', 'carry_not_booked']);
    expect(kept(core)).toEqual(HELD_BY('old'));
  });

  it('gives up when a tagged credit slipped in before the owner changed', () => {
    const { core, outcome, reason } = run('drain_refill', ({ name }) =>
      name === 'left_behind' ? { outcome: 'no_change', after: { amount: '5' } } : null,
    );
    expect([outcome, reason]).toEqual(['failed', 'carry_busy']);
    expect(kept(core)).toEqual(HELD_BY('old'));
  });

  it('gives up when something tagged is always there again', () => {
    const { outcome, reason, steps } = run('drain_refill', ({ name }) =>
      name === 'available' ? { outcome: 'no_change', after: { amount: '5' } } : null,
    );
    expect([outcome, reason]).toEqual(['failed', 'carry_busy']);
    expect(steps.filter(({ data }) => data.role === 'drain')).toHaveLength(9);
  });
});
