import 'server-only';
import { type Facts } from '@/lib/audit/facts';
import { getBalance } from '@/lib/core/endpoints/balances';
import { gatherLineageFacts, getBalanceLineage } from '@/lib/core/endpoints/lineage';
import { type ReadOptions } from '@/lib/core/request';
import { type Balance } from '@/lib/core/schemas/balance';
import { impactOf } from '@/lib/lineage/impact';
import { type Context, type PlanStep } from '@/lib/operations/define-operation';
import { requesterMay } from '@/lib/operations/requester';
import { play, settled, step, type Scene, type StepResult } from '@/lib/operations/script';
import { type Outcome } from '@/lib/operations/state';
import { timing } from '@/lib/operations/timing';
import { readIdentity } from './judge-reassign';
import { type ReassignWhenSpentInput } from './schema';
import { setOwner } from './set-owner';

/*
 * A change that waits until the tagged funds of a balance are spent: what it looks at, and in which order.
 */

type Ending = { outcome: Outcome; reason: string };
type Step = PlanStep<ReassignWhenSpentInput>;
type Waiting = Context<{ input: ReassignWhenSpentInput; data: Facts }>;

const DAY_MS = 86_400_000;

/** A balance that is emptied and filled all the time is given up at some point. */
const MOST_ROUNDS = 100;

/** Why nothing is waited for any longer. */
const OBSTACLES = {
  owner: { outcome: 'conflict', reason: 'changed_before' },
  identity: { outcome: 'cancelled', reason: 'wait_identity_gone' },
  off: { outcome: 'cancelled', reason: 'wait_lineage_off' },
  not_allowed: { outcome: 'cancelled', reason: 'wait_not_allowed' },
} as const satisfies Record<string, Ending>;
type Obstacle = keyof typeof OBSTACLES;

const SPENT = 'spent';

/** Waits, changes the owner, and waits again when money came in at the last moment. */
export const nextOfWaiting = play<ReassignWhenSpentInput>(function* (input): Scene<Ending> {
  for (let round = 1; round <= MOST_ROUNDS; round += 1) {
    const seen = yield* step('spent');
    if (!seen.after || seen.outcome !== 'no_change') break;
    if (seen.after.obstacle !== undefined) return OBSTACLES[seen.after.obstacle as Obstacle];
    const changed = yield* step('owner');
    const ending = endingOf(changed, input.expectedIdentityId);
    if (ending) return ending;
    yield* settled();
  }
  return { outcome: 'cancelled', reason: 'wait_expired' };
});

/** What the change came to; `null` when the owner is as before and it may be waited for again. */
function endingOf({ outcome, reason, after }: StepResult, from: string): Ending | null {
  const isKept = after?.identity_id === from;
  if (outcome === 'cancelled' || (outcome === 'conflict' && isKept)) return null;
  // It left, no answer came, and money came in before the old owner was seen for the last time.
  if (outcome === 'overwritten' && isKept && reason === 'changed_after') {
    return { outcome: 'failed', reason: 'not_applied' };
  }
  return { outcome, reason: reason ?? outcome };
}

const owner = setOwner<Waiting['input']>(({ input }) => ({
  balanceId: input.balanceId,
  from: input.expectedIdentityId,
  to: input.toIdentityId,
}));

/** All steps of such a change by name. */
export const waitSteps: Record<string, Step> = {
  spent: {
    how: 'watch',
    read: readSpent,
    withinMs: ({ input }, { requestedAt, decidedAt }) =>
      requestedAt + input.days * DAY_MS - decidedAt,
    everyMs: () => timing().waitEveryMs,
  },
  owner: {
    ...owner,
    // Only a balance whose funds are spent at this very moment is given on.
    read: async (context) => {
      const [facts, funds] = await Promise.all([owner.read(context), readFunds(context)]);
      return facts && { ...facts, funds };
    },
    expected: (input) => ({ ...owner.expected(input), funds: SPENT }),
  },
};

/** What there is to act on; `null` while funds are tagged, or nothing exact can be said. */
async function readSpent(context: Waiting): Promise<Facts | null> {
  const { operationId, input, signal } = context;
  const { balanceId, expectedIdentityId, toIdentityId } = input.input;
  const balance = await getBalance(balanceId, { signal });
  const seen = {
    identity_id: balance.identityId,
    balance: String(balance.balance),
    currency: balance.currency,
  };
  const stop = (obstacle: Obstacle): Facts => ({ ...seen, obstacle });
  if (balance.identityId !== expectedIdentityId) return stop('owner');
  if (!(await readIdentity(toIdentityId, { signal }))) return stop('identity');
  // One more question tells most of the time that there is nothing to do yet.
  const { providers } = await getBalanceLineage(balanceId, { signal });
  if (providers.some(({ available }) => available > 0n)) return null;
  const funds = await fundsOf(balance, toIdentityId, { signal });
  if (funds === 'off') return stop('off');
  if (funds !== SPENT) return null;
  return (await requesterMay(operationId, 'balances:reassign'))
    ? { ...seen, funds }
    : stop('not_allowed');
}

async function readFunds({ input, signal }: Waiting): Promise<string> {
  const balance = await getBalance(input.input.balanceId, { signal });
  return fundsOf(balance, input.input.toIdentityId, { signal });
}

/**
 * What the change would do by the model of the dialog, in one word: `spent` when it is a change of a label,
 * `off` when lineage does not agree, otherwise what stands against it.
 */
async function fundsOf(
  balance: Balance,
  toIdentityId: string,
  options: ReadOptions,
): Promise<string> {
  const [identity, target] = await Promise.all([
    readIdentity(balance.identityId, options),
    readIdentity(toIdentityId, options),
  ]);
  if (!target) return 'no_identity';
  const impact = impactOf(await gatherLineageFacts({ balance, identity, target }, options), target);
  if (impact.verdict === 'label_only') return SPENT;
  return impact.verdict === 'blocked' ? impact.why : impact.verdict;
}
