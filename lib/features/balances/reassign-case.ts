import 'server-only';
import { personal, type Facts } from '@/lib/audit/facts';
import { type Actor } from '@/lib/base/actor';
import { canonicalJson } from '@/lib/base/canonical-json';
import { type Failure } from '@/lib/base/result';
import { identityName, type Identity } from '@/lib/core/schemas/identity';
import { plainText } from '@/lib/lineage/sentence';
import { type Described } from '@/lib/operations/define-operation';
import { describeImpact, effectTexts, type ImpactDto } from './describe-impact';
import {
  judgeReassign,
  readIdentity,
  readReassignFacts,
  type Judgement,
  type ReassignFacts,
} from './judge-reassign';
import { keptByCore, NO_SUCH_IDENTITY, nameOfOwner, ownsAlready } from './reassign-words';
import { type ReassignIdentityInput } from './schema';
import { findUndo, undoProblem, type Undo } from './undo';

/** What a change of identity is judged by when it is asked for. */
export type ReassignCase = ReassignFacts & {
  /** The owner that the person saw, if that is still somebody. */
  seen: Identity | null;
  judged: Judged | null;
  /** The change that is to be undone, when one was named that can be. */
  undo: Undo | null;
};
type Judged = Judgement & { described: ImpactDto };

/** What both ways of giving a balance to somebody ask for. */
type Asked = Omit<ReassignIdentityInput, 'confirmation'>;

/**
 * Reads everything afresh and judges it as the preview did.
 * @throws CoreError
 */
export async function loadReassign(
  input: Asked,
  { actor, signal, withCarry }: { actor: Actor; signal: AbortSignal; withCarry: boolean },
): Promise<ReassignCase> {
  const { balanceId, undoes } = input;
  const [facts, undo] = await Promise.all([
    readReassignFacts(input, { signal }),
    undoes === null ? null : findUndo(actor, { balanceId, operationId: undoes }),
  ]);
  const { to, from } = facts;
  const seen =
    input.expectedIdentityId === facts.balance.identityId
      ? from
      : await readIdentity(input.expectedIdentityId, { signal });
  if (!to) return { ...facts, seen, undo, judged: null };
  const judged = await judgeReassign({ ...facts, to }, { signal, withCarry });
  const described = describeImpact(judged.impact, {
    from: facts.balance.identityId === null ? null : nameOfOwner(facts),
    to: identityName(to),
    balance: facts.balance.balance,
    currency: facts.balance.currency,
  });
  return { ...facts, seen, undo, judged: { ...judged, described } };
}

/**
 * What must hold before anything is recorded. `judge` says what else must, of a change that starts from
 * the owner that the person saw.
 */
export function guardReassign(
  input: Asked,
  loaded: ReassignCase,
  judge: (judged: Judged) => Failure | null,
): Failure | null {
  const { balance, to, judged, undo } = loaded;
  const kept = keptByCore(loaded);
  if (kept) return kept;
  if (input.toIdentityId === input.expectedIdentityId) return ownsAlready(nameOfOwner(loaded));
  const notUndone = undoProblem(input, undo);
  if (notUndone) return notUndone;
  if (!to || !judged) return NO_SUCH_IDENTITY;
  // Another owner than the person saw is an outcome of its own, which the protocol records; what the
  // change would do from there is not what they were asked about.
  if (balance.identityId !== input.expectedIdentityId) return null;
  return judge(judged);
}

/** What nobody can say exactly now, or at all, is not done. */
export function untellable({ impact, described }: Judged): Failure | null {
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
      message: `${described.title}${impact.why === 'off' ? ` ${plainText(described.aside)}` : ''}. Nothing was sent.`,
    };
  }
  return null;
}

/** What the change does is not what the person saw. */
export function changedImpact({ described }: Judged): Failure {
  const aside = plainText(described.aside);
  return {
    code: 'conflict',
    message: `What this change does is no longer what you saw. Now: ${described.title}${aside && ` (${aside})`}. Nothing was sent; look at it again.`,
  };
}

/** What is recorded of it: who, why, and what the person was told, word for word. */
export function describeReassign(input: Asked, loaded: ReassignCase): Described {
  const { balance, ledgerName, seen, to, judged, undo } = loaded;
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
      ...(undo && { undoes: undo.operationId, undoes_number: undo.number }),
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
