import 'server-only';
import { assertPermission } from '@/lib/auth/permissions';
import { type Actor } from '@/lib/base/actor';
import { type Money } from '@/lib/base/money';
import { getBalance as readBalance } from '@/lib/core/endpoints/balances';
import {
  identityNames,
  ledgerNames,
  type NamedIdentity,
  type NamedLedger,
} from '@/lib/core/endpoints/names';
import { reading } from '@/lib/core/explain';
import { metaDataLines } from '@/lib/core/json';
import { type ReadOptions } from '@/lib/core/request';
import { GENERAL_LEDGER_ID } from '@/lib/core/schemas/balance';
import { isLineageIndicator } from '@/lib/core/schemas/lineage-names';
import { toMoney } from '@/lib/core/schemas/money';
import { rememberTraits, traitOf, type LineageTrait } from './lineage-trait';

/** What the page of a balance shows besides lineage, changes and transactions. */
export type BalanceDetail = {
  balanceId: string;
  identity: NamedIdentity | null;
  ledger: NamedLedger;
  indicator: string | null;
  currency: string;
  /** Credit − debit, without what is inflight. */
  balance: Money;
  credit: Money;
  debit: Money;
  inflightCredit: Money;
  inflightDebit: Money;
  lineage: LineageTrait;
  /** `lineage`: an aggregate or shadow balance of Core's own; `system`: another of the general ledger. */
  kind: 'customer' | 'system' | 'lineage';
  /** Counts movements of money; a change of identity does not move it (contract 7.1). */
  version: number;
  createdAt: string;
  /** In Core's order; values that are not text as JSON. */
  metaData: { key: string; value: string }[];
  readAt: string;
};

/**
 * One balance with the names of its identity and ledger: one question, then two at once.
 * Permission: `balances:read`.
 * @throws DomainError `notFound` when Core does not know it.
 */
export async function getBalance(
  actor: Actor,
  params: { balanceId: string },
  options: ReadOptions = {},
): Promise<BalanceDetail> {
  assertPermission(actor, 'balances:read');
  const readAt = new Date().toISOString();
  return reading('this balance', async () => {
    const balance = await readBalance(params.balanceId, options);
    const [identityOf, ledgerOf] = await Promise.all([
      identityNames([balance.identityId], options),
      ledgerNames([balance.ledgerId], options),
      rememberTraits([balance]),
    ]);
    const money = (minor: bigint) => toMoney(minor, balance.currency);
    const isSystem = balance.ledgerId === GENERAL_LEDGER_ID;
    return {
      balanceId: balance.balanceId,
      identity: identityOf(balance.identityId),
      ledger: ledgerOf(balance.ledgerId),
      indicator: balance.indicator,
      currency: balance.currency,
      balance: money(balance.balance),
      credit: money(balance.creditBalance),
      debit: money(balance.debitBalance),
      inflightCredit: money(balance.inflightCreditBalance),
      inflightDebit: money(balance.inflightDebitBalance),
      lineage: traitOf(balance),
      kind: !isSystem ? 'customer' : isLineageIndicator(balance.indicator) ? 'lineage' : 'system',
      version: balance.version,
      createdAt: balance.createdAt,
      metaData: metaDataLines(balance.metaData),
      readAt,
    };
  });
}
