import { z } from 'zod';
import { exactInstant, metaData } from './common';

/** A ledger (contract 3.1). Names are not unique. */
export const ledger = z
  .object({
    ledger_id: z.string().min(1),
    name: z.string(),
    created_at: exactInstant,
    meta_data: metaData,
  })
  .transform((l) => ({
    ledgerId: l.ledger_id,
    name: l.name,
    createdAt: l.created_at,
    metaData: l.meta_data,
  }));
export type Ledger = z.output<typeof ledger>;
