'use server';

import { actionForVerb } from '@/lib/auth/answer-action';
import { actionFor } from '@/lib/operations/action-for';
import { createIdentity } from './create-identity';
import { deleteIdentity } from './delete-identity';
import { revealField } from './reveal-field';
import { revealFieldInput } from './schema';
import { tokenizeIdentity } from './tokenize-identity';
import { updateIdentity } from './update-identity';

export const createIdentityAction = actionFor(createIdentity);
export const updateIdentityAction = actionFor(updateIdentity);
export const deleteIdentityAction = actionFor(deleteIdentity);
export const tokenizeIdentityAction = actionFor(tokenizeIdentity);
export const revealFieldAction = actionForVerb({
  permission: 'identities:reveal',
  input: revealFieldInput,
  verb: revealField,
});
