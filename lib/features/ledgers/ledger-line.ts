import 'server-only';
import { GENERAL_LEDGER_ID } from '@/lib/core/schemas/balance';
import { type Ledger } from '@/lib/core/schemas/ledger';

/** A ledger in a table or a picker. */
export type LedgerLine = {
  ledgerId: string;
  name: string;
  /** Core's own ledger of system, aggregate and shadow balances. */
  isGeneral: boolean;
  createdAt: string;
};

export function ledgerLine(ledger: Ledger): LedgerLine {
  return {
    ledgerId: ledger.ledgerId,
    name: ledger.name,
    isGeneral: ledger.ledgerId === GENERAL_LEDGER_ID,
    createdAt: ledger.createdAt,
  };
}
