import 'server-only';
import { type Failure } from '@/lib/base/result';
import { reading } from '@/lib/core/explain';
import { defineOperation } from '@/lib/operations/define-operation';
import {
  changedImpact,
  describeReassign,
  guardReassign,
  loadReassign,
  untellable,
  type ReassignCase,
} from './reassign-case';
import {
  confirmationOf,
  isConfirmed,
  reassignIdentityInput,
  type ReassignIdentityInput,
} from './schema';
import { explainOwnerRefusal, setOwner } from './set-owner';

/**
 * Gives a balance to another identity, or to its first one. Core has no compare-and-set and no version
 * of it (contract 7.1), so what the person saw is compared with a fresh read before the request leaves.
 */
export const reassignIdentity = defineOperation<ReassignIdentityInput, ReassignCase>({
  kind: 'balance.reassign_identity',
  permission: 'balances:reassign',
  input: reassignIdentityInput,
  subject: ({ balanceId }) => ({ type: 'balance', id: balanceId }),
  load: (input, { actor, signal }) =>
    reading('this balance', () => loadReassign(input, { actor, signal, withCarry: false })),
  guard: (input, loaded) =>
    guardReassign(input, loaded, (judged) => {
      const failure = untellable(judged);
      if (failure) return failure;
      if (judged.digest !== input.impactDigest) return changedImpact(judged);
      return judged.described.needsConfirmation ? unconfirmed(input) : null;
    }),
  describe: describeReassign,
  write: setOwner(({ balanceId, expectedIdentityId, toIdentityId }) => ({
    balanceId,
    from: expectedIdentityId,
    to: toIdentityId,
  })),
  explainRefusal: explainOwnerRefusal,
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
