import 'server-only';
import { type EventRecord, type ReadFacts } from '@/lib/audit/event-record';
import { ROLE_NAMES, type Role } from '@/lib/base/actor';
import { factName, wordsOf } from '@/lib/base/fact-names';
import { stubNumber } from '@/lib/base/stub-number';
import { type AuditFact, type AuditValue } from './audit-dto';
import { asText, NOTHING, personalValue, valueOf } from './entry-values';
import { AUDIT_ACTIONS } from './search-params';
import { type IdentityNames, textOf } from './value-words';

type Payload = EventRecord['payload'];

/** What an entry records besides who, when, on what and what changed. */
export function factsIn(event: EventRecord, identities: IdentityNames): AuditFact[] {
  const { kind, payload } = event;
  const facts = FACTS[kind]?.(payload, identities) ?? [];
  return facts.filter(({ value }) => value.is !== 'nothing');
}

const fact = (name: string, value: AuditValue): AuditFact => ({ name, value });
const text = (value: unknown): AuditValue =>
  value === undefined || value === null ? NOTHING : asText(String(value));
const code = (value: unknown): AuditValue =>
  value === undefined || value === null ? NOTHING : { is: 'code', text: String(value) };

type Attempt = {
  no: number;
  at: string;
  result: string | null;
  status?: number;
  core_code?: string;
};

const RESULTS: Record<string, string> = {
  not_sent: 'never left',
  refused: 'refused',
  answered: 'answered',
  unanswered: 'no usable answer',
};

function attemptWords({ at, result, status, core_code }: Attempt): string {
  const what = result === null ? 'nobody lived to note the answer' : RESULTS[result];
  const answer = [status, core_code].filter(Boolean).join(' ');
  return `${at.slice(11, 23)} UTC, ${what}${answer && ` (${answer})`}`;
}

/** Why an outcome is what it is, as the outcome table has it. */
const WHYS: Record<string, string> = {
  applied: 'Core shows what was asked for',
  already_so: 'Core showed it already, nothing was sent',
  changed_before: 'Somebody else changed it first, nothing was sent',
  set_by_other: 'Somebody else made the same change',
  changed_meanwhile: 'Somebody else changed it meanwhile',
  found_twice: 'Core holds it twice',
  refused: 'Core refused it',
  not_applied: 'Core did not apply it until the end of settling',
  not_found: 'Not found in Core until the end of settling',
  deadline: 'Too late to send, nothing was sent',
  not_sent: 'It never left',
  changed_after: 'Changed again after Core had said yes',
  not_shown: 'Core said yes and shows the old value',
};

/** What the person was told about lineage beforehand, word for word. */
function detailFacts(details: ReadFacts | undefined, identities: IdentityNames): AuditFact[] {
  if (!details) return [];
  const effects = Object.keys(details)
    .filter((key) => /^effect_\d+$/.test(key))
    .sort((a, b) => Number(a.slice(7)) - Number(b.slice(7)));
  return [
    fact('Balance then', valueOf('balance', details, identities)),
    fact('Ledger', text(textOf(details.ledger_name))),
    fact('Verdict shown', text(textOf(details.verdict_title))),
    fact('Tagged', text(textOf(details.lineage_tagged))),
    ...effects.map((key, index) => fact(`Effect ${index + 1}`, valueOf(key, details, identities))),
  ];
}

const role = (value: unknown): AuditValue =>
  value === undefined ? NOTHING : asText(ROLE_NAMES[value as Role] ?? String(value));

const aboutPerson = (payload: Payload): AuditFact[] => [
  fact('Name', personalValue(payload.name)),
  fact('E-mail', personalValue(payload.email)),
  fact('Role', role(payload.role)),
];

const FACTS: Partial<
  Record<EventRecord['kind'], (payload: Payload, identities: IdentityNames) => AuditFact[]>
> = {
  'operation.intent': ({ details }, identities) =>
    detailFacts(details as ReadFacts | undefined, identities),
  'operation.step': ({ step }) => {
    const { no, name, data } = step as { no: number; name: string; data: ReadFacts };
    return [
      fact('Step', text(`${no}, ${name}`)),
      ...Object.keys(data).map((key) => fact(factName(key), text(textOf(data[key])))),
    ];
  },
  'operation.attempt': ({ attempt, step }) => [
    fact('Attempt', text(attempt)),
    fact('Step', text(step)),
  ],
  'operation.step_outcome': ({ step, why }) => {
    const { no, name } = step as { no: number; name: string };
    return [fact('Step', text(`${no}, ${name}`)), fact('Because', whyOf(why))];
  },
  'operation.outcome': ({ why, attempts }) => [
    fact('Because', whyOf(why)),
    ...(attempts as Attempt[]).map((each) => fact(`Attempt ${each.no}`, text(attemptWords(each)))),
  ],
  'operation.denied': ({ permission, by, why }) => [
    fact('Permission', code(permission)),
    fact('Denied by', text(by === 'role' ? 'The role' : 'A rule of the operation')),
    fact('Told', personalValue(why)),
  ],
  'personal_text.erased': ({ texts }) => [fact('Texts', text((texts as unknown[]).length))],
  'owner.drift': ({ late_answer_of: late }) => [
    fact('Late answer of', text(late && `Stub ${stubNumber((late as { number: number }).number)}`)),
  ],
  'owner.incident': ({ examples }) =>
    (examples as { balance_id: string; before: string | null; after: string | null }[])
      .slice(0, 10)
      .map(({ balance_id, before, after }) =>
        fact(balance_id, code(`${before ?? 'nobody'} → ${after ?? 'nobody'}`)),
      ),
  'access.denied': ({ permission }) => [fact('Permission', code(permission))],
  sign_in: ({ method, ip }) => [
    fact('Method', text(wordsOf(String(method)))),
    fact('Address', personalValue(ip)),
  ],
  sign_in_failed: ({ email, ip }) => [
    fact('E-mail', personalValue(email)),
    fact('Address', personalValue(ip)),
  ],
  'person.created': aboutPerson,
  'person.invited': aboutPerson,
  'person.joined': aboutPerson,
  reveal: ({ fields }) => [fact('Fields', text((fields as string[]).map(factName).join(', ')))],
  export: ({ format, filters }) => {
    const set = filters as ReadFacts;
    return [
      fact('Format', text(String(format).toUpperCase())),
      ...Object.keys(set).map((key) => fact(FILTERS[key] ?? factName(key), filterValue(key, set))),
    ];
  },
};

function whyOf(why: unknown): AuditValue {
  return asText(WHYS[String(why)] ?? wordsOf(String(why)));
}

const FILTERS: Record<string, string> = {
  scope: 'Whose entries',
  actorId: 'Actor',
  kinds: 'Action',
  operationKind: 'Action',
  operationId: 'Operation',
  subjectType: 'Object',
  subjectId: 'Object id',
  text: 'Search',
};

function filterValue(key: string, filters: ReadFacts): AuditValue {
  const value = textOf(filters[key]);
  if (value === null) return NOTHING;
  if (key === 'scope') return asText(value === 'all' ? 'Everybody’s' : 'Their own');
  if (key === 'kinds' || key === 'operationKind') return asText(AUDIT_ACTIONS[value] ?? value);
  if (key === 'actorId') return { is: 'code', text: value };
  return asText(key === 'subjectType' || key === 'outcome' ? wordsOf(value) : value);
}
