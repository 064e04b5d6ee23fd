'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { actionForVerb } from '@/lib/auth/answer-action';
import { verifyLog } from './verify-log';

export const verifyLogAction = actionForVerb({
  permission: 'audit:read',
  input: z.object({}),
  verb: verifyLog,
  afterwards: refresh,
});
