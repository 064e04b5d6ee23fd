import { SeededRandom } from '@/lib/base/seeded-random';
import { account, apiKey, changeMetadata, monitor, renameLedger, search } from './others';
import {
  createBalance,
  createIdentity,
  createLedger,
  reassign,
  refuseReassign,
  removeIdentity,
  rename,
  tokenize,
} from './owners';
import { bulk, credit, debit, refusedPayment, schedule, split } from './payments';
import { checkpoint, readList, readOne } from './reads';
import { refund, settle, settleInBulk } from './settlements';
import type { Step } from './step';
import { World } from './world';

type Move = (world: World) => void;

const MOVES: readonly (readonly [Move, number])[] = [
  [credit, 22],
  [debit, 20],
  [split, 4],
  [bulk, 3],
  [refusedPayment, 4],
  [schedule, 0.5],
  [settle, 6],
  [settleInBulk, 1],
  [refund, 3],
  [reassign, 5],
  [refuseReassign, 2],
  [rename, 3],
  [removeIdentity, 1.5],
  [tokenize, 1],
  [createLedger, 1],
  [createIdentity, 4],
  [createBalance, 6],
  [renameLedger, 1],
  [changeMetadata, 3],
  [monitor, 2],
  [account, 1.5],
  [apiKey, 2],
  [search, 0.5],
  [readOne, 8],
  [readList, 4],
];

/** Moves between two comparisons of everything. */
const BETWEEN_CHECKPOINTS = 50;

/**
 * A random walk over Core's whole API, the same for the same seed: `moves` moves, most of them one
 * request, and after every fifty everything compared at rest.
 */
export function generateWalk(seed: string, moves: number): Step[] {
  const world = new World(new SeededRandom(seed));
  createLedger(world);
  for (let i = 0; i < 2; i += 1) createIdentity(world);
  for (let i = 0; i < 3; i += 1) createBalance(world);
  for (let made = 1; made <= moves; made += 1) {
    world.random.weighted(MOVES)(world);
    if (made % BETWEEN_CHECKPOINTS === 0 || made === moves) checkpoint(world);
  }
  return world.steps;
}
