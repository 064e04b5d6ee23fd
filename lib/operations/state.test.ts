import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  apply,
  type Attempt,
  type AttemptResult,
  type Column,
  columnOf,
  type Decision,
  decide,
  type Protocol,
  RULES,
  settlesAt,
  type Sight,
  SIGHTS,
  type StateTiming,
  type StepStanding,
} from './state';

const TIMING: StateTiming = {
  resendWindowMs: 30_000,
  maxAttempts: 3,
  resendAfterMs: 2_000,
  settleMs: 120_000,
  readSoonMs: 500,
  readEveryMs: 2_000,
  readSoonForMs: 10_000,
};
const START = 1_000_000;
type How = keyof typeof RULES;
type When = 'at once' | 'settled';

/**
 * Design §5.6, typed in once more, cell by cell and independent of the code: what has to come of each
 * column, sight and way of writing. `look` = unknown, read again.
 */
const TABLE: Record<Column, Record<Sight, string | Partial<Record<How | 'else', string>>>> = {
  none: {
    target: 'no_change',
    other: 'conflict',
    twice: 'conflict',
    old: 'send | cancelled',
    unreadable: 'look | cancelled',
  },
  refused: {
    target: { create_with_id: 'succeeded', else: 'conflict' },
    other: 'conflict',
    twice: 'conflict',
    old: 'failed',
    unreadable: 'look',
  },
  answered: {
    target: 'succeeded',
    other: 'overwritten',
    twice: 'conflict',
    old: { set: 'look | overwritten', else: 'look | failed' },
    unreadable: 'look',
  },
  unanswered: {
    target: 'succeeded',
    other: 'look | overwritten',
    twice: 'conflict',
    old: { create: 'look | failed', else: 'send | failed' },
    unreadable: 'look',
  },
};

const ATTEMPTS: Record<Column, AttemptResult[]> = {
  none: [],
  refused: ['refused'],
  answered: ['answered'],
  unanswered: ['unanswered'],
};

function expected(column: Column, sight: Sight, { how, when }: { how: How; when: When }): string {
  const cell = TABLE[column][sight];
  const text = typeof cell === 'string' ? cell : (cell[how] ?? cell.else)!;
  const [first, last] = text.split(' | ');
  return when === 'settled' ? (last ?? first!) : first!;
}

const word = (decision: Decision) => (decision.do === 'end' ? decision.outcome : decision.do);

function standing(how: How, results: (AttemptResult | null)[], every = 2_000): StepStanding {
  const attempts = results.map((result, at) => ({
    no: at + 1,
    startedAt: START + at * every,
    result,
  }));
  return {
    rules: RULES[how],
    startedAt: START,
    sendUntil: START + 8_000,
    readEveryMs: null,
    attempts,
  };
}

const cells = (Object.keys(TABLE) as Column[]).flatMap((column) =>
  SIGHTS.flatMap((sight) =>
    (Object.keys(RULES) as How[]).flatMap((how) =>
      (['at once', 'settled'] as const).map((when) => ({ column, sight, how, when })),
    ),
  ),
);

describe('the outcome table', () => {
  it.each(cells)('$column × $sight, $how, $when', ({ column, sight, how, when }) => {
    const step = standing(how, ATTEMPTS[column]);
    const now = START + (when === 'settled' ? TIMING.settleMs : TIMING.resendAfterMs);
    expect(word(decide(step, sight, { now, timing: TIMING }))).toBe(
      expected(column, sight, { how, when }),
    );
  });

  it('calls it cancelled only when every attempt was not sent', () => {
    const at = { now: START + 4_000, timing: TIMING };
    const cancelled = { do: 'end', outcome: 'cancelled', reason: 'not_sent' };
    expect(decide(standing('set', ['not_sent']), 'old', at)).toEqual(cancelled);
    expect(decide(standing('set', ['not_sent', 'refused']), 'old', at)).toEqual({
      do: 'end',
      outcome: 'failed',
      reason: 'refused',
    });
  });

  it('takes an attempt whose result nobody wrote down for unanswered', () => {
    expect(columnOf(standing('set', [null]).attempts)).toBe('unanswered');
    expect(settlesAt(standing('set', [null]).attempts, TIMING)).toBe(START + TIMING.settleMs);
  });

  it('sends again at most twice, not at once, and only within the window', () => {
    const old = (step: StepStanding, now: number) =>
      word(decide(step, 'old', { now: START + now, timing: TIMING }));
    const once = standing('set', ['unanswered']);
    expect(old(once, 1_999)).toBe('look');
    expect(old(once, 2_000)).toBe('send');
    expect(old(once, 29_999)).toBe('send');
    expect(old(once, 30_000)).toBe('look');
    expect(old(standing('set', ['unanswered', 'unanswered', 'not_sent']), 9_000)).toBe('look');
    expect(old(standing('set', ['unanswered', 'refused']), 9_000)).toBe('look');
    expect(old(standing('create', ['unanswered']), 2_000)).toBe('look');
  });
});

const results = fc.array(
  fc.constantFrom<AttemptResult | null>('not_sent', 'refused', 'answered', 'unanswered', null),
  { maxLength: 3 },
);
const situation = fc.record({
  how: fc.constantFrom<How>('set', 'create', 'create_with_id'),
  results,
  every: fc.integer({ min: 0, max: 40_000 }),
  sight: fc.constantFrom<Sight>(...SIGHTS),
  later: fc.integer({ min: 0, max: 400_000 }),
});

describe('decide, whatever happened', () => {
  const check = (
    property: (s: { step: StepStanding; sight: Sight; decision: Decision; now: number }) => void,
  ) =>
    fc.assert(
      fc.property(situation, ({ how, results: given, every, sight, later }) => {
        const step = standing(how, given, every);
        const now = (step.attempts.at(-1)?.startedAt ?? START) + later;
        property({ step, sight, now, decision: decide(step, sight, { now, timing: TIMING }) });
      }),
      { numRuns: 3_000 },
    );

  it('confirms nothing that was not seen', () => {
    check(({ decision, sight }) => {
      if (decision.do !== 'end') return;
      if (decision.outcome === 'succeeded' || decision.outcome === 'no_change') {
        expect(sight).toBe('target');
      }
    });
  });

  it('calls nothing failed or cancelled that may have been applied', () => {
    check(({ decision, sight, step, now }) => {
      if (decision.do !== 'end') return;
      if (decision.outcome !== 'failed' && decision.outcome !== 'cancelled') return;
      expect(['old', 'unreadable']).toContain(sight);
      if (sight === 'unreadable') expect(step.attempts).toEqual([]);
      const until = settlesAt(step.attempts, TIMING);
      if (until !== null) expect(now).toBeGreaterThanOrEqual(until);
    });
  });

  it('sends only what Core does not show, and a create never twice', () => {
    check(({ decision, sight, step }) => {
      if (decision.do !== 'send') return;
      expect(sight).toBe('old');
      expect(step.attempts.length).toBeLessThan(TIMING.maxAttempts);
      expect(step.attempts.map(({ result }) => result)).not.toContain('answered');
      if (!step.rules.resend) expect(step.attempts).toEqual([]);
    });
  });

  it('comes to an end with the first read after settling', () => {
    check(({ decision, sight, step, now }) => {
      const last = step.attempts.at(-1);
      if (!last || sight === 'unreadable' || now < last.startedAt + TIMING.settleMs) return;
      expect(decision.do).toBe('end');
    });
  });

  it('never ends in a way that the protocol calls illegal', () => {
    check(({ decision, step }) => {
      if (decision.do === 'look') return;
      const attempts = step.attempts.map((attempt) => ({ ...attempt, step: 1 }));
      const known: Protocol = { attempts, ended: {}, outcome: null, settled: false };
      const no = attempts.length + 1;
      const event =
        decision.do === 'send'
          ? ({ type: 'attempt', no, step: 1, at: START } as const)
          : ({ type: 'step_end', step: 1, outcome: decision.outcome } as const);
      // Only histories that the protocol itself can produce are asked about.
      if (!isReachable(step.attempts)) return;
      expect(apply(known, event, TIMING)).toMatchObject({ ok: true });
    });
  });
});

function isReachable(attempts: readonly Attempt[]): boolean {
  return attempts.slice(0, -1).every(({ result }) => result !== 'refused' && result !== 'answered');
}

describe('a whole operation against a Core that may do anything', () => {
  /**
   * A model of Core and of the network: each request is applied now, later or never, and answered or
   * not, whatever was applied. Nobody else changes the subject here, so the truth is simple.
   */
  const fate = fc.record({
    result: fc.constantFrom<AttemptResult | null>('answered', 'unanswered', 'not_sent', null),
    appliedAfter: fc.option(fc.integer({ min: 0, max: 119_000 }), { nil: null }),
  });
  const readable = fc.array(fc.boolean(), { minLength: 1, maxLength: 400 });

  it.each(['set', 'create_with_id'] as const)('ends once, and truthfully (%s)', (how) => {
    fc.assert(
      fc.property(fc.array(fate, { minLength: 3, maxLength: 3 }), readable, (fates, reads) => {
        let now = START;
        let appliedAt = Infinity;
        const attempts: Attempt[] = [];
        for (let i = 0; i < 2_000; i++) {
          const step = { ...standing(how, []), attempts };
          const isReadable = now > START + 200_000 || reads[i % reads.length];
          const sight = !isReadable ? 'unreadable' : now >= appliedAt ? 'target' : 'old';
          const decision = decide(step, sight, { now, timing: TIMING });
          if (decision.do === 'end') {
            const until = settlesAt(attempts, TIMING);
            if (decision.outcome === 'succeeded') expect(appliedAt).toBeLessThanOrEqual(now);
            if (decision.outcome === 'failed' || decision.outcome === 'cancelled') {
              expect(appliedAt).toBe(Infinity);
              expect(until ?? 0).toBeLessThanOrEqual(now);
            }
            return;
          }
          if (decision.do === 'send') {
            const { result, appliedAfter } = fates[attempts.length]!;
            // What was not sent is not applied; what Core said yes to is.
            const after = result === 'not_sent' ? null : result === 'answered' ? 0 : appliedAfter;
            if (after !== null) appliedAt = Math.min(appliedAt, now + after);
            attempts.push({ no: attempts.length + 1, startedAt: now, result });
            now += 100;
          } else {
            now += decision.inMs;
          }
        }
        expect.unreachable('the operation never ended');
      }),
      { numRuns: 1_000 },
    );
  });
});
