import { z } from 'zod';
import { newPassword, personName } from '@/lib/auth/person-fields';
import { type Role, ROLES } from '@/lib/base/actor';

const role = z.enum(ROLES, { error: 'Choose a role.' });
const email = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.email({ error: 'Enter an e-mail address, such as ada@example.com.' }).max(254));

export const personIdInput = z.object({ personId: z.string().min(1) });
export type PersonIdInput = z.output<typeof personIdInput>;

export const invitePersonInput = z.object({ email, role });
export type InvitePersonInput = z.output<typeof invitePersonInput>;

export const withdrawInvitationInput = z.object({ invitationId: z.string().min(1) });
export type WithdrawInvitationInput = z.output<typeof withdrawInvitationInput>;

export const changeRoleInput = z.object({ personId: z.string().min(1), role });
export type ChangeRoleInput = z.output<typeof changeRoleInput>;

export const createAdminInput = z.object({ email, name: personName, password: newPassword });
export type CreateAdminInput = z.output<typeof createAdminInput>;

export const revokeSessionInput = z.object({ sessionId: z.string().min(1) });
export type RevokeSessionInput = z.output<typeof revokeSessionInput>;

export type PersonRow = {
  id: string;
  name: string;
  email: string;
  role: Role;
  /** ISO instant since when they may not sign in. */
  disabledAt: string | null;
  createdAt: string;
  /** Sessions that are still valid. */
  sessionCount: number;
  /** ISO instant of the newest of those sessions. */
  signedInAt: string | null;
  /** Whether this is the person who asks. */
  isSelf: boolean;
};

export type InvitationRow = {
  id: string;
  email: string;
  role: Role;
  /** Name of the person who invited, or `Command line`. */
  invitedBy: string;
  createdAt: string;
  expiresAt: string;
  isExpired: boolean;
};

export type Invited = {
  email: string;
  /** The whole address to hand over. It is shown once: only its hash is stored. */
  link: string;
  /** ISO instant in UTC. */
  expiresAt: string;
};

export type SessionRow = {
  id: string;
  /** `Firefox on Linux`, as the browser says of itself. */
  browser: string;
  /** The network address as it reached us, or null if it could not be told. */
  address: string | null;
  /** ISO instants in UTC. */
  signedInAt: string;
  expiresAt: string;
  /** Whether this is the session that asks. */
  isCurrent: boolean;
};
