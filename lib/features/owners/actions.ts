'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { actionForVerb } from '@/lib/auth/answer-action';
import { explainDrift } from './explain-drift';
import { requestOwnerCheck } from './owner-check';
import { explainDriftInput } from './schema';

export const explainDriftAction = actionForVerb({
  permission: 'balances:reassign',
  input: explainDriftInput,
  verb: explainDrift,
  afterwards: refresh,
});
export const requestOwnerCheckAction = actionForVerb({
  permission: 'changes:read',
  input: z.object({}),
  verb: requestOwnerCheck,
  afterwards: refresh,
});
