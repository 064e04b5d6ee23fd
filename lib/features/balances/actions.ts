'use server';

import { actionFor } from '@/lib/operations/action-for';
import { carryLineage } from './carry-lineage';
import { createBalance } from './create-balance';
import { reassignIdentity } from './reassign-identity';

export const createBalanceAction = actionFor(createBalance);
export const reassignIdentityAction = actionFor(reassignIdentity);
export const carryLineageAction = actionFor(carryLineage);
