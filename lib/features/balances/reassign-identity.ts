import 'server-only';
import { type Facts } from '@/lib/audit/facts';
import { shortId } from '@/lib/base/ids';
import { type Failure } from '@/lib/base/result';
import { getBalance, missingOnReassign, putBalanceIdentity } from '@/lib/core/endpoints/balances';
import { isNotFound } from '@/lib/core/errors';
import { reading } from '@/lib/core/explain';
import { type Balance } from '@/lib/core/schemas/balance';
import { defineOperation } from '@/lib/operations/define-operation';
import {
  changedImpact,
  describeReassign,
  guardReassign,
  loadReassign,
  untellable,
  type ReassignCase,
} from './reassign-case';
import { NO_SUCH_IDENTITY } from './reassign-words';
import {
  confirmationOf,
  isConfirmed,
  reassignIdentityInput,
  type ReassignIdentityInput,
} from './schema';

/**
 * Gives a balance to another identity, or to its first one. Core has no compare-and-set and no version
 * of it (contract 7.1), so what the person saw is compared with a fresh read before the request leaves.
 */
export const reassignIdentity = defineOperation<ReassignIdentityInput, ReassignCase>({
  kind: 'balance.reassign_identity',
  permission: 'balances:reassign',
  input: reassignIdentityInput,
  subject: ({ balanceId }) => ({ type: 'balance', id: balanceId }),
  load: (input, { signal }) =>
    reading('this balance', () => loadReassign(input, { signal, withCarry: false })),
  guard: (input, loaded) =>
    guardReassign(input, loaded, (judged) => {
      const failure = untellable(judged);
      if (failure) return failure;
      if (judged.digest !== input.impactDigest) return changedImpact(judged);
      return judged.described.needsConfirmation ? unconfirmed(input) : null;
    }),
  describe: describeReassign,
  write: {
    how: 'set',
    read: async ({ input, signal }) => {
      try {
        return factsOf(await getBalance(input.balanceId, { signal }));
      } catch (error) {
        if (isNotFound(error)) return null;
        throw error;
      }
    },
    expected: ({ expectedIdentityId }) => ({ identity_id: expectedIdentityId }),
    target: ({ toIdentityId }) => ({ identity_id: toIdentityId }),
    send: ({ input, limits }) =>
      putBalanceIdentity({ balanceId: input.balanceId, identityId: input.toIdentityId }, limits),
  },
  explainRefusal: (refusal, input) => {
    const missing = missingOnReassign(refusal);
    if (missing === 'identity') {
      return {
        message: `Core has no identity ${shortId(input.toIdentityId, 'page')} (${refusal.status}).`,
        fields: NO_SUCH_IDENTITY.fields,
      };
    }
    if (missing === 'balance') {
      return {
        message: `Core has no balance ${shortId(input.balanceId, 'page')} (${refusal.status}).`,
      };
    }
    if (refusal.status === 403) {
      return {
        message:
          'Core does not let our key change balances (403). An operator can give it that scope.',
      };
    }
    return null;
  },
});

/** A change that breaks lineage is only made by somebody who typed the end of the balance's id. */
function unconfirmed({ confirmation, balanceId }: ReassignIdentityInput): Failure | null {
  if (isConfirmed(confirmation, balanceId)) return null;
  return {
    code: 'invalid',
    message: 'Nothing was sent: the confirmation is missing.',
    fields: { confirmation: `Type ${confirmationOf(balanceId)}, the end of this balance’s id.` },
  };
}

/** What is read before and after: the owner decides, the amounts are evidence. */
function factsOf(balance: Balance): Facts {
  return {
    identity_id: balance.identityId,
    balance: String(balance.balance),
    currency: balance.currency,
    ledger_id: balance.ledgerId,
  };
}
