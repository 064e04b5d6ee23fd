import 'server-only';
import { recordEvent } from '@/lib/audit/record';
import { type Actor } from '@/lib/base/actor';
import { type Tx } from '@/lib/db/client';
import { knownOwner, ownerDrift, type OwnerDifference } from '@/lib/db/schema/owners';
import { stubNumbers } from './owners-by-us';

export const OWNER_CHECK: Actor = { kind: 'system', id: 'owner_check', name: 'Owner check' };

/**
 * More differences in one run are not so many people's work: Core was restored from a backup or swapped, or
 * somebody ran a script. They are one incident.
 */
export const INCIDENT_FROM = 20;
/** Balances that the event of an incident names. */
const EXAMPLES = 50;

/** Records what a run found, in its transaction: each by itself, or all as one incident. */
export async function recordDifferences(
  tx: Tx,
  differences: readonly OwnerDifference[],
  at: Date,
): Promise<'nothing' | 'drift' | 'incident'> {
  if (differences.length === 0) return 'nothing';
  if (differences.length >= INCIDENT_FROM) {
    await recordIncident(tx, differences, at);
    return 'incident';
  }
  const numbers = await stubNumbers(
    differences.flatMap(({ lateOf }) => lateOf ?? []),
    tx,
  );
  for (const difference of differences) await recordDrift(tx, { difference, numbers }, at);
  return 'drift';
}

async function recordDrift(
  tx: Tx,
  {
    difference: { balanceId, from, to, since, lateOf },
    numbers,
  }: { difference: OwnerDifference; numbers: ReadonlyMap<string, number> },
  at: Date,
): Promise<void> {
  const cause = lateOf ? 'late_answer' : 'outside';
  const { id } = await recordEvent(
    tx,
    {
      kind: 'owner.drift',
      actor: OWNER_CHECK,
      subject: { type: 'balance', id: balanceId },
      outcome: 'drift',
      cause,
      ...(lateOf && { late_answer_of: { id: lateOf, number: numbers.get(lateOf)! } }),
      before: { identity_id: from },
      after: { identity_id: to },
    },
    at,
  );
  await tx.insert(ownerDrift).values({
    id,
    balanceId,
    fromIdentityId: from,
    toIdentityId: to,
    cause,
    lateOf,
    since: since === null ? null : new Date(since),
    foundAt: at,
  });
  // What is known now, so that it is found once.
  const known = { identityId: to, seenAt: at };
  await tx
    .insert(knownOwner)
    .values({ balanceId, ...known, firstIdentityId: to, firstSeenAt: at })
    .onConflictDoUpdate({ target: knownOwner.balanceId, set: known });
}

async function recordIncident(
  tx: Tx,
  differences: readonly OwnerDifference[],
  at: Date,
): Promise<void> {
  const { id } = await recordEvent(
    tx,
    {
      kind: 'owner.incident',
      actor: OWNER_CHECK,
      subject: { type: 'core', id: null },
      outcome: 'drift',
      after: { balances: differences.length },
      examples: differences.slice(0, EXAMPLES).map(({ balanceId, from, to }) => ({
        balance_id: balanceId,
        before: from,
        after: to,
      })),
    },
    at,
  );
  await tx.insert(ownerDrift).values({
    id,
    cause: 'incident',
    balances: differences.length,
    foundAt: at,
  });
}
