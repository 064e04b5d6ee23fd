import { describe, expect, it } from 'vitest';
import { type Reason } from '@/lib/operations/state';
import { changeWords, type ChangeTelling } from './change-words';

const telling = (given: Partial<ChangeTelling>): ChangeTelling => ({
  kind: 'balance.reassign_identity',
  state: 'succeeded',
  reason: 'applied',
  message: null,
  from: 'Jane Doe',
  to: 'Max Roe',
  shown: 'Max Roe',
  leftAt: '2026-11-21T13:05:41.655Z',
  readAt: '2026-11-21T13:07:41.100Z',
  ...given,
});
const said = (given: Partial<ChangeTelling>) => {
  const { title, text } = changeWords(telling(given));
  return `${title}. ${text}`;
};

describe('a change that waits', () => {
  const waits = {
    kind: 'balance.reassign_when_spent',
    leftAt: null,
    waitsUntil: '2026-12-06T13:31:00.000Z',
  } as const;

  it('says what it waits for, until when, and that nobody is kept out', () => {
    expect(said({ ...waits, state: 'waiting', reason: null, shown: null })).toBe(
      'Waiting until the tagged funds are spent. Max Roe gets this balance once nothing tagged is left on it and Core has booked that, until 6 Dec 2026, 13:31 UTC at the latest. Jane Doe stays the owner until then, nobody is kept from changing the balance, and everything is checked anew before anything is sent.',
    );
  });

  it.each<[Partial<ChangeTelling>, string]>([
    [
      { reason: 'called_off', message: 'Ada Okafor cancelled it.' },
      'Cancelled before anything was sent. Ada Okafor cancelled it. Jane Doe was the owner all the time.',
    ],
    [
      { reason: 'wait_expired' },
      'Not changed: the funds were not spent in time. It waited until 6 Dec 2026, 13:31 UTC. Nothing was sent to Core; Jane Doe is still the owner.',
    ],
    [{ reason: 'wait_identity_gone' }, 'Not changed: Max Roe no longer exists.'],
    [{ reason: 'wait_lineage_off' }, 'Not changed: lineage does not agree.'],
    [{ reason: 'wait_not_allowed' }, 'Not changed: whoever asked for it may no longer do it.'],
    [{ reason: 'changed_before', state: 'conflict' }, 'Someone else changed the owner first.'],
    [{ reason: 'applied', state: 'succeeded' }, 'Max Roe now owns this balance.'],
  ])('ends %o', (given, words) => {
    expect(said({ ...waits, state: 'cancelled', ...given })).toContain(words);
  });
});

it('tells a tokenization that Core made in part from one that it did not make', () => {
  const failed = {
    kind: 'identity.tokenize',
    state: 'failed',
    from: 'plain text',
    to: 'tokenized',
    subject: 'Jane Doe',
  } as const;
  const refused = { ...failed, reason: 'refused', message: 'Core refused (409).' } as const;
  expect(said({ ...refused, shown: 'partly tokenized' })).toBe(
    'Changed in part. Core refused (409). Read back: Some of them are tokenized and some are not: which, stands beside this.',
  );
  expect(said({ ...refused, shown: 'plain text' })).toBe(
    'Not changed. Core refused (409). Read back: They are in plain text still. Nothing was written.',
  );
  expect(said({ ...failed, reason: 'not_applied', shown: 'partly tokenized' })).toContain(
    'Changed in part. No answer came back',
  );
  expect(said({ ...failed, state: 'succeeded', reason: 'applied', shown: 'tokenized' })).toBe(
    'Fields of Jane Doe were tokenized. Core was read again after the change and shows them tokenized.',
  );
});

describe('a reassigned balance', () => {
  it.each<[Reason, Partial<ChangeTelling>, string]>([
    [
      'applied',
      {},
      'Max Roe now owns this balance. Core was read again after the change and shows the new identity.',
    ],
    [
      'changed_before',
      { state: 'conflict', shown: 'Jane A. Doe' },
      'Someone else changed the owner first. You saw Jane Doe; Core now shows Jane A. Doe. Nothing was sent to Core.',
    ],
    [
      'refused',
      { state: 'failed', shown: 'Jane Doe', message: 'Core has no identity idt_c81b…a5d3 (404).' },
      'Not changed. Core has no identity idt_c81b…a5d3 (404). Read back: Jane Doe is still the owner. Nothing was written.',
    ],
    [
      'not_applied',
      { state: 'failed', shown: 'Jane Doe' },
      'Not changed. No answer came back, and Core was read up to 13:07:41 UTC without showing the change. Jane Doe is still the owner. You can ask for it again.',
    ],
    [
      'not_sent',
      { state: 'cancelled', from: 'nobody' },
      'Nothing was sent. No connection to Core could be made. Nobody owns the balance still. You can ask for it again.',
    ],
    [
      'changed_after',
      { state: 'overwritten', shown: 'Eve Poe' },
      'Someone else changed the owner at the same time. Our request left, and Core now shows Eve Poe. Whether ours was made in between cannot be told. Look at both in the log before you change it again.',
    ],
  ])('%s', (reason, given, words) => {
    expect(said({ reason, ...given })).toBe(words);
  });
});

describe('a carried lineage', () => {
  it.each<[string, Partial<ChangeTelling>, string]>([
    [
      'carried',
      {},
      'Max Roe now owns this balance. Its lineage was carried over. Core was read again afterwards: nothing is left under the old name, and lineage agrees.',
    ],
    [
      'carry_owner_kept',
      { state: 'failed' },
      'Not changed: Jane Doe is still the owner. Core did not take the new identity, so everything was put back. The balance, its owner and its lineage are as they were.',
    ],
    [
      'carry_off',
      { state: 'failed' },
      'Max Roe owns this balance, but its lineage does not agree. All steps were made, and Core was read again without lineage being right. The balance’s page says what is off.',
    ],
  ])('%s', (reason, given, words) => {
    expect(said({ kind: 'balance.carry_lineage', reason, ...given })).toBe(words);
  });
});

it('never calls an outcome that is not known a failure', () => {
  expect(said({ state: 'unknown', reason: null })).toBe(
    'We do not know yet if Core made this change. The request left at 13:05:41 UTC and no answer came back. Counterfoil reads the balance until it is sure. There is no need to send it again.',
  );
  for (const state of ['running', 'unknown'] as const) {
    for (const leftAt of [null, '2026-11-21T13:05:41.655Z']) {
      expect(said({ state, reason: null, leftAt })).not.toMatch(/fail|error|timed out/i);
    }
  }
});

describe('every kind', () => {
  const REASONS: Reason[] = [
    'applied',
    'already_so',
    'changed_before',
    'set_by_other',
    'changed_meanwhile',
    'found_twice',
    'refused',
    'not_applied',
    'not_found',
    'deadline',
    'not_sent',
    'changed_after',
    'not_shown',
  ];
  const KINDS = ['balance.create', 'identity.update', 'ledger.rename', 'something.new'];

  it.each(KINDS.flatMap((kind) => REASONS.map((reason) => [kind, reason] as const)))(
    '%s, %s: whole sentences, nothing about owners',
    (kind, reason) => {
      const { title, text } = changeWords(telling({ kind, reason, state: 'failed' }));
      expect(title).toMatch(/^[A-Z].*[^.!]$/);
      expect(text).toMatch(/^[A-Z].*\.$/);
      expect(text).not.toMatch(/owner|undefined|null|\.\./);
    },
  );

  it('says which values of an identity somebody else changed', () => {
    const change = {
      kind: 'identity.update',
      reason: 'changed_before',
      state: 'conflict',
    } as const;
    expect(said({ ...change, moved: ['City'] })).toBe(
      'Someone else changed the identity first. City has changed since you opened the form. Nothing was sent to Core.',
    );
    expect(said({ ...change, moved: ['City', 'Phone', 'Birth date'] })).toContain(
      'City, Phone and Birth date have changed since you opened the form.',
    );
    expect(said({ ...change, moved: ['City'], shown: null })).toContain('Core no longer knows it');
  });

  it('says of a create that was not made that nothing was created', () => {
    expect(said({ kind: 'ledger.create', reason: 'refused', state: 'failed' })).toBe(
      'Nothing was created. Core refused the request. Read back: Core does not show the ledger. Nothing was written.',
    );
  });
});
