import { z } from 'zod';
import { newPassword, personName } from '@/lib/auth/person-fields';
import { ROLES } from '@/lib/base/actor';

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
