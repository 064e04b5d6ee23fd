'use server';

import { refresh } from 'next/cache';
import { actionForVerb } from '@/lib/auth/answer-action';
import { changeRole } from './change-role';
import { disablePerson } from './disable-person';
import { enablePerson } from './enable-person';
import { invitePerson } from './invite-person';
import { revokeSession } from './revoke-session';
import {
  changeRoleInput,
  invitePersonInput,
  personIdInput,
  revokeSessionInput,
  withdrawInvitationInput,
} from './schema';
import { withdrawInvitation } from './withdraw-invitation';

// Each answer brings the list of the page as it is afterwards (`refresh`), in the same round trip.

export const invitePersonAction = actionForVerb({
  permission: 'people:manage',
  input: invitePersonInput,
  verb: invitePerson,
  afterwards: refresh,
});

export const withdrawInvitationAction = actionForVerb({
  permission: 'people:manage',
  input: withdrawInvitationInput,
  verb: withdrawInvitation,
  afterwards: refresh,
});

export const changeRoleAction = actionForVerb({
  permission: 'people:manage',
  input: changeRoleInput,
  verb: changeRole,
  afterwards: refresh,
});

export const disablePersonAction = actionForVerb({
  permission: 'people:manage',
  input: personIdInput,
  verb: disablePerson,
  afterwards: refresh,
});

export const enablePersonAction = actionForVerb({
  permission: 'people:manage',
  input: personIdInput,
  verb: enablePerson,
  afterwards: refresh,
});

export const revokeSessionAction = actionForVerb({
  permission: null,
  input: revokeSessionInput,
  verb: revokeSession,
  afterwards: refresh,
});
