import { describe, expect, it } from 'vitest';
import { apply, type AttemptResult, type Protocol } from './state';

const START = 1_000_000;
const TIMING = { settleMs: 120_000 };

describe('what may follow what', () => {
  const run = (...events: Parameters<typeof apply>[1][]) => {
    let known: Protocol | null = null;
    for (const event of events) {
      const next: ReturnType<typeof apply> = apply(known, event, TIMING);
      if (!next.ok) return next.illegal;
      known = next.known;
    }
    return 'legal';
  };
  const intent = { type: 'intent', at: START } as const;
  const attempt = (no: number, step = 1) => ({ type: 'attempt', no, step, at: START }) as const;
  const answer = (no: number, result: AttemptResult) => ({ type: 'answer', no, result }) as const;
  const stepEnd = (outcome: 'succeeded' | 'failed' | 'cancelled', step = 1) =>
    ({ type: 'step_end', step, outcome }) as const;
  const succeeded = { type: 'outcome', outcome: 'succeeded' } as const;

  it.each([
    ['a success', [intent, attempt(1), answer(1, 'answered'), stepEnd('succeeded'), succeeded]],
    ['a resend', [intent, attempt(1), attempt(2), stepEnd('succeeded'), succeeded]],
    [
      'two steps',
      [intent, attempt(1), stepEnd('succeeded'), attempt(2, 2), stepEnd('succeeded', 2), succeeded],
    ],
    [
      'settling',
      [
        intent,
        attempt(1),
        stepEnd('succeeded'),
        succeeded,
        { type: 'settled' as const, at: START + 120_000 },
      ],
    ],
  ])('allows %s', (_name, events) => {
    expect(run(...events)).toBe('legal');
  });

  it.each([
    ['an attempt without an intent', [attempt(1)]],
    ['a second intent', [intent, intent]],
    ['an attempt that skips a number', [intent, attempt(2)]],
    ['an attempt after Core said yes', [intent, attempt(1), answer(1, 'answered'), attempt(2)]],
    ['an attempt after a refusal', [intent, attempt(1), answer(1, 'refused'), attempt(2)]],
    ['an attempt after the outcome', [intent, stepEnd('cancelled'), succeeded, attempt(1)]],
    ['an attempt of a step that is over', [intent, stepEnd('cancelled'), attempt(1)]],
    ['a second answer', [intent, attempt(1), answer(1, 'answered'), answer(1, 'refused')]],
    ['an answer to nothing', [intent, answer(1, 'answered')]],
    ['a success without an attempt', [intent, stepEnd('succeeded')]],
    ['a failure of what may be applied', [intent, attempt(1), stepEnd('cancelled')]],
    ['a step that ends twice', [intent, stepEnd('cancelled'), stepEnd('cancelled')]],
    ['an outcome while a step is open', [intent, attempt(1), succeeded]],
    ['a second outcome', [intent, stepEnd('cancelled'), succeeded, succeeded]],
    ['settling without an outcome', [intent, { type: 'settled' as const, at: START }]],
    [
      'settling too early',
      [
        intent,
        attempt(1),
        stepEnd('succeeded'),
        succeeded,
        { type: 'settled' as const, at: START + 119_999 },
      ],
    ],
  ])('forbids %s', (_name, events) => {
    expect(run(...events)).not.toBe('legal');
  });
});
