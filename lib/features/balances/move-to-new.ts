import 'server-only';
import { canonicalJson } from '@/lib/base/canonical-json';
import { type Failure } from '@/lib/base/result';
import { reading } from '@/lib/core/explain';
import { allocationsToDto } from '@/lib/lineage/allocation';
import { defineOperation } from '@/lib/operations/define-operation';
import { MOVE_OBSTACLES } from './describe-move';
import { nextOfMove } from './move-script';
import { moveSteps } from './move-steps';
import {
  changedImpact,
  describeReassign,
  guardReassign,
  loadReassign,
  untellable,
  type ReassignCase,
} from './reassign-case';
import { nameOfOwner } from './reassign-words';
import { carryLineageInput, type CarryLineageInput } from './schema';
import { explainOwnerRefusal } from './set-owner';

/**
 * Creates a balance like this one for the next owner and moves all money there, each provider's part in its
 * order. The old balance keeps its owner and its history, at zero; the id is another one. Many steps, done by
 * a worker.
 */
export const moveToNew = defineOperation<CarryLineageInput, ReassignCase>({
  kind: 'balance.move_to_new',
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
    guardReassign(input, loaded, (judged) => {
      const failure = untellable(judged);
      if (failure) return failure;
      if (judged.digest !== input.impactDigest) return changedImpact(judged);
      if (judged.move?.possible) return null;
      return notPossible(judged.move?.why ?? 'off', nameOfOwner(loaded));
    }),
  describe: (input, loaded) => {
    const described = describeReassign(input, loaded);
    const move = loaded.judged?.move;
    if (!move?.possible) return described;
    return {
      ...described,
      details: {
        ...described.details,
        moved_total: String(move.total),
        moved: canonicalJson(allocationsToDto(move.amounts)),
      },
    };
  },
  write: { how: 'plan', next: nextOfMove, steps: moveSteps },
  explainRefusal: explainOwnerRefusal,
});

function notPossible(why: keyof typeof MOVE_OBSTACLES, from: string): Failure {
  return { code: 'precondition', message: `${MOVE_OBSTACLES[why]({ from })} Nothing was sent.` };
}
