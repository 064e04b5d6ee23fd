import 'server-only';
import { and, asc, eq, exists, inArray, or, sql } from 'drizzle-orm';
import { type Facts } from '@/lib/audit/facts';
import { assertPermission } from '@/lib/auth/permissions';
import { type Actor } from '@/lib/base/actor';
import { HANDOVER_KINDS } from '@/lib/base/handover-kinds';
import { isUuid } from '@/lib/base/ids';
import { OPERATION_ID_KEY } from '@/lib/base/meta-data';
import { DomainError } from '@/lib/base/result';
import { getBalance } from '@/lib/core/endpoints/balances';
import { identityNames } from '@/lib/core/endpoints/names';
import { CoreError, isNotFound } from '@/lib/core/errors';
import { type ReadOptions } from '@/lib/core/request';
import { type Balance } from '@/lib/core/schemas/balance';
import { db } from '@/lib/db/client';
import { operation, operationStep } from '@/lib/db/schema/operation';
import { knownOwner, ownerDrift } from '@/lib/db/schema/owners';
import { type Ownership } from './ownership-dto';
import { type OwnershipFact, periodsFrom } from './ownership-periods';

/** The longest history that is read; nobody reassigns a balance more often. */
const MOST = 1_000;

/**
 * Who owned a balance from when to when, by what was recorded here: our changes, what the checks found, and
 * whom Core shows now. Works while Core is away.
 * Permission: `balances:read`.
 * @throws DomainError `notFound` when neither Core nor our records know the balance.
 */
export async function getOwnership(
  actor: Actor,
  { balanceId }: { balanceId: string },
  options: ReadOptions = {},
): Promise<Ownership> {
  assertPermission(actor, 'balances:read');
  const [changes, drifts, [known], balance] = await Promise.all([
    readChanges(balanceId),
    readDrifts(balanceId),
    db().select().from(knownOwner).where(eq(knownOwner.balanceId, balanceId)),
    readBalance(balanceId, options),
  ]);
  if (balance === null && !known && changes.length === 0) {
    throw new DomainError({ code: 'notFound', message: 'Core does not know this balance.' });
  }
  const made = balance ? await readMaking(balance) : [];
  const seen: OwnershipFact[] = known
    ? [{ at: known.firstSeenAt, owner: known.firstIdentityId, cause: { is: 'first_seen' } }]
    : [];
  const createdAt = balance?.createdAt ?? null;
  const periods = periodsFrom([...made, ...changes, ...drifts, ...seen], createdAt);
  const nameOf = await identityNames(
    [...periods.map(({ owner }) => owner), balance?.identityId ?? null],
    options,
  );
  const [newest] = periods;
  return {
    balanceId,
    periods: periods.map(({ isKnown, ...period }) => ({
      ...period,
      owner: isKnown ? nameOf(period.owner) : 'unknown',
    })),
    shown: balance ? nameOf(balance.identityId) : undefined,
    differs: !!balance && !!newest?.isKnown && newest.owner !== balance.identityId,
    createdAt,
    checkedAt: known?.seenAt.toISOString() ?? null,
  };
}

/** Our changes of its owner: what Core showed before and after each. */
async function readChanges(balanceId: string): Promise<OwnershipFact[]> {
  const rows = await db()
    .select({ change: operation, step: operationStep })
    .from(operation)
    .innerJoin(operationStep, eq(operationStep.operationId, operation.id))
    .where(
      and(
        eq(operation.subjectType, 'balance'),
        eq(operation.subjectId, balanceId),
        inArray(operation.kind, [...HANDOVER_KINDS]),
        eq(operation.state, 'succeeded'),
        // The step that gave it its owner: others of a plan are about money.
        eq(operationStep.outcome, 'succeeded'),
        sql`${operationStep.after}::jsonb ? 'identity_id' and ${operationStep.before}::jsonb ? 'identity_id'`,
      ),
    )
    .orderBy(asc(operationStep.afterAt))
    .limit(MOST);
  return rows.flatMap(({ change, step }) => {
    const cause = causeOf(change);
    const [before, after] = [ownerIn(step.before), ownerIn(step.after)];
    if (!step.beforeAt || !step.afterAt || before === after) return [];
    return [
      { at: step.beforeAt, owner: before, cause: { is: 'first_seen' as const } },
      { at: step.afterAt, owner: after, cause },
    ];
  });
}

const ownerIn = (facts: string | null): string | null => {
  const owner = (JSON.parse(facts ?? '{}') as Facts).identity_id;
  return typeof owner === 'string' && owner !== '' ? owner : null;
};

const causeOf = ({ id, number, kind }: typeof operation.$inferSelect) =>
  ({ is: 'change', operationId: id, number: String(number), kind }) as const;

async function readDrifts(balanceId: string): Promise<OwnershipFact[]> {
  const rows = await db()
    .select()
    .from(ownerDrift)
    .where(eq(ownerDrift.balanceId, balanceId))
    .orderBy(asc(ownerDrift.foundAt))
    .limit(MOST);
  return rows.map((row) => ({
    at: row.foundAt,
    notBefore: row.since ?? undefined,
    owner: row.toIdentityId,
    cause: {
      is: 'drift',
      driftId: row.id,
      cause: row.cause === 'late_answer' ? 'late_answer' : 'outside',
    },
  }));
}

/**
 * The change that made it, if it was made here: its owner is known from the first moment on. Metadata can be
 * forged, so it counts only if that change has found this very balance in Core.
 */
async function readMaking(balance: Balance): Promise<OwnershipFact[]> {
  const madeBy = balance.metaData?.[OPERATION_ID_KEY];
  if (typeof madeBy !== 'string' || !isUuid(madeBy)) return [];
  const [change] = await db()
    .select()
    .from(operation)
    .where(
      and(
        eq(operation.id, madeBy),
        inArray(operation.kind, ['balance.create', 'balance.move_to_new']),
        or(eq(operation.subjectId, balance.balanceId), exists(findingOf(balance.balanceId))),
      ),
    );
  if (!change) return [];
  const { after } = JSON.parse(change.described) as { after: Facts };
  const owner = typeof after.identity_id === 'string' ? after.identity_id : null;
  return [{ at: new Date(balance.createdAt), owner, cause: causeOf(change) }];
}

/** A step of the operation that found the new balance: those that move to a new one are about the old one. */
const findingOf = (balanceId: string) =>
  db()
    .select({ stepNo: operationStep.stepNo })
    .from(operationStep)
    .where(
      and(
        eq(operationStep.operationId, operation.id),
        sql`${operationStep.after}::jsonb ->> 'balance_id' = ${balanceId}`,
      ),
    );

/** `null`: Core has none; `undefined`: Core cannot be asked. */
async function readBalance(
  balanceId: string,
  options: ReadOptions,
): Promise<Balance | null | undefined> {
  try {
    return await getBalance(balanceId, options);
  } catch (error) {
    if (isNotFound(error)) return null;
    if (error instanceof CoreError && error.code !== 'aborted') return undefined;
    throw error;
  }
}
