import 'server-only';
import { type EventRecord } from '@/lib/audit/event-record';
import { ROLE_NAMES, type Role } from '@/lib/base/actor';
import { changeKindName } from '@/lib/base/change-kinds';
import { factName, wordsOf } from '@/lib/base/fact-names';
import { type AuditObject, type AuditOutcome, type AuditRowDto } from './audit-dto';
import {
  AUDIT_OBJECTS,
  OTHER_ACTIONS,
  type AuditObjectType,
  type OtherAction,
} from './search-params';
import { type IdentityNames, sideText, textOf } from './value-words';
import { type ReadText } from '@/lib/audit/event-record';

/** What the words of an entry need besides its record. */
export type Surroundings = {
  identities: IdentityNames;
  /** Names of people by id, as they are called now. */
  people: ReadonlyMap<string, string>;
};

/** An entry as the list shows it. */
export function toRow(event: EventRecord, around: Surroundings): AuditRowDto {
  return {
    id: event.id,
    at: event.at,
    actor: {
      kind: event.actor.kind as AuditRowDto['actor']['kind'],
      id: event.actor.id,
      name: event.actor.name,
    },
    action: actionOf(event),
    object: objectOf(event, around),
    objectWords: objectWords(event),
    ...sidesOf(event, around),
    outcome: outcomeOf(event),
    reason: reasonOf(event),
  };
}

function actionOf({ kind, operation, payload }: EventRecord): string {
  if (operation) return changeKindName(operation.kind);
  if (kind === 'reveal') {
    const fields = payload.fields as string[];
    return `Reveal ${fields.map((field) => factName(field).toLowerCase()).join(', ')}`;
  }
  return OTHER_ACTIONS[kind as OtherAction];
}

function objectOf({ subject }: EventRecord, { people }: Surroundings): AuditObject | null {
  if (!subject) return null;
  const type = subject.type as AuditObjectType;
  const name = type === 'person' ? (people.get(subject.id ?? '') ?? null) : null;
  const isCoreThing = type === 'balance' || type === 'identity' || type === 'ledger';
  return { type, id: subject.id, name: name ?? (isCoreThing ? null : AUDIT_OBJECTS[type]) };
}

const EXPORTS: Record<string, string> = {
  evidence_bundle: 'Evidence bundle',
  evidence_pack: 'Evidence pack',
};
const METHODS: Record<string, string> = { password: 'Password', demo: 'One click, demo' };

function objectWords({ kind, payload }: EventRecord): string | null {
  switch (kind) {
    case 'sign_in':
      return METHODS[String(payload.method)] ?? wordsOf(String(payload.method));
    case 'export':
      return EXPORTS[String(payload.what)] ?? String(payload.format).toUpperCase();
    case 'setting.changed':
      return wordsOf(String(payload.name));
    default:
      return null;
  }
}

function sidesOf(
  event: EventRecord,
  { identities }: Surroundings,
): Pick<AuditRowDto, 'before' | 'after'> {
  const { kind, payload } = event;
  if (kind === 'operation.intent' || kind === 'setting.changed' || kind === 'owner.drift') {
    return { before: sideText(event.before, identities), after: sideText(event.after, identities) };
  }
  if (kind === 'operation.outcome') return outcomeSides(event, identities);
  if (kind === 'person.role_changed') {
    const roleIn = (side: unknown) => ROLE_NAMES[(side as { role: Role }).role];
    return { before: roleIn(payload.before), after: roleIn(payload.after) };
  }
  return { before: null, after: null };
}

/** What Core showed. Where it shows the same as before, only that: it is unchanged. */
function outcomeSides(event: EventRecord, identities: IdentityNames) {
  const before = sideText(event.before, identities);
  const after = sideText(event.after, identities);
  const changedNothing = !['succeeded', 'overwritten'].includes(event.outcome ?? '');
  if (changedNothing && before !== null && before === after) return { before, after: null };
  return { before, after: before !== null && after === null ? 'not there' : after };
}

function outcomeOf({ kind, outcome }: EventRecord): AuditOutcome {
  if (outcome) return outcome as AuditOutcome;
  if (kind === 'operation.attempt') return 'sent';
  return kind === 'operation.step' ? 'decided' : 'requested';
}

const DRIFT_CAUSES: Record<string, string> = {
  outside: 'Outside Counterfoil',
  late_answer: 'Late answer of our own change',
};

const SIGN_IN_CAUSES: Record<string, string> = {
  unknown_person: 'Unknown address',
  wrong_password: 'Wrong password',
  disabled: 'Disabled',
  too_many_attempts: 'Too many attempts',
};

/** Why, in one line: what the person gave as a reason, or why it was refused. */
function reasonOf(event: EventRecord): string | null {
  const { kind, payload, reason } = event;
  switch (kind) {
    case 'operation.denied':
      if (payload.by === 'role' && event.actor.role) {
        return `Role: ${ROLE_NAMES[event.actor.role as Role] ?? event.actor.role}`;
      }
      return textOf(payload.why as ReadText);
    case 'access.denied':
      return `Needs ${String(payload.permission)}`;
    case 'owner.drift':
      return DRIFT_CAUSES[String(payload.cause)] ?? null;
    case 'log.verified':
      return wordsOf(String(event.after?.verdict));
    case 'owner.incident':
      return `${String(event.after?.balances)} balances at once`;
    case 'sign_in_failed':
      return SIGN_IN_CAUSES[String(payload.cause)] ?? null;
    case 'reveal':
      return reason.note;
    case 'operation.attempt':
      return Number(payload.attempt) > 1 ? `Attempt ${String(payload.attempt)}` : null;
    default: {
      const given = [reason.category && wordsOf(reason.category), reason.ticket].filter(Boolean);
      return given.length > 0 ? given.join(', ') : null;
    }
  }
}
