import { z } from 'zod';
import { CHANGE_KINDS, CHANGE_OUTCOMES } from '@/lib/base/change-kinds';
import { searchParam, searchWord } from '@/lib/base/search-param';

/** What is recorded besides changes: by the kind of the event, with its name for people. */
export const OTHER_ACTIONS = {
  sign_in: 'Sign in',
  sign_out: 'Sign out',
  sign_in_failed: 'Try to sign in',
  'session.revoked': 'End session',
  'person.created': 'Create person',
  'person.invited': 'Invite person',
  'person.joined': 'Accept invitation',
  'person.role_changed': 'Change role',
  'person.disabled': 'Disable person',
  'person.enabled': 'Enable person',
  'person.password_reset': 'Reset password',
  'invitation.revoked': 'Withdraw invitation',
  reveal: 'Reveal personal fields',
  export: 'Export audit log',
  'personal_text.erased': 'Erase personal texts',
  'access.denied': 'Refused request',
  'core.learnt': 'Learn what Core allows',
  'setting.changed': 'Change setting',
  'owner.drift': 'Owner differs',
  'owner.incident': 'Owners differ',
  'owner.explained': 'Explain owner',
  'owner.baseline': 'Record owners',
  'log.key_changed': 'New evidence key',
  'log.verified': 'Verify log',
  'log.heartbeat': 'Heartbeat',
  'log.sealing_started': 'Start sealing',
  'log.sealing_stopped': 'Stop sealing',
} as const;
export type OtherAction = keyof typeof OTHER_ACTIONS;

/** Every action of the log by its word in an address. */
export const AUDIT_ACTIONS: Readonly<Record<string, string>> = {
  ...CHANGE_KINDS,
  ...OTHER_ACTIONS,
};

/** What something was done to. */
export const AUDIT_OBJECTS = {
  balance: 'Balance',
  identity: 'Identity',
  ledger: 'Ledger',
  person: 'Person',
  session: 'Session',
  invitation: 'Invitation',
  core: 'Core',
  log: 'Log',
} as const;
export type AuditObjectType = keyof typeof AUDIT_OBJECTS;

/** What an entry may have come to. Entries on the way (asked for, sent) have none of these yet. */
export const AUDIT_OUTCOMES = { ...CHANGE_OUTCOMES, denied: 'Denied', drift: 'Drift' } as const;

const keysOf = <T extends object>(of: T) => Object.keys(of) as (keyof T & string)[];

const day = searchParam().transform((text) => {
  const parsed = z.iso.date().safeParse(text);
  return parsed.success ? parsed.data : undefined;
});

/**
 * What the address of the log says; whatever is wrong in it falls back to "not set". `from` and `to` are
 * days in the viewer's zone, both included.
 */
export const auditSearchParams = z.object({
  /** Id of whoever did it. */
  actor: searchParam(),
  action: searchWord(...keysOf(AUDIT_ACTIONS)),
  object: searchWord(...keysOf(AUDIT_OBJECTS)),
  outcome: searchWord(...keysOf(AUDIT_OUTCOMES)),
  /** An id of anything, a stub's number, or a ticket: the whole of it. */
  q: searchParam(),
  from: day,
  to: day,
  older: searchParam(),
  newer: searchParam(),
  end: searchWord('oldest'),
  /** The entry that is open beside the list. */
  entry: searchParam(),
  /** That an export came to nothing, and under which reference the log of the server tells why. */
  problem: searchWord('refused', 'failed'),
  reference: searchParam(40),
});
export type AuditSearchParams = Partial<z.output<typeof auditSearchParams>>;

/** The part that decides which entries are shown. */
export type AuditFilters = Pick<
  AuditSearchParams,
  'actor' | 'action' | 'object' | 'outcome' | 'q' | 'from' | 'to'
>;

/** The filters alone, without which page and which entry: for links and exports. */
export function filtersOf(params: AuditSearchParams): AuditFilters {
  const { actor, action, object, outcome, q, from, to } = params;
  return { actor, action, object, outcome, q, from, to };
}

/** How many filters are set; two days are one. */
export function countAuditFilters(params: AuditSearchParams): number {
  const { from, to, ...others } = filtersOf(params);
  return [...Object.values(others), from ?? to].filter(Boolean).length;
}
