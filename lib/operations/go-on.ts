import 'server-only';
import { type Actor } from '@/lib/base/actor';
import { assert } from '@/lib/base/assert';
import { logError } from '@/lib/base/log';
import { type SendResult } from '@/lib/base/send-result';
import { type AnyOperation, type Plan } from './define-operation';
import {
  assertLegal,
  isOver,
  progressOf,
  reservedWith,
  stepInHand,
  type StepInHand,
  unsettledUntil,
} from './held';
import { killPoint } from './kill-point';
import { look, type Seen } from './look';
import { type Ports, PORTS } from './ports';
import { decide, type Outcome } from './state';
import { type Claim, type Explained, type Held, type StepEnd } from './store-types';
import { timing } from './timing';

/** On whose behalf, and how patiently, an operation is worked on. */
export type How = {
  actor: Actor;
  /** How long to wait here for Core instead of leaving the next look to a worker. */
  patienceMs: number;
  isStopping?: () => boolean;
};

/**
 * The protocol from the claim on (design §5.2 to §5.6): renew, read, decide, and then send, look again
 * or end, until there is an outcome or nothing to do for now. Server and worker run the same loop, and
 * it knows nothing but what it reads: it can be stopped anywhere and begun again by somebody else.
 * @throws Fenced when somebody else holds the operation. Errors of the database go through; the lease
 * then runs out and a worker takes over.
 */
export async function goOn(
  claim: Claim,
  operation: AnyOperation,
  { how, ports = PORTS }: { how: How; ports?: Ports },
): Promise<void> {
  const { store } = ports;
  const until = ports.monotonicMs() + how.patienceMs;
  for (;;) {
    const held = await store.renew(claim);
    if (how.isStopping?.()) return store.release(held, 0);
    if (isOver(held)) return settle(held, ports);
    const inHand = stepInHand(operation, held);
    if (!inHand) {
      if (await decideNext(held, { operation, how, ports })) continue;
      return;
    }
    const askedAt = ports.monotonicMs();
    const seen = await lookAt(inHand, held, ports);
    killPoint('after_read', inHand.step.no);
    const decision = decide(inHand.standing, seen.sight, { now: held.now, timing: timing() });
    if (decision.do === 'end') {
      await end({ inHand, held, seen }, decision, { operation, how, ports });
      if (operation.write.how === 'plan') continue;
      return;
    }
    if (decision.do === 'look') {
      if (ports.monotonicMs() + decision.inMs > until) return store.release(held, decision.inMs);
      await ports.sleep(decision.inMs);
      continue;
    }
    // The read took time: whether sending is still in time is asked again.
    const now = held.now + Math.ceil(ports.monotonicMs() - askedAt);
    if (decide(inHand.standing, seen.sight, { now, timing: timing() }).do !== 'send') continue;
    await send({ inHand, held, seen }, { operation, how, ports });
  }
}

type Situation = { inHand: StepInHand; held: Held; seen: Seen };
type Means = { operation: AnyOperation; how: How; ports: Ports };

function lookAt({ step, write, input, standing }: StepInHand, held: Held, ports: Ports) {
  return look(
    write,
    {
      operationId: held.claim.operationId,
      input,
      signal: ports.abortAfter(timing().readLimitMs),
    },
    {
      isFirst: standing.attempts.length === 0,
      since: new Date(step.decidedAt - timing().lookBackMs),
    },
  );
}

/** Tx2, the request, and what came back. */
async function send(
  { inHand, held, seen }: Situation,
  { operation, how, ports }: Means,
): Promise<void> {
  const { store } = ports;
  const { step, write, input } = inHand;
  assert(write.how !== 'watch', 'a watch sees its target or waits, and never sends');
  const { sendBudgetMs, writeLimitMs } = timing();
  const no = held.attempts.length + 1;
  assertLegal(held, [{ type: 'attempt', no, step: step.no, at: held.now }], timing());
  // Counted from before the lease is renewed, so that a request never leaves after a lease could end.
  const sendBy = ports.monotonicMs() + sendBudgetMs;
  await store.recordAttempt(held, { step: step.no, before: seen.facts }, how.actor);
  killPoint('before_send', step.no);
  const result =
    ports.monotonicMs() > sendBy
      ? ({ kind: 'not_sent', cause: 'late' } as const)
      : await write
          .send({
            operationId: held.claim.operationId,
            input,
            signal: ports.abortAfter(sendBudgetMs + writeLimitMs),
            limits: { sendBy, timeoutMs: writeLimitMs },
          })
          .catch((error: unknown): SendResult => {
            // How far a failing `send` came is not known, so it counts as the worst.
            logError(error, { operation: held.claim.operationId });
            return { kind: 'unanswered', cause: 'error' };
          });
  killPoint('after_send', step.no);
  const explained = explain(operation, result, held);
  await store.recordAnswer(held.claim, no, { result, explained });
  killPoint('after_answer', step.no);
}

function explain(operation: AnyOperation, result: SendResult, held: Held): Explained | null {
  if (result.kind !== 'refused') return null;
  return operation.explainRefusal?.(result, held.input) ?? null;
}

/** Tx3 of a single write, or the end of a plan's step. */
async function end(
  { inHand, held, seen }: Situation,
  { outcome, reason }: { outcome: Outcome; reason: string },
  { operation, how, ports }: Means,
): Promise<void> {
  const step = inHand.step.no;
  killPoint('before_outcome', step);
  const refusal = inHand.standing.attempts.findLast(({ result }) => result === 'refused');
  const explained = reason === 'refused' ? held.attempts[refusal!.no - 1]!.explained : null;
  const stepEnd: StepEnd = { outcome, detail: { reason, ...explained }, after: seen.facts };
  if (operation.write.how === 'plan') {
    assertLegal(held, [{ type: 'step_end', step, outcome }], timing());
    await ports.store.endStep(held, { ...stepEnd, step }, how.actor);
  } else {
    const ends = [
      { type: 'step_end', step, outcome },
      { type: 'outcome', outcome },
    ] as const;
    assertLegal(held, [...ends], timing());
    const settleUntil = unsettledUntil(held, timing());
    await ports.store.conclude(
      held,
      { ...stepEnd, step, subjectId: seen.id, settleUntil },
      how.actor,
    );
  }
  killPoint('after_outcome', step);
}

/** Lets a plan decide on its next step. Whether there is more to do now. */
async function decideNext(held: Held, { operation, how, ports }: Means): Promise<boolean> {
  const decision = (operation.write as Plan<unknown>).next(progressOf(held, timing()));
  const until = unsettledUntil(held, timing());
  switch (decision.then) {
    case 'step': {
      const { name, data } = decision;
      const reserve = reservedWith(operation, held, name);
      assert(reserve?.length !== 0 || until === null, 'nothing is freed that may still be changed');
      const begun = await ports.store.decideStep(
        held,
        { name, data },
        { actor: how.actor, reserve },
      );
      if (begun === 'busy') {
        await ports.store.release(held, timing().readEveryMs);
        return false;
      }
      killPoint('after_decision', held.steps.length + 1);
      return true;
    }
    case 'wait_until_settled':
      await ports.store.release(held, Math.max((until ?? 0) - held.now, timing().tickMs));
      return false;
    case 'end': {
      const { outcome, reason } = decision;
      assertLegal(held, [{ type: 'outcome', outcome }], timing());
      killPoint('before_outcome', 0);
      await ports.store.conclude(
        held,
        {
          outcome,
          detail: { reason, ...(reason === 'refused' && lastRefusal(held)) },
          after: held.steps.at(-1)?.after ?? null,
          step: null,
          subjectId: null,
          settleUntil: until,
        },
        how.actor,
      );
      return false;
    }
  }
}

/** What the definition made of the last refusal, for the person. */
function lastRefusal({ attempts }: Held): Explained | null {
  return attempts.findLast(({ result }) => result === 'refused')?.explained ?? null;
}

/** There is an outcome: only a late request is still waited for, then the subject is free. */
function settle(held: Held, ports: Ports): Promise<void> {
  const until = unsettledUntil(held, timing());
  return until === null ? ports.store.settle(held) : ports.store.release(held, until - held.now);
}
