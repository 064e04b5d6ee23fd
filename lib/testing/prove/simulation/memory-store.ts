import { type Facts } from '@/lib/audit/facts';
import { type Actor } from '@/lib/base/actor';
import { type DecidedStep } from '@/lib/operations/define-operation';
import { type Outcome } from '@/lib/operations/state';
import {
  type Begun,
  type Claim,
  Fenced,
  type Held,
  type Intent,
  type OperationStore,
} from '@/lib/operations/store-types';
import { timing } from '@/lib/operations/timing';
import { type World } from './world';

type Row = Omit<Held, 'claim' | 'now'> & {
  id: string;
  epoch: number;
  leaseUntil: number | null;
  nextAt: number | null;
  outcomeAt: number | null;
  settledAt: number | null;
  /** By true time, for the judgement. */
  concludedAt: number | null;
};

/** What is recorded of an operation, in its order: the evidence that the verifier replays. */
export type Recorded = { kind: string; at: number; [fact: string]: unknown };

type Sync<T> = T extends (...args: infer Args) => Promise<infer Result>
  ? (...args: Args) => Result
  : never;
type SyncStore = { [K in keyof OperationStore]: Sync<OperationStore[K]> };

/**
 * The protocol's memory as `store.ts` keeps it in PostgreSQL, each method one transaction: the same leases,
 * the same fence, the same times by the database's clock.
 */
export class MemoryStore implements SyncStore {
  readonly rows = new Map<string, Row>();
  readonly reserved = new Map<string, string>();
  readonly log = new Map<string, Recorded[]>();

  constructor(private readonly world: World) {}

  private now(): number {
    return this.world.databaseNow();
  }

  begin(intent: Intent): Begun {
    if (this.rows.has(intent.operationId)) return { is: 'known' };
    const holder = this.holderOf(intent.operationId, intent.reserve);
    if (holder) return { is: 'busy', ...holder };
    const at = this.now();
    const leaseUntil = intent.lease === 'keep' ? at + timing().leaseMs : null;
    for (const subject of intent.reserve) this.reserved.set(subject, intent.operationId);
    this.rows.set(intent.operationId, {
      id: intent.operationId,
      kind: intent.kind,
      number: this.rows.size + 1,
      input: JSON.parse(intent.input),
      subject: intent.subject,
      described: intent.described,
      state: 'intent',
      requestedAt: at,
      sendUntil: intent.firstSendMs === null ? null : at + intent.firstSendMs,
      settleUntil: null,
      steps: [],
      attempts: [],
      epoch: 1,
      leaseUntil,
      nextAt: leaseUntil ?? at,
      outcomeAt: null,
      settledAt: null,
      concludedAt: null,
    });
    if (intent.firstStep) this.addStep(this.rows.get(intent.operationId)!, intent.firstStep, at);
    this.record(intent.operationId, { kind: 'operation.intent', at });
    return { is: 'begun', claim: { operationId: intent.operationId, epoch: 1 } };
  }

  claimDue(kinds: string[], limit: number): (Claim & { kind: string })[] {
    const at = this.now();
    const due = [...this.rows.values()].filter(
      (row) =>
        row.settledAt === null &&
        row.nextAt !== null &&
        row.nextAt <= at &&
        kinds.includes(row.kind) &&
        (row.leaseUntil === null || row.leaseUntil < at),
    );
    due.sort((a, b) => a.nextAt! - b.nextAt!);
    return due.slice(0, limit).map((row) => ({ ...this.take(row), kind: row.kind }));
  }

  claim(operationId: string): Claim | null {
    const row = this.rows.get(operationId);
    return row && row.outcomeAt === null ? this.take(row) : null;
  }

  renew(claim: Claim): Held {
    const row = this.fenced(claim, (each) => each.settledAt === null);
    row.leaseUntil = this.now() + timing().leaseMs;
    const { kind, number, input, subject, described, state } = row;
    const { requestedAt, sendUntil, settleUntil, steps, attempts } = row;
    const copied = { steps: steps.map(copy), attempts: attempts.map(copy) };
    const held = { kind, number, input, subject, described, state, requestedAt, sendUntil };
    return { claim, now: this.now(), settleUntil, ...held, ...copied };
  }

  decideStep(
    held: Held,
    step: DecidedStep,
    { reserve }: { actor: Actor; reserve?: string[] },
  ): 'decided' | 'busy' {
    const row = this.whileOpen(held.claim);
    if (reserve?.length === 0) this.free(row.id);
    if (reserve && this.holderOf(row.id, reserve)) return 'busy';
    for (const subject of reserve ?? []) this.reserved.set(subject, row.id);
    const at = this.now();
    const no = this.addStep(row, step, at);
    this.record(row.id, { kind: 'operation.step', at, step: { no } });
    return 'decided';
  }

  recordAttempt(held: Held, { step, before }: { step: number; before: Facts | null }): number {
    const row = this.whileOpen(held.claim);
    const at = this.now();
    const no = held.attempts.length + 1;
    row.state = 'sending';
    // The row's step and the unique number of an attempt, as the database has them.
    if (row.attempts.some((attempt) => attempt.no === no)) throw new Error('unique: attempt_no');
    const { epoch } = held.claim;
    const nothing = { result: null, status: null, coreCode: null, explained: null };
    row.attempts.push({ no, step, epoch, startedAt: at, ...nothing });
    row.steps[step - 1]!.before ??= before;
    this.record(row.id, { kind: 'operation.attempt', at, attempt: no, step, epoch });
    return no;
  }

  recordAnswer(
    claim: Claim,
    attemptNo: number,
    { result, explained }: Parameters<OperationStore['recordAnswer']>[2],
  ): void {
    const row = this.whileOpen(claim);
    const attempt = row.attempts.find(({ no }) => no === attemptNo)!;
    Object.assign(attempt, { result: result.kind, explained });
  }

  endStep(held: Held, end: Parameters<OperationStore['endStep']>[1]): void {
    const row = this.whileOpen(held.claim);
    const at = this.now();
    this.closeStep(row, end);
    const step = { no: end.step };
    this.record(row.id, { kind: 'operation.step_outcome', at, step, outcome: end.outcome });
  }

  conclude(held: Held, end: Parameters<OperationStore['conclude']>[1]): void {
    const row = this.whileOpen(held.claim);
    const at = this.now();
    if (end.step !== null) this.closeStep(row, { ...end, step: end.step });
    row.state = end.outcome;
    row.outcomeAt = at;
    row.concludedAt = this.world.now;
    row.settleUntil = end.settleUntil;
    row.nextAt = end.settleUntil;
    row.settledAt = end.settleUntil === null ? at : null;
    row.leaseUntil = null;
    if (end.settleUntil === null) this.free(row.id);
    // The event tells what the concluder held, as the real one does.
    const attempts = held.attempts.map(({ no, step, startedAt, result }) => ({
      no,
      step,
      at: new Date(startedAt).toISOString(),
      result,
    }));
    const { outcome, detail } = end;
    this.record(row.id, { kind: 'operation.outcome', at, outcome, why: detail.reason, attempts });
  }

  settle(held: Held): void {
    const row = this.fenced(
      held.claim,
      (each) => each.outcomeAt !== null && each.settledAt === null,
    );
    row.settledAt = this.now();
    row.nextAt = null;
    row.leaseUntil = null;
    this.free(row.id);
  }

  release({ claim, steps, attempts }: Held, ms: number): void {
    const row = this.rows.get(claim.operationId);
    if (!row || row.epoch !== claim.epoch || row.settledAt !== null) return;
    row.leaseUntil = null;
    row.nextAt = this.now() + ms;
    if (row.outcomeAt !== null) return;
    const isUnanswered = attempts.some(({ step }) => steps[step - 1]?.outcome === null);
    row.state = isUnanswered ? 'unknown' : attempts.length > 0 ? 'sending' : 'intent';
  }

  private take(row: Row): Claim {
    row.epoch += 1;
    row.leaseUntil = this.now() + timing().leaseMs;
    return { operationId: row.id, epoch: row.epoch };
  }

  private fenced(claim: Claim, isOpen: (row: Row) => boolean): Row {
    const row = this.rows.get(claim.operationId);
    if (!row || row.epoch !== claim.epoch || !isOpen(row)) throw new Fenced(claim);
    return row;
  }

  private whileOpen(claim: Claim): Row {
    const row = this.fenced(claim, (each) => each.outcomeAt === null);
    row.leaseUntil = this.now() + timing().leaseMs;
    return row;
  }

  private addStep(row: Row, step: DecidedStep, at: number): number {
    const no = row.steps.length + 1;
    const open = { before: undefined, after: null, outcome: null, reason: null };
    row.steps.push({ no, ...step, decidedAt: at, ...open });
    return no;
  }

  private closeStep(
    row: Row,
    end: { step: number; outcome: Outcome; after: Facts | null; detail: { reason: string } },
  ): void {
    const step = row.steps[end.step - 1]!;
    step.before ??= end.after;
    Object.assign(step, { outcome: end.outcome, after: end.after, reason: end.detail.reason });
  }

  private holderOf(operationId: string, wanted: readonly string[]) {
    const subject = wanted.find((each) => (this.reserved.get(each) ?? operationId) !== operationId);
    return subject ? { subject, operationId: this.reserved.get(subject)! } : null;
  }

  private free(operationId: string): void {
    for (const [subject, holder] of this.reserved) {
      if (holder === operationId) this.reserved.delete(subject);
    }
  }

  private record(operationId: string, recorded: Recorded): void {
    const own = this.log.get(operationId);
    if (own) own.push(recorded);
    else this.log.set(operationId, [recorded]);
  }
}

const copy = <T extends object>(value: T): T => ({ ...value });
