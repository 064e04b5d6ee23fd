'use server';

import { actionFor } from '@/lib/operations/action-for';
import { createLedger } from './create-ledger';
import { renameLedger } from './rename-ledger';

export const createLedgerAction = actionFor(createLedger);
export const renameLedgerAction = actionFor(renameLedger);
