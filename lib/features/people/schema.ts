import { z } from 'zod';
import { PASSWORD_MAX, PASSWORD_MIN } from '@/lib/auth/password';
import { ROLES } from '@/lib/base/actor';

const role = z.enum(ROLES, { error: 'Choose a role.' });
const email = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.email({ error: 'Enter an e-mail address, such as ada@example.com.' }).max(254));

export const personName = z
  .string()
  .trim()
  .min(1, { error: 'Enter a name.' })
  .max(120, { error: 'A name has at most 120 characters.' });
export const newPassword = z
  .string()
  .min(PASSWORD_MIN, { error: `A password has at least ${PASSWORD_MIN} characters.` })
  .max(PASSWORD_MAX, { error: `A password has at most ${PASSWORD_MAX} characters.` });

export const personIdInput = z.object({ personId: z.string().min(1) });
export type PersonIdInput = z.output<typeof personIdInput>;

export const invitePersonInput = z.object({ email, role });
export type InvitePersonInput = z.output<typeof invitePersonInput>;

export const withdrawInvitationInput = z.object({ invitationId: z.string().min(1) });
export type WithdrawInvitationInput = z.output<typeof withdrawInvitationInput>;

export const changeRoleInput = z.object({ personId: z.string().min(1), role });
export type ChangeRoleInput = z.output<typeof changeRoleInput>;

export const acceptInvitationInput = z.object({
  token: z.string().min(1),
  name: personName,
  password: newPassword,
});
export type AcceptInvitationInput = z.output<typeof acceptInvitationInput>;

export const createAdminInput = z.object({ email, name: personName, password: newPassword });
export type CreateAdminInput = z.output<typeof createAdminInput>;

export const revokeSessionInput = z.object({ sessionId: z.string().min(1) });
export type RevokeSessionInput = z.output<typeof revokeSessionInput>;
