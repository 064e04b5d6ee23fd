import { z } from 'zod';
import { metaDataInput } from '@/lib/base/meta-data';

/** A ledger's name. Core takes anything but the empty text, any number of times (contract 3.1). */
export const ledgerName = z
  .string()
  .trim()
  .min(1, 'Give the ledger a name.')
  .max(200, 'Keep the name within 200 characters.');

export const createLedgerInput = z.strictObject({ name: ledgerName, metaData: metaDataInput });
export type CreateLedgerInput = z.output<typeof createLedgerInput>;

/** `expectedName` is the name that the person saw. */
export const renameLedgerInput = z.strictObject({
  ledgerId: z.string().min(1).max(200),
  expectedName: z.string(),
  name: ledgerName,
});
export type RenameLedgerInput = z.output<typeof renameLedgerInput>;
