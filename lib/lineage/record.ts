import { type JsonValue } from '@/lib/base/canonical-json';
import { allocationsToDto } from './allocation';
import { type CarryOffer } from './carry';
import { type Effect, type ProviderAmount } from './effects';
import { type Impact } from './impact';

/** What an impact is about: without these two it could be taken for another one. */
export type ImpactSubject = {
  balanceId: string;
  fromIdentityId: string | null;
  toIdentityId: string;
};

/**
 * The impact as a stable plain object (amounts as digits, no times), so that its canonical JSON can be
 * hashed: an equal hash means that nothing a person was told has changed. It is also what the evidence
 * keeps of what they were told.
 */
export function impactRecord(impact: Impact, subject: ImpactSubject): JsonValue {
  return {
    balance_id: subject.balanceId,
    from: subject.fromIdentityId,
    to: subject.toIdentityId,
    verdict: impact.verdict,
    why: 'why' in impact ? impact.why : null,
    signals:
      impact.verdict === 'blocked'
        ? impact.signals.map(({ signal, amount }) => ({ signal, amount: String(amount) }))
        : [],
    effects: impact.effects.map(effectRecord),
    tagged: impact.tagged.map(amountRecord),
    sharers: impact.sharers,
    more_sharers: impact.moreSharers,
  };
}

/** An offer to carry lineage over, in the manner of `impactRecord`. */
export function carryRecord(offer: CarryOffer): JsonValue {
  if (!offer.possible) return { possible: false, why: offer.why };
  const { method, amounts } = offer;
  return {
    possible: true,
    method,
    amounts: allocationsToDto(amounts),
  };
}

function amountRecord({ provider, amount, exact }: ProviderAmount): JsonValue {
  return { provider, amount: String(amount), exact };
}

function effectRecord(effect: Effect): JsonValue {
  const { kind, ...rest } = effect;
  const entries = Object.entries(rest).map(([key, value]) => [
    key,
    Array.isArray(value)
      ? (value as readonly ProviderAmount[]).map(amountRecord)
      : typeof value === 'bigint'
        ? String(value)
        : value,
  ]);
  return { kind, ...Object.fromEntries(entries) };
}
