import { describe, expect, it } from 'vitest';
import { play, settled, step, type StepResult } from './script';
import { type Outcome } from './state';

const next = play(function* ({ amount }: { amount: string }) {
  const out = yield* step('out', { amount });
  if (out.outcome !== 'succeeded') return { outcome: 'cancelled', reason: 'out' };
  for (let n = 1; n <= 2; n += 1) {
    const into = yield* step('in', { amount: String(out.after!.amount), n });
    if (into.outcome === 'succeeded') return { outcome: 'succeeded', reason: 'moved' };
  }
  yield* settled();
  const back = yield* step('back');
  return { outcome: 'failed', reason: back.outcome };
});

const input = { amount: '5' };
const taken = (name: string, outcome: Outcome = 'succeeded'): StepResult => ({
  name,
  data: {},
  outcome,
  reason: null,
  before: null,
  after: { amount: '4' },
});
const decide = (steps: StepResult[], isSettled = true) =>
  next({ input, steps, settled: isSettled });

describe('a script', () => {
  it('decides on its first step from the input, and on later ones from what came before', () => {
    expect(decide([])).toEqual({ then: 'step', name: 'out', data: { amount: '5' } });
    expect(decide([taken('out')])).toEqual({
      then: 'step',
      name: 'in',
      data: { amount: '4', n: 1 },
    });
    expect(decide([taken('out'), taken('in', 'failed')])).toMatchObject({ data: { n: 2 } });
  });

  it('ends where the script returns', () => {
    expect(decide([taken('out', 'failed')])).toEqual({
      then: 'end',
      outcome: 'cancelled',
      reason: 'out',
    });
    expect(decide([taken('out'), taken('in')])).toMatchObject({ outcome: 'succeeded' });
  });

  it('waits until all is settled, and not again once it went on from there', () => {
    const failed = [taken('out'), taken('in', 'failed'), taken('in', 'failed')];
    expect(decide(failed, false)).toEqual({ then: 'wait_until_settled' });
    expect(decide(failed, true)).toMatchObject({ name: 'back' });
    expect(decide([...failed, taken('back')], false)).toMatchObject({ then: 'end' });
  });

  it('stops at steps that it would not have taken', () => {
    expect(() => decide([taken('in')])).toThrow('step 1 is out');
    expect(() => decide([taken('out'), taken('in'), taken('back')])).toThrow('after the last step');
  });
});
