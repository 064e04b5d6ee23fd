import { describe, expect, it } from 'vitest';
import { type Actor, ROLES, type Role } from '@/lib/base/actor';
import {
  assertPermission,
  can,
  type Permission,
  PermissionError,
  PERMISSIONS,
  reasonAgainst,
} from './permissions';

const person = (role: Role): Actor => ({
  kind: 'person',
  id: `user-${role}`,
  name: 'Someone',
  role,
  sessionId: 'session',
});

// Written out once more, by hand, role by role in the order finance, support, auditor, admin: a slip
// in the table of the code has to meet a different table, not itself.
const EXPECTED: Record<Permission, string> = {
  'balances:read': 'yyyy',
  'balances:create': 'y--y',
  'balances:reassign': '-y-y',
  'identities:read': 'yyyy',
  'identities:create': 'yy-y',
  'identities:edit': 'yy-y',
  'identities:tokenize': '---y',
  'identities:delete': '---y',
  'identities:reveal': '-yyy',
  'ledgers:read': 'yyyy',
  'ledgers:create': 'y--y',
  'ledgers:rename': 'y--y',
  'transactions:read': 'yyyy',
  'changes:read': 'yyyy',
  'audit:read': '--yy',
  'audit:read_own': 'yyyy',
  'audit:export': 'yyyy',
  'audit:erase': '---y',
  'people:manage': '---y',
  'settings:read': '---y',
};

describe('permissions', () => {
  const cells = PERMISSIONS.flatMap((permission) =>
    ROLES.map((role, column) => ({
      permission,
      role,
      allowed: EXPECTED[permission][column] === 'y',
    })),
  );

  it.each(cells)('$role × $permission: $allowed', ({ permission, role, allowed }) => {
    const actor = person(role);
    expect(can(actor, permission)).toBe(allowed);
    expect(reasonAgainst(actor, permission) === null).toBe(allowed);
    if (allowed) expect(() => assertPermission(actor, permission)).not.toThrow();
    else expect(() => assertPermission(actor, permission)).toThrow(PermissionError);
  });

  it.each(PERMISSIONS)('our processes and the command line may %s', (permission) => {
    expect(can({ kind: 'system', id: 'worker', name: 'Worker' }, permission)).toBe(true);
    expect(can({ kind: 'cli', id: 'cli', name: 'Command line' }, permission)).toBe(true);
  });

  it('says which permission is missing and who can grant it', () => {
    try {
      assertPermission(person('auditor'), 'balances:create');
      expect.unreachable();
    } catch (error) {
      expect((error as PermissionError).failure).toEqual({
        code: 'forbidden',
        message: 'Your role, Auditor, does not include balances:create. An admin can grant it.',
      });
      expect((error as PermissionError).permission).toBe('balances:create');
    }
  });
});
