import 'server-only';
import { personal, type Facts } from '@/lib/audit/facts';
import { canonicalJson } from '@/lib/base/canonical-json';
import { shortId } from '@/lib/base/ids';
import { type Failure } from '@/lib/base/result';
import { getBalance, missingOnReassign, putBalanceIdentity } from '@/lib/core/endpoints/balances';
import { isNotFound } from '@/lib/core/errors';
import { reading } from '@/lib/core/explain';
import { type Balance } from '@/lib/core/schemas/balance';
import { identityName, type Identity } from '@/lib/core/schemas/identity';
import { plainText } from '@/lib/lineage/sentence';
import { defineOperation, type Described } from '@/lib/operations/define-operation';
import { describeImpact, effectTexts, type ImpactDto } from './describe-impact';
import {
  judgeReassign,
  readIdentity,
  readReassignFacts,
  type Judgement,
  type ReassignFacts,
} from './judge-reassign';
import { keptByCore, NO_SUCH_IDENTITY, nameOfOwner, ownsAlready } from './reassign-words';
import {
  confirmationOf,
  isConfirmed,
  reassignIdentityInput,
  type ReassignIdentityInput,
} from './schema';

type Loaded = ReassignFacts & {
  /** The owner that the person saw, if that is still somebody. */
  seen: Identity | null;
  judged: (Judgement & { described: ImpactDto }) | null;
};

/**
 * Gives a balance to another identity, or to its first one. Core has no compare-and-set and no version
 * of it (contract 7.1), so what the person saw is compared with a fresh read before the request leaves.
 */
export const reassignIdentity = defineOperation<ReassignIdentityInput, Loaded>({
  kind: 'balance.reassign_identity',
  permission: 'balances:reassign',
  input: reassignIdentityInput,
  subject: ({ balanceId }) => ({ type: 'balance', id: balanceId }),
  load: (input, { signal }) => reading('this balance', () => load(input, signal)),
  guard,
  describe,
  write: {
    how: 'set',
    read: async ({ input, signal }) => {
      try {
        return factsOf(await getBalance(input.balanceId, { signal }));
      } catch (error) {
        if (isNotFound(error)) return null;
        throw error;
      }
    },
    expected: ({ expectedIdentityId }) => ({ identity_id: expectedIdentityId }),
    target: ({ toIdentityId }) => ({ identity_id: toIdentityId }),
    send: ({ input, limits }) =>
      putBalanceIdentity({ balanceId: input.balanceId, identityId: input.toIdentityId }, limits),
  },
  explainRefusal: (refusal, input) => {
    const missing = missingOnReassign(refusal);
    if (missing === 'identity') {
      return {
        message: `Core has no identity ${shortId(input.toIdentityId, 'page')} (${refusal.status}).`,
        fields: NO_SUCH_IDENTITY.fields,
      };
    }
    if (missing === 'balance') {
      return {
        message: `Core has no balance ${shortId(input.balanceId, 'page')} (${refusal.status}).`,
      };
    }
    if (refusal.status === 403) {
      return {
        message:
          'Core does not let our key change balances (403). An operator can give it that scope.',
      };
    }
    return null;
  },
});

async function load(input: ReassignIdentityInput, signal: AbortSignal): Promise<Loaded> {
  const facts = await readReassignFacts(input, { signal });
  const { to, from } = facts;
  const seen =
    input.expectedIdentityId === facts.balance.identityId
      ? from
      : await readIdentity(input.expectedIdentityId, { signal });
  if (!to) return { ...facts, seen, judged: null };
  const judged = await judgeReassign({ ...facts, to }, { signal });
  const described = describeImpact(judged.impact, {
    from: facts.balance.identityId === null ? null : nameOfOwner(facts),
    to: identityName(to),
    balance: facts.balance.balance,
    currency: facts.balance.currency,
  });
  return { ...facts, seen, judged: { ...judged, described } };
}

function guard(input: ReassignIdentityInput, loaded: Loaded): Failure | null {
  const { balance, to, judged } = loaded;
  const kept = keptByCore(loaded);
  if (kept) return kept;
  if (input.toIdentityId === input.expectedIdentityId) return ownsAlready(nameOfOwner(loaded));
  if (!to || !judged) return NO_SUCH_IDENTITY;
  // Another owner than the person saw is an outcome of its own, which the protocol records; what the
  // change would do from there is not what they were asked about.
  if (balance.identityId !== input.expectedIdentityId) return null;
  return judgedFailure(input, judged);
}

function judgedFailure(
  input: ReassignIdentityInput,
  { impact, digest, described }: NonNullable<Loaded['judged']>,
): Failure | null {
  const aside = plainText(described.aside);
  if (impact.verdict === 'not_settled') {
    return {
      code: 'precondition',
      message:
        'Lineage of this balance is still being booked, so what this change does cannot be said yet. Nothing was sent.',
    };
  }
  if (impact.verdict === 'blocked') {
    return {
      code: 'precondition',
      message: `${described.title}${impact.why === 'off' ? ` ${aside}` : ''}. Nothing was sent.`,
    };
  }
  if (digest !== input.impactDigest) {
    return {
      code: 'conflict',
      message: `What this change does is no longer what you saw. Now: ${described.title}${aside && ` (${aside})`}. Nothing was sent; look at it again.`,
    };
  }
  if (described.needsConfirmation && !isConfirmed(input.confirmation, input.balanceId)) {
    const ending = confirmationOf(input.balanceId);
    return {
      code: 'invalid',
      message: 'Nothing was sent: the confirmation is missing.',
      fields: { confirmation: `Type ${ending}, the end of this balance’s id.` },
    };
  }
  return null;
}

/** What is read before and after: the owner decides, the amounts are evidence. */
function factsOf(balance: Balance): Facts {
  return {
    identity_id: balance.identityId,
    balance: String(balance.balance),
    currency: balance.currency,
    ledger_id: balance.ledgerId,
  };
}

function describe(input: ReassignIdentityInput, loaded: Loaded): Described {
  const { balance, ledgerName, seen, to, judged } = loaded;
  const effects = judged ? effectTexts(judged.described) : [];
  return {
    before: identityFacts(input.expectedIdentityId, seen),
    after: identityFacts(input.toIdentityId, to),
    reason: {
      category: input.category,
      ticket: input.ticket,
      ...(input.note && { note: input.note }),
    },
    details: {
      ledger_id: balance.ledgerId,
      ...(ledgerName !== null && { ledger_name: ledgerName }),
      currency: balance.currency,
      balance: String(balance.balance),
      track_fund_lineage: balance.trackFundLineage,
      ...(judged && {
        verdict: judged.impact.verdict,
        // What the person was told, word for word, and the figures behind it.
        verdict_title: personal(judged.described.title),
        lineage_tagged: plainText(judged.described.aside),
        impact: canonicalJson(judged.record),
        impact_digest: judged.digest,
      }),
      ...Object.fromEntries(effects.map((text, i) => [`effect_${i + 1}`, personal(text)])),
    },
  };
}

function identityFacts(id: string | null, identity: Identity | null): Facts {
  return {
    identity_id: id,
    ...(identity && {
      identity_name: personal(identityName(identity)),
      identity_type: identity.identityType,
    }),
  };
}
