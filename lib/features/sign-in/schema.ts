import { z } from 'zod';
import { newPassword, personName } from '@/lib/auth/person-fields';
import { type Role, ROLES } from '@/lib/base/actor';

/** Where to go afterwards; anything that does not lead into this app is ignored. */
const next = z.string().max(2000).optional();

export const signInInput = z.object({
  email: z
    .string()
    .trim()
    .pipe(z.email({ error: 'Enter your e-mail address, such as ada@example.com.' })),
  password: z.string().min(1, { error: 'Enter your password.' }).max(1000),
  next,
});
export type SignInInput = z.output<typeof signInInput>;

export const demoSignInInput = z.object({ role: z.enum(ROLES), next });
export type DemoSignInInput = z.output<typeof demoSignInInput>;

export const acceptInvitationInput = z.object({
  token: z.string().min(1),
  name: personName,
  password: newPassword,
});
export type AcceptInvitationInput = z.output<typeof acceptInvitationInput>;

/** What each role is for, in a few words. What it may do exactly is decided by `lib/auth`. */
export const ROLE_DUTIES: Record<Role, string> = {
  finance: 'Creates balances and ledgers',
  support: 'Reassigns balances, edits identities',
  auditor: 'Reads everything, changes nothing',
  admin: 'Everything, and people and settings',
};
