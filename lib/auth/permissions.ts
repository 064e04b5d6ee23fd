import { type Actor, ROLE_NAMES, type Role } from '@/lib/base/actor';
import { DomainError } from '@/lib/base/result';

/** Everything that can be allowed or forbidden. The list is closed: a verb cannot invent a name. */
export const PERMISSIONS = [
  'balances:read',
  'balances:create',
  'balances:reassign',
  'identities:read',
  'identities:create',
  'identities:edit',
  'identities:tokenize',
  'identities:delete',
  'identities:reveal',
  'ledgers:read',
  'ledgers:create',
  'ledgers:rename',
  'transactions:read',
  'changes:read',
  'audit:read',
  'audit:read_own',
  'audit:export',
  'audit:erase',
  'people:manage',
  'settings:read',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const READ_EVERYTHING_BUT_AUDIT: Permission[] = [
  'balances:read',
  'identities:read',
  'ledgers:read',
  'transactions:read',
  'changes:read',
];

/**
 * What each role may do (design §10). Who has `audit:read_own` without `audit:read` sees and exports
 * only the events that they caused themselves.
 */
export const MATRIX: Record<Role, ReadonlySet<Permission>> = {
  finance: new Set<Permission>([
    ...READ_EVERYTHING_BUT_AUDIT,
    'balances:create',
    'ledgers:create',
    'ledgers:rename',
    'identities:create',
    'identities:edit',
    'audit:read_own',
    'audit:export',
  ]),
  support: new Set<Permission>([
    ...READ_EVERYTHING_BUT_AUDIT,
    'balances:reassign',
    'identities:create',
    'identities:edit',
    'identities:reveal',
    'audit:read_own',
    'audit:export',
  ]),
  auditor: new Set<Permission>([
    ...READ_EVERYTHING_BUT_AUDIT,
    'identities:reveal',
    'audit:read',
    'audit:read_own',
    'audit:export',
  ]),
  admin: new Set<Permission>(PERMISSIONS),
};

/** Whether `actor` may do it. Our own processes and the command line may everything. */
export function can(actor: Actor, permission: Permission): boolean {
  return actor.kind === 'person' ? MATRIX[actor.role].has(permission) : true;
}

/**
 * Why `actor` may not do it, as a sentence for the screen that names the permission and who can
 * grant it, or `null` if they may. Shown beside a control that stays visible but disabled.
 */
export function reasonAgainst(actor: Actor, permission: Permission): string | null {
  if (actor.kind !== 'person' || can(actor, permission)) return null;
  return `Your role, ${ROLE_NAMES[actor.role]}, does not include ${permission}. An admin can grant it.`;
}

/** Thrown for want of a permission. Whoever answers the person records the attempt. */
export class PermissionError extends DomainError {
  constructor(
    actor: Actor,
    readonly permission: Permission,
  ) {
    const message = reasonAgainst(actor, permission) ?? `This needs ${permission}.`;
    super({ code: 'forbidden', message }, { logMessage: `${actor.id} lacks ${permission}` });
  }
}

/**
 * The first line of every verb.
 * @throws PermissionError (`forbidden`), whose message names the permission and who can grant it.
 */
export function assertPermission(actor: Actor, permission: Permission): void {
  if (!can(actor, permission)) throw new PermissionError(actor, permission);
}
