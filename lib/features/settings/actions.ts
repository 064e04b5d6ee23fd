'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { actionForVerb } from '@/lib/auth/answer-action';
import { learnCoreAgain } from './learn-core-again';

export const learnCoreAgainAction = actionForVerb({
  permission: 'settings:read',
  input: z.object({}),
  verb: learnCoreAgain,
  afterwards: refresh,
});
