import 'server-only';
import { type EventRecord, type ReadFact, type ReadFacts } from '@/lib/audit/event-record';
import { ROLE_NAMES, type Role } from '@/lib/base/actor';
import { factName, isMark } from '@/lib/base/fact-names';
import { toMoney } from '@/lib/core/schemas/money';
import { type AuditEntryDto, type AuditValue } from './audit-dto';
import { type AuditObjectType } from './search-params';
import { type IdentityNames, maskOf, textOf } from './value-words';

export const asText = (text: string): AuditValue => ({ is: 'text', text });
export const NOTHING: AuditValue = { is: 'nothing' };

/** Facts that another one shows already. */
const SHOWN_ELSEWHERE = new Set(['identity_name', 'identity_type']);
const CODES = new Set(['meta_data', 'impact_digest']);
const OBJECTS: Readonly<Record<string, AuditObjectType>> = {
  identity_id: 'identity',
  ledger_id: 'ledger',
};

/** One fact as the panel draws it. `facts` are those beside it: an amount needs its currency. */
export function valueOf(key: string, facts: ReadFacts, identities: IdentityNames): AuditValue {
  const fact: ReadFact | undefined = facts[key];
  if (typeof fact === 'object' && fact !== null && fact.text === null) return { is: 'erased' };
  const text = textOf(fact);
  if (text === null) return NOTHING;
  const type = OBJECTS[key];
  if (type) return { is: 'object', type, id: text, name: identities.get(text) ?? null };
  const currency = textOf(facts.currency);
  if (key === 'balance' && currency !== null && /^-?\d+$/.test(text)) {
    return { is: 'money', money: toMoney(BigInt(text), currency) };
  }
  const mask = maskOf(key);
  if (mask) return { is: 'masked', text: mask(text) };
  if (key === 'role') return asText(ROLE_NAMES[text as Role] ?? text);
  return CODES.has(key) ? { is: 'code', text } : asText(text);
}

/** A personal text of the record, which may have been erased. */
export function personalValue(text: unknown): AuditValue {
  const left = (text as { text: string | null } | undefined)?.text;
  if (left === undefined) return NOTHING;
  return left === null ? { is: 'erased' } : asText(left);
}

type Words = Omit<NonNullable<AuditEntryDto['changed']>, 'rows'>;

const READ: Words = {
  title: 'What changed',
  source: 'Read from Core',
  before: 'Before',
  after: 'After',
};
const RECORDED: Words = { ...READ, source: 'Recorded' };
const WORDS: Readonly<Record<string, Words>> = {
  'operation.intent': {
    title: 'What was asked for',
    source: 'Stored first',
    before: 'As seen',
    after: 'To be',
  },
  'operation.attempt': {
    title: 'What Core showed',
    source: 'Read from Core',
    before: 'Just before',
    after: '',
  },
  'operation.outcome': READ,
  'operation.step_outcome': READ,
  'core.learnt': READ,
  'owner.drift': { ...READ, before: 'Last known', after: 'As Core shows' },
};

/** What was there and what is there now, fact by fact; `null` where the entry changes nothing. */
export function changedIn(event: EventRecord, identities: IdentityNames): AuditEntryDto['changed'] {
  const before = event.before ?? {};
  const after = event.after ?? {};
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (key) => !SHOWN_ELSEWHERE.has(key) && !isMark(key),
  );
  // A form for a new identity has many fields, most of them empty.
  const told = keys.filter((key) => textOf(before[key]) !== null || textOf(after[key]) !== null);
  if (told.length === 0) return null;
  const words = WORDS[event.kind] ?? RECORDED;
  return {
    ...words,
    rows: told.map((key) => ({
      name: factName(key),
      before: valueOf(key, before, identities),
      after: valueOf(key, after, identities),
    })),
  };
}
