import 'server-only';
import { type Facts } from '@/lib/audit/facts';
import { type CarryReason } from '@/lib/lineage/carry';
import { settled, step, type Scene, type StepResult } from '@/lib/operations/script';
import { type Outcome } from '@/lib/operations/state';
import { BRIDGE, endFact, factText, shadowsFact, type CarryPlan } from './carry-plan';
import { isDone, pause, post, TRIES_AFTER, TRIES_BEFORE, type Posting } from './carry-postings';

/*
 * What both ways of carrying lineage over have in common.
 */

/** A carry's outcome, and why. */
export type Ending = { outcome: Outcome; reason: CarryReason };

/** Core refused a step for longer than it is worth trying: somebody has to look. */
export const STUCK: Ending = { outcome: 'failed', reason: 'carry_stuck' };

/** What a carry comes to by what is read when all is done. */
export const ENDINGS = {
  agrees: { outcome: 'succeeded', reason: 'carried' },
  moving: { outcome: 'succeeded', reason: 'carried_moving' },
  off: { outcome: 'failed', reason: 'carry_off' },
} as const satisfies Record<string, Ending>;

/** Rounds in which what came late is moved after the rest. */
export const ROUNDS = 4;

/** How often a change that is certain not to have been made is asked for. */
const OWNER_TRIES = 3;
/** Holds of one provider until Core has followed one. */
const HOLDS = 8;

/**
 * The change itself, again while nothing of it left us, and a few times more when it left and is certain not to
 * have been made: a worker may have died before it was sent, too long ago for the same request.
 */
export function* changeOwner(): Scene<StepResult> {
  for (let n = 1; ; n += 1) {
    const changed = yield* step('owner');
    const tries = { cancelled: TRIES_BEFORE, failed: OWNER_TRIES }[changed.outcome as string] ?? 0;
    if (n >= tries) return changed;
    yield* settled();
    yield* pause(n);
  }
}

/** How a carry ends whose change of the owner was not made. */
export function whyNotOwner({ outcome }: StepResult): Ending {
  return outcome === 'conflict' || outcome === 'overwritten'
    ? { outcome: 'conflict', reason: 'carry_owner_changed' }
    : { outcome: 'failed', reason: 'carry_owner_kept' };
}

/** Reads lineage until it agrees; what Core has not booked in time is moved in another round. */
export function* verify(plan: CarryPlan): Scene<keyof typeof ENDINGS | 'again'> {
  const about = { ...shadowsOf(plan), from_total: endFact(plan.fromTotal), method: plan.method };
  const patient = yield* step('verify', { ...about, patient: true });
  const seen = isDone(patient) ? patient : yield* step('verify', { ...about, patient: false });
  if (!isDone(seen)) return 'off';
  if (seen.after!.again === true) return 'again';
  switch (seen.after!.health) {
    case 'agrees':
      return 'agrees';
    case 'being_booked':
      return 'moving';
    default:
      return 'off';
  }
}

/** A provider in a key: what people call theirs may be long, or the beginning of another one. */
export function nameOf({ providers }: CarryPlan, provider: string): string {
  const at = providers.findIndex((each) => each.provider === provider);
  return at < 0 ? provider : String(at);
}

/**
 * Lets Core point a provider at the new owner's shadow without moving money: it does so for a tagged hold of one
 * minor unit, which is let go again once Core has followed it. Earlier would leave the hold's shadow for ever.
 */
export function* pointAnew(plan: CarryPlan, provider: string, round: number): Scene<boolean> {
  const { balanceId } = plan;
  for (let n = 1; n <= HOLDS; n += 1) {
    const key = `hold_${nameOf(plan, provider)}_${round}_${n}`;
    const hold: Posting = {
      role: 'hold',
      key,
      source: BRIDGE,
      destination: balanceId,
      amount: 1n,
      tag: provider,
      provider,
      isHold: true,
    };
    if (!(yield* post(plan, hold, TRIES_AFTER))) return false;
    const pointed = yield* step('pointed', { key, provider });
    if (!(yield* letGo(key))) return false;
    if (isDone(pointed)) return true;
  }
  return false;
}

function* letGo(key: string): Scene<boolean> {
  for (let n = 1; n <= TRIES_AFTER; n += 1) {
    if (isDone(yield* step('let_go', { key }))) return true;
    yield* pause(n);
  }
  return false;
}

/** A provider whose shadow under the old name has to be looked at. */
export type OldMapping = {
  provider: string;
  from: string;
  to: string;
  /** Whether the mapping still points at it. */
  isOld: boolean;
  /** Whether nothing is available in it. */
  isEmpty: boolean;
};

/** The shadows as the plan knows them, for steps that read. */
export function shadowsOf({ providers, isShared }: CarryPlan): Facts {
  return { shadows: shadowsFact(providers), shared: isShared };
}

export function mappingsIn(facts: Facts): OldMapping[] {
  return JSON.parse(factText(facts.mappings)) as OldMapping[];
}
