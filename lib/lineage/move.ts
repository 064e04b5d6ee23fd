import { type LineageFacts } from '@/lib/core/schemas/lineage-facts';
import { allocate, totalOf, type Allocation } from './allocation';
import { postingObstacle, type CarryConditions, type PostingObstacle } from './carry';
import { holdingsOf } from './holdings';

/*
 * Moving the money of a balance to a new one of the next owner, each provider's part in its order. The old
 * balance keeps its owner, its id and its history, and is left at zero (docs/lineage.md).
 */

/** Why the money of a balance cannot be moved to a new one. */
export type MoveObstacle =
  | PostingObstacle
  /** Other balances share the funds: a debit of everything would take theirs as well. */
  | 'shared'
  /** It holds less than is tagged, so a debit of everything would not take every provider completely. */
  | 'holds_less';

export type MoveOffer =
  | {
      possible: true;
      /** What is tagged of each provider, above zero, in the order of the first credit. */
      amounts: readonly Allocation[];
      /** Everything that the balance holds, tagged or not. */
      total: bigint;
    }
  | { possible: false; why: MoveObstacle };

/**
 * Whether the money of a tracked balance can be moved to a new one. One debit of all that it holds takes every
 * provider completely, whatever the strategy, as long as nothing else lies in its shadows (contract 5.5).
 */
export function moveOf(
  facts: LineageFacts,
  conditions: Pick<CarryConditions, 'mayPost' | 'exactUpTo'>,
): MoveOffer {
  const { balance, lineage } = facts;
  const obstacle = postingObstacle(facts, conditions);
  if (obstacle) return { possible: false, why: obstacle };
  const { exactUpTo } = conditions;
  if (exactUpTo !== null && balance.balance > exactUpTo) {
    return { possible: false, why: 'key_rounds' };
  }
  if (holdingsOf(facts).shared) return { possible: false, why: 'shared' };
  if (balance.balance < totalOf(lineage.providers)) return { possible: false, why: 'holds_less' };
  const taken = allocate(lineage.providers, balance.balance, balance.allocationStrategy);
  const amounts = lineage.providers.flatMap(
    ({ provider }) => taken.find((each) => each.provider === provider) ?? [],
  );
  return { possible: true, amounts, total: balance.balance };
}

/** Why such a change ended as it did, where other changes have no such reason. */
export type MoveReason =
  | 'moved'
  /** And more came in meanwhile, which is still on the old balance. */
  | 'moved_rest'
  /** Something about the balance had changed: nothing was sent. */
  | 'move_not_possible'
  /** Core did not create the new balance: no money was moved. */
  | 'move_not_created'
  /** Payments were faster each time: no money was moved, and the new balance is empty. */
  | 'move_busy'
  /** Core did not follow the debit; the money is back on the old balance. */
  | 'move_not_booked'
  /** The money is on the new balance, and its lineage is not right. */
  | 'move_off'
  /** Core refused for too long, with the money between the two: somebody has to look. */
  | 'move_stuck';
