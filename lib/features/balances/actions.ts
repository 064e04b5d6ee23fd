'use server';

import { actionForVerb } from '@/lib/auth/answer-action';
import { actionFor } from '@/lib/operations/action-for';
import { carryLineage } from './carry-lineage';
import { cancelWaiting } from './cancel-waiting';
import { createBalance } from './create-balance';
import { moveToNew } from './move-to-new';
import { reassignIdentity } from './reassign-identity';
import { reassignWhenSpent } from './reassign-when-spent';
import { cancelWaitingInput } from './schema';

export const createBalanceAction = actionFor(createBalance);
export const reassignIdentityAction = actionFor(reassignIdentity);
export const carryLineageAction = actionFor(carryLineage);
export const moveToNewAction = actionFor(moveToNew);
export const reassignWhenSpentAction = actionFor(reassignWhenSpent);
export const cancelWaitingAction = actionForVerb({
  permission: 'balances:reassign',
  input: cancelWaitingInput,
  verb: cancelWaiting,
});
