import { expect, it } from 'vitest';
import { noMatchWords } from './no-match-words';

const nobody = { identity: null, ledger: null };
const jane = { id: 'idt_1', name: 'Jane Doe', type: 'individual', isGone: false };
const escrow = { id: 'ldg_1', name: 'Escrow', isGone: false };
const any = { filters: {}, named: nobody, search: { kind: 'none' as const }, zone: 'UTC' };

it.each([
  [
    { filters: { currency: 'KWD', none: '1' as const, last: '30' as const } },
    'No KWD balance without an identity was created in the last 30 days.',
  ],
  [
    { filters: { identity: 'idt_1', ledger: 'ldg_1' }, named: { identity: jane, ledger: escrow } },
    'No balance of Jane Doe in Escrow exists.',
  ],
  [
    { filters: { since: '2026-01-01', until: '2026-02-01' } },
    'No balance was created between 1 Jan 2026 and 1 Feb 2026.',
  ],
  [{ filters: { since: '2026-01-01' } }, 'No balance was created from 1 Jan 2026 on.'],
  [{ filters: { until: '2026-01-01' } }, 'No balance was created until 1 Jan 2026.'],
  [
    { search: { kind: 'balance' as const, value: 'bln_x' } },
    'No balance with the id bln_x exists.',
  ],
  [{ filters: { system: '1' as const } }, 'No system or shadow balance exists.'],
  [
    {
      filters: { identity: 'idt_2' },
      named: { ...nobody, identity: { ...jane, id: 'idt_2', name: null, isGone: true } },
    },
    'No balance of idt_2 exists. Core has no identity idt_2 either.',
  ],
])('names what does not exist: %j', (asked, words) => {
  expect(noMatchWords({ ...any, ...asked })).toBe(words);
});
