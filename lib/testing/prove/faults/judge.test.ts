import { describe, expect, it } from 'vitest';
import { type Trouble } from './cases';
import { judge, judgeLate, LONGEST_MS, type Evidence, type Recorded } from './judge';

const SETTLE_MS = 6_000;
const DONE = { status: 200, sentAt: 1_400, at: 1_500 };

const recorded = (more: Partial<Recorded> = {}): Recorded => ({
  state: 'succeeded',
  reason: 'applied',
  requestedAt: 1_000,
  outcomeAt: 2_000,
  wasForgotten: false,
  attempts: [{ startedAt: 1_200, result: 'answered' }],
  events: { 'operation.intent': 1, 'operation.attempt': 1, 'operation.outcome': 1 },
  drifts: [],
  ...more,
});

/** A change that came about as it should, but for what is given. */
function evidence({ troubles = [], ...more }: Partial<Evidence> & { troubles?: Trouble[] } = {}) {
  return {
    drawn: { isFirst: false, again: null, troubles },
    operationId: 'op',
    from: 'owner',
    to: 'next',
    recorded: recorded(),
    told: ['succeeded'],
    requests: [{ core: [DONE] }],
    ownerAtEnd: 'next',
    wasChecked: true,
    ...more,
  } satisfies Evidence;
}
const kinds = (given: Evidence) => judge(given, SETTLE_MS).map(({ kind }) => kind);
const failed = (more: Partial<Recorded> = {}) =>
  recorded({ state: 'failed', reason: 'not_applied', ...more });
const other: Trouble = { is: 'other', after: 0 };

describe('a case', () => {
  it('that came about as it should is in order', () => {
    expect(kinds(evidence())).toEqual([]);
  });

  it('is unaccounted for without a record, with a request too many, or with half a log', () => {
    expect(kinds(evidence({ recorded: null }))).toEqual(['unaccounted']);
    expect(kinds(evidence({ requests: [{ core: [DONE] }, { core: [] }] }))).toEqual([
      'unaccounted',
    ]);
    const events = { 'operation.intent': 1, 'operation.attempt': 1, 'operation.outcome': 2 };
    expect(kinds(evidence({ recorded: recorded({ events }) }))).toEqual(['unaccounted']);
    expect(kinds(evidence({ recorded: recorded({ events: {} }) }))).toHaveLength(3);
  });

  it('is unaccounted for when a person was told another outcome, but not when told to wait', () => {
    expect(kinds(evidence({ told: ['refused: unknown', 'sending', 'succeeded'] }))).toEqual([]);
    expect(kinds(evidence({ told: ['failed'] }))).toEqual(['unaccounted']);
  });

  it('is falsely confirmed when Core never did it, did it later, or shows somebody else', () => {
    expect(kinds(evidence({ requests: [{ core: [] }] }))).toEqual(['falsely_confirmed']);
    expect(kinds(evidence({ requests: [{ core: [{ ...DONE, status: 503 }] }] }))).toEqual([
      'falsely_confirmed',
    ]);
    expect(kinds(evidence({ requests: [{ core: [{ ...DONE, sentAt: 2_400 }] }] }))).toEqual([
      'falsely_confirmed',
    ]);
    expect(kinds(evidence({ requests: [{ core: [{ ...DONE, at: 2_500 }] }] }))).toEqual([]);
    expect(kinds(evidence({ ownerAtEnd: 'owner' }))).toEqual(['falsely_confirmed']);
    expect(kinds(evidence({ ownerAtEnd: 'third', troubles: [other] }))).toEqual([]);
    const noChange = recorded({ state: 'no_change', reason: 'already_so' });
    expect(kinds(evidence({ recorded: noChange, told: [] }))).toEqual(['falsely_confirmed']);
  });

  it('is falsely failed when Core did it, before the outcome or in time after it', () => {
    const never = { requests: [{ core: [] }], ownerAtEnd: 'owner', told: [] };
    expect(kinds(evidence({ ...never, recorded: failed() }))).toEqual([]);
    expect(kinds(evidence({ recorded: failed(), told: [] }))).toEqual(['falsely_failed']);
    const later = (sentAt: number) => ({
      requests: [{ core: [{ ...DONE, sentAt, at: sentAt + 100 }] }],
      recorded: failed(),
      told: [],
    });
    expect(kinds(evidence(later(1_200 + SETTLE_MS - 1)))).toEqual(['falsely_failed']);
    expect(kinds(evidence(later(1_200 + SETTLE_MS)))).toEqual([]);
    expect(kinds(evidence({ ...never, recorded: failed(), ownerAtEnd: 'next' }))).toEqual([
      'falsely_failed',
    ]);
  });

  it('may only be a conflict, or overwritten, when somebody else was there', () => {
    const conflict = recorded({ state: 'conflict', reason: 'changed_before', attempts: [] });
    const events = { 'operation.intent': 1, 'operation.outcome': 1 };
    const seen = { recorded: { ...conflict, events }, requests: [], told: [] };
    expect(kinds(evidence({ ...seen, troubles: [other] }))).toEqual([]);
    expect(kinds(evidence(seen))).toEqual(['falsely_failed']);
    const overwritten = recorded({ state: 'overwritten', reason: 'changed_after' });
    expect(kinds(evidence({ recorded: overwritten, told: [] }))).toEqual(['falsely_failed']);
    expect(kinds(evidence({ recorded: overwritten, told: [], troubles: [other] }))).toEqual([]);
  });

  it('is open when nobody took it up, whatever came of it', () => {
    expect(kinds(evidence({ recorded: recorded({ wasForgotten: true }) }))).toEqual(['open']);
  });

  it('is open without an outcome, after too long, or with an attempt after the outcome', () => {
    expect(kinds(evidence({ recorded: recorded({ outcomeAt: null }), told: [] }))).toEqual([
      'open',
    ]);
    const outcomeAt = 1_001 + LONGEST_MS;
    const attempts = [{ startedAt: outcomeAt - 1, result: null }];
    expect(kinds(evidence({ recorded: recorded({ outcomeAt, attempts }) }))).toEqual(['open']);
    const slow = recorded({ outcomeAt: 1_201 + SETTLE_MS + 30_000 });
    expect(kinds(evidence({ recorded: slow }))).toEqual(['open']);
    const after = recorded({ attempts: [{ startedAt: 2_001, result: null }] });
    expect(kinds(evidence({ recorded: after }))).toEqual(['open']);
  });
});

describe('a request that arrives after the outcome', () => {
  const late = { requests: [{ core: [{ ...DONE, sentAt: 8_900, at: 9_000 }] }], told: [] };
  const found = { cause: 'late_answer', lateOf: 'op', toIdentityId: 'next' };
  const verdicts = (drifts: Recorded['drifts'], more: Partial<Evidence> = {}) =>
    judgeLate(evidence({ ...late, recorded: failed({ drifts }), ...more })).map(({ text }) => text);

  it('must be found by the next check and named as ours', () => {
    expect(verdicts([found])).toEqual([]);
    expect(verdicts([])).toEqual(['it arrived after its outcome and was not found']);
    expect(verdicts([found], { wasChecked: false })).toEqual(['no check of owners came round']);
    expect(verdicts([{ ...found, cause: 'outside', lateOf: null }])).toEqual([
      'found as outside of null',
    ]);
  });

  it('needs no finding when it only says again what is so', () => {
    expect(judgeLate(evidence(late))).toEqual([]);
  });
});
