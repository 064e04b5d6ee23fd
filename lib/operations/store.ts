import 'server-only';
import { and, eq, type SQL, sql } from 'drizzle-orm';
import { type NewEvent } from '@/lib/audit/events';
import { type Facts } from '@/lib/audit/facts';
import { recordEvent } from '@/lib/audit/record';
import { assert } from '@/lib/base/assert';
import { db, type Tx } from '@/lib/db/client';
import { operation, operationAttempt, operationStep, reservation } from '@/lib/db/schema/operation';
import { LEASE_OWNER } from './lease-owner';
import { begin } from './store-begin';
import { readHeld } from './store-read';
import { free, reserve } from './store-reserve';
import { type Claim, Fenced, type Held, type OperationStore } from './store-types';
import { timing } from './timing';

const inMs = (ms: number) => sql`clock_timestamp() + ${ms} * interval '1 millisecond'`;
const json = (facts: Facts | null) => JSON.stringify(facts);

/** Leaves a transaction with nothing written: somebody else has reserved what it needs. */
class Busy extends Error {}

/** The protocol's memory in our PostgreSQL. */
export const postgresStore: OperationStore = {
  begin,

  async claimDue(kinds, limit) {
    if (kinds.length === 0) return [];
    const { rows } = await db().execute<{ id: string; epoch: number; kind: string }>(sql`
      update operation set epoch = epoch + 1, lease_owner = ${LEASE_OWNER},
        lease_until = ${inMs(timing().leaseMs)}
      where id in (
        select id from operation
        where settled_at is null and next_at <= clock_timestamp() and kind in ${kinds}
          and (lease_until is null or lease_until < clock_timestamp())
        order by next_at limit ${limit} for update skip locked
      )
      returning id, epoch, kind`);
    return rows.map(({ id, epoch, kind }) => ({ operationId: id, epoch, kind }));
  },

  async renew(claim) {
    const { rowCount } = await db().execute(sql`
      update operation set lease_until = ${inMs(timing().leaseMs)}
      where id = ${claim.operationId} and epoch = ${claim.epoch} and settled_at is null`);
    if (rowCount === 0) throw new Fenced(claim);
    return readHeld(claim);
  },

  async claim(operationId) {
    const { rows } = await db().execute<{ epoch: number }>(sql`
      update operation set epoch = epoch + 1, lease_owner = ${LEASE_OWNER},
        lease_until = ${inMs(timing().leaseMs)}
      where id = ${operationId} and outcome_at is null
      returning epoch`);
    return rows[0] ? { operationId, epoch: rows[0].epoch } : null;
  },

  async decideStep(held, step, { actor, reserve: wanted }) {
    const { operationId } = held.claim;
    const decided = db().transaction(async (tx) => {
      const at = await whileOpen(tx, held.claim);
      if (wanted?.length === 0) await free(tx, operationId);
      if (wanted && (await reserve(tx, { operationId, reserve: wanted }, at))) throw new Busy();
      const no = held.steps.length + 1;
      await tx.insert(operationStep).values({
        operationId,
        stepNo: no,
        name: step.name,
        data: json(step.data),
        decidedAt: at,
      });
      await record(tx, { held, at }, { kind: 'operation.step', actor, step: { no, ...step } });
      return 'decided' as const;
    });
    return decided.catch((error: unknown) => {
      if (error instanceof Busy) return 'busy' as const;
      throw error;
    });
  },

  async recordAttempt(held, { step, before }, actor) {
    const no = held.attempts.length + 1;
    const { operationId, epoch } = held.claim;
    await db().transaction(async (tx) => {
      const at = await whileOpen(tx, held.claim);
      await tx.update(operation).set({ state: 'sending' }).where(eq(operation.id, operationId));
      await tx
        .insert(operationAttempt)
        .values({ operationId, attemptNo: no, stepNo: step, epoch, startedAt: at });
      if (!held.attempts.some((attempt) => attempt.step === step)) {
        await tx
          .update(operationStep)
          .set({ before: json(before), beforeAt: at })
          .where(stepIs(operationId, step));
      }
      await tx
        .update(reservation)
        .set({ until: new Date(at.getTime() + timing().settleMs) })
        .where(eq(reservation.operationId, operationId));
      await record(
        tx,
        { held, at },
        {
          kind: 'operation.attempt',
          actor,
          subject: held.subject,
          attempt: no,
          step,
          epoch,
          before,
        },
      );
    });
    return no;
  },

  async recordAnswer(claim, attemptNo, { result, explained }) {
    await db().transaction(async (tx) => {
      const at = await whileOpen(tx, claim);
      const refused = result.kind === 'refused' ? result : null;
      await tx
        .update(operationAttempt)
        .set({
          endedAt: at,
          result: result.kind,
          status: 'status' in result ? result.status : null,
          coreCode: refused?.coreCode,
          message: refused?.message ?? ('cause' in result ? result.cause : null),
          explained: explained && JSON.stringify(explained),
        })
        .where(
          and(
            eq(operationAttempt.operationId, claim.operationId),
            eq(operationAttempt.attemptNo, attemptNo),
          ),
        );
    });
  },

  async endStep(held, end, actor) {
    await db().transaction(async (tx) => {
      const at = await whileOpen(tx, held.claim);
      const step = await closeStep(tx, { held, at }, end);
      await record(
        tx,
        { held, at },
        {
          kind: 'operation.step_outcome',
          actor,
          step: { no: step.no, name: step.name },
          outcome: end.outcome,
          why: end.detail.reason,
          before: step.before ?? null,
          after: end.after,
        },
      );
    });
  },

  async conclude(held, end, actor) {
    const { operationId } = held.claim;
    const settleUntil = end.settleUntil === null ? null : new Date(end.settleUntil);
    const subjectId = end.subjectId ?? held.subject.id;
    await db().transaction(async (tx) => {
      const at = await whileOpen(tx, held.claim);
      const step = end.step === null ? null : await closeStep(tx, { held, at }, end);
      await tx
        .update(operation)
        .set({
          state: end.outcome,
          outcomeAt: at,
          subjectId,
          detail: JSON.stringify(end.detail),
          settleUntil,
          settledAt: settleUntil ? null : at,
          nextAt: settleUntil,
          leaseOwner: null,
          leaseUntil: null,
        })
        .where(eq(operation.id, operationId));
      await (settleUntil
        ? tx
            .update(reservation)
            .set({ until: settleUntil })
            .where(eq(reservation.operationId, operationId))
        : free(tx, operationId));
      const { category, ticket } = held.described.reason ?? {};
      await record(
        tx,
        { held, at },
        {
          kind: 'operation.outcome',
          actor,
          subject: { ...held.subject, id: subjectId },
          outcome: end.outcome,
          why: end.detail.reason,
          before: (step ?? held.steps[0])?.before ?? null,
          after: end.after,
          attempts: held.attempts.map((attempt) => ({
            no: attempt.no,
            step: attempt.step,
            at: new Date(attempt.startedAt).toISOString(),
            result: attempt.result,
            status: attempt.status ?? undefined,
            core_code: attempt.coreCode ?? undefined,
          })),
          category,
          ticket,
        },
      );
    });
  },

  async settle(held) {
    await db().transaction(async (tx) => {
      const { rowCount } = await tx.execute(sql`
        update operation set settled_at = clock_timestamp(), next_at = null, lease_owner = null,
          lease_until = null
        where id = ${held.claim.operationId} and epoch = ${held.claim.epoch}
          and outcome_at is not null and settled_at is null`);
      if (rowCount === 0) throw new Fenced(held.claim);
      await free(tx, held.claim.operationId);
    });
  },

  async release({ claim, steps, attempts }, ms) {
    // A plan that waits for something else has all its answers: nothing about it is unknown.
    const isUnanswered = attempts.some(({ step }) => steps[step - 1]?.outcome === null);
    const hasLeft = attempts.some(({ result }) => result !== 'not_sent');
    const state = isUnanswered ? 'unknown' : hasLeft ? 'sending' : 'intent';
    await db().execute(sql`
      update operation set lease_owner = null, lease_until = null, next_at = ${inMs(ms)},
        state = case when outcome_at is null then ${state} else state end
      where id = ${claim.operationId} and epoch = ${claim.epoch} and settled_at is null`);
  },
};

/**
 * The fence: renews the lease, and lets the transaction go on only while the claim is the newest and
 * there is no outcome. The row stays locked until the end, so nobody can claim it in between.
 */
async function whileOpen(tx: Tx, claim: Claim): Promise<Date> {
  const { rows } = await tx.execute<{ ms: string }>(sql`
    update operation set lease_until = ${inMs(timing().leaseMs)}
    where id = ${claim.operationId} and epoch = ${claim.epoch} and outcome_at is null
    returning floor(extract(epoch from clock_timestamp()) * 1000)::bigint as ms`);
  if (!rows[0]) throw new Fenced(claim);
  return new Date(Number(rows[0].ms));
}

function stepIs(operationId: string, stepNo: number): SQL | undefined {
  return and(eq(operationStep.operationId, operationId), eq(operationStep.stepNo, stepNo));
}

/** Ends a step. When nothing was ever sent, the last read is also what was there before. */
async function closeStep(
  tx: Tx,
  { held, at }: { held: Held; at: Date },
  end: { step: number | null; outcome: string; detail: object; after: Facts | null },
) {
  const step = held.steps[(end.step ?? 0) - 1];
  assert(step, 'a step that ends was decided before');
  const before = step.before === undefined ? end.after : step.before;
  await tx
    .update(operationStep)
    .set({
      outcome: end.outcome,
      detail: JSON.stringify(end.detail),
      after: json(end.after),
      afterAt: at,
      endedAt: at,
      ...(step.before === undefined && { before: json(before), beforeAt: at }),
    })
    .where(stepIs(held.claim.operationId, step.no));
  return { ...step, before };
}

type OfOperation = Extract<NewEvent, { kind: `operation.${string}` }>;
type WithoutOperation<E> = E extends unknown ? Omit<E, 'operation'> : never;

async function record(
  tx: Tx,
  { held, at }: { held: Held; at: Date },
  event: WithoutOperation<OfOperation>,
): Promise<void> {
  const { kind, number, claim } = held;
  const operation = { id: claim.operationId, kind, number };
  await recordEvent(tx, { ...event, operation } as NewEvent, at);
}
