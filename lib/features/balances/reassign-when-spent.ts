import 'server-only';
import { reading } from '@/lib/core/explain';
import { listOperations } from '@/lib/operations/list-operations';
import { defineOperation } from '@/lib/operations/define-operation';
import { stubNumber } from '@/lib/base/stub-number';
import { type Actor } from '@/lib/base/actor';
import { type Failure } from '@/lib/base/result';
import {
  changedImpact,
  describeReassign,
  guardReassign,
  loadReassign,
  untellable,
  type ReassignCase,
} from './reassign-case';
import { mayWait } from './judge-reassign';
import { reassignWhenSpentInput, type ReassignWhenSpentInput } from './schema';
import { explainOwnerRefusal } from './set-owner';
import { nextOfWaiting, waitSteps } from './wait-steps';

/** A change of the same balance that waits already. */
type Waiting = { operationId: string; number: number };
type Loaded = ReassignCase & { waiting: Waiting | null };

const KIND = 'balance.reassign_when_spent';

/**
 * Gives a balance to another identity by itself once its tagged funds are spent, when that changes a label
 * and nothing more (effect E10). It waits for days without keeping anybody out, and reads everything anew
 * before it is sent (docs/lineage.md).
 */
export const reassignWhenSpent = defineOperation<ReassignWhenSpentInput, Loaded>({
  kind: KIND,
  permission: 'balances:reassign',
  input: reassignWhenSpentInput,
  subject: ({ balanceId }) => ({ type: 'balance', id: balanceId }),
  reserve: 'while_sending',
  load: async (input, { actor, signal }) => {
    const [loaded, waiting] = await Promise.all([
      reading('this balance', () => loadReassign(input, { actor, signal, withCarry: false })),
      findWaiting(actor, input.balanceId),
    ]);
    return { ...loaded, waiting };
  },
  guard: (input, loaded) => {
    if (loaded.waiting) return waitsAlready(loaded.waiting);
    return guardReassign(input, loaded, (judged) => {
      const failure = untellable(judged);
      if (failure) return failure;
      if (judged.digest !== input.impactDigest) return changedImpact(judged);
      return mayWait(judged.impact) ? null : NOTHING_TO_WAIT_FOR;
    });
  },
  describe: (input, loaded) => {
    const described = describeReassign(input, loaded);
    return { ...described, details: { ...described.details, wait_days: input.days } };
  },
  write: { how: 'plan', next: nextOfWaiting, steps: waitSteps },
  explainRefusal: explainOwnerRefusal,
});

const NOTHING_TO_WAIT_FOR: Failure = {
  code: 'precondition',
  message: 'There is nothing to wait for on this balance. Nothing was stored; look at it again.',
};

async function findWaiting(actor: Actor, balanceId: string): Promise<Waiting | null> {
  const subject = { type: 'balance', id: balanceId } as const;
  const { rows } = await listOperations(
    actor,
    { subject, kinds: [KIND], isOpen: true },
    { limit: 1 },
  );
  return rows[0] ?? null;
}

function waitsAlready({ operationId, number }: Waiting): Failure {
  return {
    code: 'conflict',
    message: `Stub ${stubNumber(number)} waits for the funds of this balance already. Cancel it first, if this change should take its place.`,
    operationId,
  };
}
