'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { actionForVerb } from '@/lib/auth/answer-action';
import { eraseTexts } from './erase-texts';
import { eraseTextsInput } from './schema';
import { verifyLog } from './verify-log';

export const eraseTextsAction = actionForVerb({
  permission: 'audit:erase',
  input: eraseTextsInput,
  verb: eraseTexts,
  afterwards: refresh,
});
export const verifyLogAction = actionForVerb({
  permission: 'audit:read',
  input: z.object({}),
  verb: verifyLog,
  afterwards: refresh,
});
