import 'server-only';
import { createHash } from 'node:crypto';
import { canonicalJson, type JsonValue } from '@/lib/base/canonical-json';
import { getBalance } from '@/lib/core/endpoints/balances';
import { getIdentity } from '@/lib/core/endpoints/identities';
import { getLedger } from '@/lib/core/endpoints/ledgers';
import { gatherLineageFacts } from '@/lib/core/endpoints/lineage';
import { isNotFound, nullUnlessAborted } from '@/lib/core/errors';
import { type ReadOptions } from '@/lib/core/request';
import { type Balance } from '@/lib/core/schemas/balance';
import { type Identity } from '@/lib/core/schemas/identity';
import { type LineageFacts } from '@/lib/core/schemas/lineage-facts';
import { carryOf, type CarryOffer } from '@/lib/lineage/carry';
import { impactOf, type Impact } from '@/lib/lineage/impact';
import { isBusy } from '@/lib/lineage/pending';
import { positionOf, type LineagePosition } from '@/lib/lineage/position';
import { type MoveOffer } from '@/lib/lineage/move';
import { carryRecord, impactRecord } from '@/lib/lineage/record';
import { judgeMove, readCarryConditions } from './read-carry';

/** What a change of identity is about, read from Core. */
export type ReassignFacts = {
  balance: Balance;
  ledgerName: string | null;
  /** `null` for a balance of nobody's, and for an identity that no longer exists. */
  from: Identity | null;
  /** `null` when Core does not know the identity that was asked for. */
  to: Identity | null;
};

/** What the change would do, and the mark by which the same answer is recognised. */
export type Judgement = {
  impact: Impact;
  /** Where lineage stands, for whoever wants to try a movement on it; `null` without any. */
  position: LineagePosition | null;
  record: JsonValue;
  digest: string;
  /** Whether lineage can be carried over, when it would break and that was asked. */
  carry: JudgedCarry | null;
  /** Whether the money can be moved to a new balance, when lineage would break and that was asked. */
  move: MoveOffer | null;
};

/** An offer to carry lineage over, with the mark of exactly this offer and what it is made to. */
export type JudgedCarry = {
  offer: CarryOffer;
  /** Payments go on, so its amounts are those of this moment. */
  isMoving: boolean;
  record: JsonValue;
  digest: string;
};

/**
 * Reads the balance, its ledger and both identities: four calls.
 * @throws CoreError `not_found` when there is no such balance.
 */
export async function readReassignFacts(
  ids: { balanceId: string; toIdentityId: string | null },
  options: ReadOptions,
): Promise<ReassignFacts> {
  const [balance, to] = await Promise.all([
    getBalance(ids.balanceId, options),
    readIdentity(ids.toIdentityId, options),
  ]);
  const { identityId, ledgerId } = balance;
  const [from, ledger] = await Promise.all([
    readIdentity(identityId, options),
    getLedger(ledgerId, options).catch(nullUnlessAborted),
  ]);
  return { balance, ledgerName: ledger?.name ?? null, from, to };
}

/**
 * Judges the change with everything that Core has to say about it now. Used for the preview and again
 * at the submit, so that the two can be compared by `digest`.
 */
export async function judgeReassign(
  facts: ReassignFacts & { to: Identity },
  { withCarry, ...options }: ReadOptions & { withCarry: boolean },
): Promise<Judgement> {
  const lineage = await lineageOf(facts, options);
  const impact = impactOf(lineage, facts.to);
  const record = impactRecord(impact, {
    balanceId: facts.balance.balanceId,
    fromIdentityId: facts.balance.identityId,
    toIdentityId: facts.to.identityId,
  });
  return {
    impact,
    position: typeof lineage === 'string' ? null : positionOf(lineage),
    record,
    digest: digestOf(record),
    carry:
      withCarry && typeof lineage !== 'string' && mayCarry(impact, lineage)
        ? await judgeCarry({ lineage, target: facts.to, impact, record }, options)
        : null,
    move:
      withCarry && typeof lineage !== 'string' && mayWait(impact) ? await judgeMove(lineage) : null,
  };
}

const digestOf = (record: JsonValue) =>
  createHash('sha256').update(canonicalJson(record)).digest('hex');

/**
 * Lineage that would break, and agrees now: what is off already is not moved on. Where payments never stop
 * nothing can be said of a change alone; carrying over in place is exact whatever moves.
 */
function mayCarry(impact: Impact, lineage: LineageFacts): boolean {
  return impact.verdict === 'not_settled' ? isBusy(lineage) : mayWait(impact);
}

/** Whether there is something to wait for: funds that are tagged, with lineage that agrees. */
export function mayWait({ verdict, effects }: Impact): boolean {
  return verdict === 'will_break' && !effects.some(({ kind }) => kind === 'stays_off');
}

type CarryCase = { lineage: LineageFacts; target: Identity; impact: Impact; record: JsonValue };

async function judgeCarry(
  { lineage, target, impact, record }: CarryCase,
  options: ReadOptions,
): Promise<JudgedCarry> {
  const offer = carryOf(lineage, target, await readCarryConditions(lineage, options));
  const isMoving = impact.verdict === 'not_settled';
  const { balanceId, identityId: from } = lineage.balance;
  // While payments go on the amounts are never what they were; what is offered is the same.
  const offered: JsonValue = isMoving
    ? { balance_id: balanceId, from, to: target.identityId, method: methodOf(offer) }
    : { impact: record, carry: carryRecord(offer) };
  return { offer, isMoving, record: offered, digest: digestOf(offered) };
}

const methodOf = (offer: CarryOffer) => (offer.possible ? offer.method : offer.why);

async function lineageOf(
  { balance, from, to }: ReassignFacts & { to: Identity },
  options: ReadOptions,
): Promise<LineageFacts | 'untracked' | 'unreadable'> {
  if (!balance.trackFundLineage) return 'untracked';
  const facts = await gatherLineageFacts({ balance, identity: from, target: to }, options).catch(
    nullUnlessAborted,
  );
  return facts ?? 'unreadable';
}

/** An identity; `null` for nobody, and for one that Core does not know. */
export async function readIdentity(
  identityId: string | null,
  options: ReadOptions,
): Promise<Identity | null> {
  if (identityId === null) return null;
  try {
    return await getIdentity(identityId, options);
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}
