import 'server-only';
import { assertPermission } from '@/lib/auth/permissions';
import { type Actor } from '@/lib/base/actor';
import { type Money } from '@/lib/base/money';
import { DomainError } from '@/lib/base/result';
import { reading } from '@/lib/core/explain';
import { type ReadOptions } from '@/lib/core/request';
import { type AllocationStrategy } from '@/lib/core/schemas/balance';
import { identityName, type Identity } from '@/lib/core/schemas/identity';
import { identifierOf } from '@/lib/core/schemas/lineage-names';
import { toMoney } from '@/lib/core/schemas/money';
import { positionToDto, type PositionDto } from '@/lib/lineage/position';
import { describeCarry, type CarryDto } from './describe-carry';
import { describeImpact, type ImpactDto } from './describe-impact';
import { describeMove, type MoveDto } from './describe-move';
import { describeWait, type WaitDto } from './describe-wait';
import { partyOf, type PartyDto } from './identity-party';
import {
  judgeReassign,
  mayWait,
  readReassignFacts,
  type Judgement,
  type ReassignFacts,
} from './judge-reassign';
import { keptByCore, NO_SUCH_IDENTITY, nameOfOwner, ownsAlready } from './reassign-words';

/** What the reassign dialog shows before anything is asked for. */
export type ReassignPreviewDto = {
  balance: {
    balanceId: string;
    ledgerName: string | null;
    amount: Money;
    /** `null` when it does not track lineage. */
    strategy: AllocationStrategy | null;
  };
  /** `null` when nobody owns it: assigning it then cannot be undone (contract 2.4). */
  from: PartyDto | null;
  /** What must still be so when the change is sent. */
  expectedIdentityId: string | null;
  /** `null` until an identity is asked for. */
  to: PartyDto | null;
  /** With `to` only. `digest` is the mark of exactly this answer. */
  impact: (ImpactDto & { digest: string }) | null;
  /** Whether lineage can be carried over, in words; with a break only. */
  carry: CarryDto | null;
  /** Moving the money to a new balance, in words; with a break only. */
  move: MoveDto | null;
  /** Waiting until the tagged funds are spent, in words; with a break only. */
  wait: WaitDto | null;
  /** Where lineage stands now, and the new owner's name in it: to try a movement. With a break only. */
  outlook: { position: PositionDto; identifier: string } | null;
};

/**
 * What it would mean to give a balance to `toIdentityId`; without one, who owns it now. Judged from a
 * fresh read of Core.
 * Permission: `balances:read`. No address or phone number leaves the server whole.
 * @throws DomainError `notFound` (at the field `toIdentityId` when it is the identity), `invalid` when
 * that identity owns it already, `precondition` for a balance that Core keeps itself.
 */
export async function previewReassign(
  actor: Actor,
  params: { balanceId: string; toIdentityId: string | null },
  options: ReadOptions = {},
): Promise<ReassignPreviewDto> {
  assertPermission(actor, 'balances:read');
  return reading('this balance', async () => {
    const facts = await readReassignFacts(params, options);
    const { balance, from, to } = facts;
    const kept = keptByCore(facts);
    if (kept) throw new DomainError(kept);
    if (params.toIdentityId !== null && params.toIdentityId === balance.identityId) {
      throw new DomainError(ownsAlready(nameOfOwner(facts)));
    }
    if (params.toIdentityId !== null && !to) throw new DomainError(NO_SUCH_IDENTITY);
    const [fromParty, toParty, judged] = await Promise.all([
      from && partyOf(from, options),
      to && partyOf(to, options),
      to && judgeReassign({ ...facts, to }, { ...options, withCarry: true }),
    ]);
    return {
      balance: {
        balanceId: balance.balanceId,
        ledgerName: facts.ledgerName,
        amount: toMoney(balance.balance, balance.currency),
        strategy: balance.trackFundLineage ? balance.allocationStrategy : null,
      },
      from: fromParty,
      expectedIdentityId: balance.identityId,
      to: toParty,
      impact:
        to && judged
          ? {
              ...describeImpact(judged.impact, {
                from: balance.identityId === null ? null : nameOfOwner(facts),
                to: identityName(to),
                balance: balance.balance,
                currency: balance.currency,
              }),
              digest: judged.digest,
            }
          : null,
      ...(to && judged ? choicesOf(judged, facts, to) : NO_CHOICES),
      outlook: to && judged ? outlookOf(judged, to) : null,
    };
  });
}

const NO_CHOICES = { carry: null, wait: null, move: null };

/** What can be done instead of changing only the identity, in words. */
function choicesOf(
  { impact, carry, move }: Judgement,
  facts: ReassignFacts,
  to: Identity,
): Pick<ReassignPreviewDto, 'carry' | 'wait' | 'move'> {
  const { balance, from } = facts;
  const names = { from: nameOfOwner(facts), to: identityName(to), currency: balance.currency };
  return {
    carry: carry && describeCarry(carry, { ...names, balance: balance.balance }),
    wait: from && mayWait(impact) ? describeWait(impact, names) : null,
    move: move && describeMove(move, names),
  };
}

function outlookOf({ impact, position }: Judgement, to: Identity): ReassignPreviewDto['outlook'] {
  if (!mayWait(impact) || !position) return null;
  return { position: positionToDto(position), identifier: identifierOf(to) };
}
