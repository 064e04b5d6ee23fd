import 'server-only';
import { personal, type Facts } from '@/lib/audit/facts';
import { canonicalJson } from '@/lib/base/canonical-json';
import { GENERATED_BY_KEY, OPERATION_ID_KEY } from '@/lib/base/meta-data';
import { getBalance } from '@/lib/core/endpoints/balances';
import { getIdentity } from '@/lib/core/endpoints/identities';
import { gatherLineageFacts, getBalanceLineage } from '@/lib/core/endpoints/lineage';
import { isJsonObject, parseCoreJson, stringifyCoreJson } from '@/lib/core/json';
import { type AllocationStrategy, type Balance } from '@/lib/core/schemas/balance';
import { allocationsToDto, totalOf } from '@/lib/lineage/allocation';
import { healthOf } from '@/lib/lineage/health';
import { type PlanStep } from '@/lib/operations/define-operation';
import { factText } from './carry-plan';
import {
  BOOKED_MS,
  carrySteps,
  patientOr,
  planned,
  SOON_MS,
  VERIFIED_MS,
  watch,
  type Stepping,
} from './carry-steps';
import { newBalance } from './new-balance';
import { readMove } from './read-carry';
import { type CarryLineageInput } from './schema';

/*
 * What each step of moving the money to a new balance asks of Core or sends to it. Postings are those of a
 * carry: out to our own balance, and in again.
 */

const { post, booked, pause } = carrySteps;

/** All steps of such a change by name. */
export const moveSteps: Record<string, PlanStep<CarryLineageInput>> = {
  post: post!,
  booked: booked!,
  pause: pause!,

  plan: planned(async ({ input: { input }, signal }): Promise<Facts> => {
    const { facts, offer } = await readMove(input, { signal });
    const { balance } = facts;
    const seen = {
      identity_id: balance.identityId,
      balance: String(balance.balance),
      currency: balance.currency,
    };
    if (balance.identityId !== input.expectedIdentityId) return { ...seen, obstacle: 'owner' };
    if (!offer.possible) return { ...seen, obstacle: offer.why };
    return {
      ...seen,
      ledger_id: balance.ledgerId,
      strategy: balance.allocationStrategy,
      meta_data: personal(stringifyCoreJson(ownMetaData(balance))),
      amounts: canonicalJson(allocationsToDto(offer.amounts)),
      total: String(offer.total),
      health: healthOf(facts).state,
    };
  }),

  create: newBalance(({ input, data }) => ({
    ledgerId: factText(data.ledger_id),
    currency: factText(data.currency),
    identityId: input.toIdentityId,
    trackFundLineage: true,
    allocationStrategy: factText(data.strategy) as AllocationStrategy,
    metaData: objectIn(factText(data.meta_data)),
  })),

  /** What there is to move now. */
  held: watch(async ({ input: { input }, signal }) => {
    const { balance } = await getBalance(input.balanceId, { signal });
    return { amount: String(balance) };
  }, SOON_MS),

  /** Whether Core has booked a provider under the new balance. */
  mapped: watch(async ({ input: { data }, signal }) => {
    const { providers } = await getBalanceLineage(factText(data.balance_id), { signal });
    const found = providers.find(({ provider }) => provider === data.provider);
    return found ? { provider: found.provider, shadow_balance_id: found.shadowBalanceId } : null;
  }, BOOKED_MS),

  verify: watch(verify, patientOr(VERIFIED_MS)),
};

/** The metadata without what says who has created the old balance. */
function ownMetaData({ metaData }: Balance) {
  const { [OPERATION_ID_KEY]: _operation, [GENERATED_BY_KEY]: _key, ...own } = metaData;
  return own;
}

function objectIn(text: string): Record<string, unknown> {
  const parsed = parseCoreJson(text);
  return isJsonObject(parsed) ? parsed : {};
}

/**
 * Whether the new balance has everything: its lineage agrees, the providers stand in their order, and nothing
 * tagged is left on the old one. `null` while that may still come.
 */
async function verify({ input: { input, data }, signal }: Stepping): Promise<Facts | null> {
  const options = { signal };
  const [old, moved, target, left] = await Promise.all([
    getBalance(input.balanceId, options),
    getBalance(factText(data.balance_id), options),
    getIdentity(input.toIdentityId, options),
    getBalanceLineage(input.balanceId, options),
  ]);
  const facts = await gatherLineageFacts({ balance: moved, identity: target }, options);
  const health = healthOf(facts).state;
  const order = facts.lineage.providers.map(({ provider }) => provider);
  const inOrder = canonicalJson(order) === factText(data.order);
  if (data.patient === true && (health !== 'agrees' || !inOrder)) return null;
  return {
    identity_id: old.identityId,
    health,
    in_order: inOrder,
    balance_id: moved.balanceId,
    moved: String(moved.balance),
    currency: moved.currency,
    left: String(old.balance),
    left_tagged: String(totalOf(left.providers)),
  };
}
