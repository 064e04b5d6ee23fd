import 'server-only';
import { shortId } from '@/lib/base/ids';
import { getBalance, missingOnReassign, putBalanceIdentity } from '@/lib/core/endpoints/balances';
import { isNotFound } from '@/lib/core/errors';
import { type Refusal, type SetWrite } from '@/lib/operations/define-operation';
import { NO_SUCH_IDENTITY } from './reassign-words';

/** Which balance goes from whom to whom. */
export type Handover = { balanceId: string; from: string | null; to: string };

/**
 * The write that gives a balance to another identity. The owner decides; what else is read is evidence.
 * Core has no compare-and-set and no version of it (contract 7.1).
 */
export function setOwner<Input>(of: (input: Input) => Handover): SetWrite<Input> {
  return {
    how: 'set',
    read: async ({ input, signal }) => {
      try {
        const balance = await getBalance(of(input).balanceId, { signal });
        return {
          identity_id: balance.identityId,
          balance: String(balance.balance),
          currency: balance.currency,
          ledger_id: balance.ledgerId,
        };
      } catch (error) {
        if (isNotFound(error)) return null;
        throw error;
      }
    },
    expected: (input) => ({ identity_id: of(input).from }),
    target: (input) => ({ identity_id: of(input).to }),
    send: ({ input, limits }) => {
      const { balanceId, to } = of(input);
      return putBalanceIdentity({ balanceId, identityId: to }, limits);
    },
  };
}

/** What Core's refusal of such a write means. */
export function explainOwnerRefusal(
  refusal: Refusal,
  { balanceId, toIdentityId }: { balanceId: string; toIdentityId: string },
): { message: string; fields?: Record<string, string> } | null {
  const missing = missingOnReassign(refusal);
  if (missing === 'identity') {
    return {
      message: `Core has no identity ${shortId(toIdentityId, 'page')} (${refusal.status}).`,
      fields: NO_SUCH_IDENTITY.fields,
    };
  }
  if (missing === 'balance') {
    return { message: `Core has no balance ${shortId(balanceId, 'page')} (${refusal.status}).` };
  }
  if (refusal.status === 403) {
    return {
      message:
        'Core does not let our key change balances (403). An operator can give it that scope.',
    };
  }
  return null;
}
