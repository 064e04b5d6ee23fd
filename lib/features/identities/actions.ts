'use server';

import { actionFor } from '@/lib/operations/action-for';
import { createIdentity } from './create-identity';
import { updateIdentity } from './update-identity';

export const createIdentityAction = actionFor(createIdentity);
export const updateIdentityAction = actionFor(updateIdentity);
