import 'server-only';
import { coreCapabilities } from '@/lib/core/capabilities';
import { getBalance } from '@/lib/core/endpoints/balances';
import { getIdentity } from '@/lib/core/endpoints/identities';
import { gatherLineageFacts, sharesTotal } from '@/lib/core/endpoints/lineage';
import { type ReadOptions } from '@/lib/core/request';
import { type Identity } from '@/lib/core/schemas/identity';
import { type LineageFacts } from '@/lib/core/schemas/lineage-facts';
import { readCoreProof } from '@/lib/db/core-proof';
import { env } from '@/lib/env';
import { carryOf, isCarryProven, type CarryConditions, type CarryOffer } from '@/lib/lineage/carry';
import { moveOf, type MoveOffer } from '@/lib/lineage/move';

/** Core rounds the numbers of an API key's bodies to what a float64 holds (contract 1.4). */
const EXACT_IN_FLOAT = 2n ** 53n;

/** What our key for Core may post, and how Core behaves. */
async function postingConditions() {
  const { version, key, scopes } = await coreCapabilities();
  return {
    isProven: await isProvenHere(version),
    mayPost: scopes['transactions:write'] === true && scopes['balances:write'] === true,
    exactUpTo: key === 'api_key' ? EXACT_IN_FLOAT : null,
  };
}

/** Proven by us, or by an operator's run of `npm run core:prove` on a Core that behaves alike. */
async function isProvenHere(version: string): Promise<boolean> {
  if (isCarryProven(version) || env().COUNTERFOIL_TEST_UNPROVEN === '1') return true;
  const proof = await readCoreProof(version);
  return proof !== null && proof.wrong === 0;
}

/** Reads what decides about carrying beside the lineage itself. */
export async function readCarryConditions(
  facts: LineageFacts,
  options: ReadOptions,
): Promise<CarryConditions> {
  const [conditions, shares] = await Promise.all([
    postingConditions(),
    // Whoever shares a shadow shares the total as well, and was found by reading the facts.
    facts.sharers.length + facts.unasked > 0 || sharesTotal(facts, options),
  ]);
  return {
    ...conditions,
    policy: env().LINEAGE_CARRY,
    sharesTotal: shares,
  };
}

/** Whether the money can be moved to a new balance, from facts that were read. */
export async function judgeMove(facts: LineageFacts): Promise<MoveOffer> {
  return moveOf(facts, await postingConditions());
}

/**
 * Whether the money can be moved to a new balance, from a fresh read of everything.
 * @throws CoreError
 */
export async function readMove(
  ids: { balanceId: string; expectedIdentityId: string },
  options: ReadOptions,
): Promise<{ facts: LineageFacts; offer: MoveOffer }> {
  const [balance, identity] = await Promise.all([
    getBalance(ids.balanceId, options),
    getIdentity(ids.expectedIdentityId, options),
  ]);
  const facts = await gatherLineageFacts({ balance, identity }, options);
  return { facts, offer: await judgeMove(facts) };
}

/**
 * Whether and how lineage can be carried over, from a fresh read of everything.
 * @throws CoreError
 */
export async function readCarry(
  ids: { balanceId: string; expectedIdentityId: string; toIdentityId: string },
  options: ReadOptions,
): Promise<{ facts: LineageFacts; target: Identity; offer: CarryOffer }> {
  const [balance, identity, target] = await Promise.all([
    getBalance(ids.balanceId, options),
    getIdentity(ids.expectedIdentityId, options),
    getIdentity(ids.toIdentityId, options),
  ]);
  const facts = await gatherLineageFacts({ balance, identity, target }, options);
  const conditions = await readCarryConditions(facts, options);
  return { facts, target, offer: carryOf(facts, target, conditions) };
}
