'use server';

import { actionFor } from '@/lib/operations/action-for';
import { reassignIdentity } from './reassign-identity';

export const reassignIdentityAction = actionFor(reassignIdentity);
