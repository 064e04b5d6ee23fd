import 'server-only';
import { canonicalJson } from '@/lib/base/canonical-json';
import { reading } from '@/lib/core/explain';
import { defineOperation } from '@/lib/operations/define-operation';
import { nextOfCarry } from './carry-script';
import { carrySteps } from './carry-steps';
import {
  changedImpact,
  describeReassign,
  guardReassign,
  loadReassign,
  untellable,
  type ReassignCase,
} from './reassign-case';
import { carryLineageInput, type CarryLineageInput } from './schema';

/**
 * Gives a balance to another identity and carries its lineage over, so that it is as true afterwards as
 * before (docs/lineage.md). Many steps, done by a worker. Both owners are reserved as well: the totals
 * and shadows that are moved are theirs, and a new name of either would break it in the middle.
 */
export const carryLineage = defineOperation<CarryLineageInput, ReassignCase>({
  kind: 'balance.carry_lineage',
  permission: 'balances:reassign',
  input: carryLineageInput,
  subject: ({ balanceId }) => ({ type: 'balance', id: balanceId }),
  alsoReserve: ({ expectedIdentityId, toIdentityId }) => [
    `identity:${expectedIdentityId}`,
    `identity:${toIdentityId}`,
  ],
  load: (input, { actor, signal }) =>
    reading('this balance', () => loadReassign(input, { actor, signal, withCarry: true })),
  guard: (input, loaded) =>
    guardReassign(input, loaded, (judged) =>
      // An offer that is no longer possible has another mark than the one that was chosen.
      judged.carry?.digest === input.impactDigest
        ? null
        : (untellable(judged) ?? changedImpact(judged)),
    ),
  describe: (input, loaded) => {
    const described = describeReassign(input, loaded);
    const carry = loaded.judged?.carry;
    if (!carry?.offer.possible) return described;
    return {
      ...described,
      details: {
        ...described.details,
        carry_method: carry.offer.method,
        carry_total: String(carry.offer.total),
        carry: canonicalJson(carry.record),
        impact_digest: carry.digest,
      },
    };
  },
  write: { how: 'plan', next: nextOfCarry, steps: carrySteps },
});
