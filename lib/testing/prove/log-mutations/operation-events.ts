import { type EventPayload, type NewEvent } from '@/lib/audit/events';
import { type Facts, personal } from '@/lib/audit/facts';
import { type Actor } from '@/lib/base/actor';
import { type SeededRandom } from '@/lib/base/seeded-random';
import {
  type AttemptResult,
  decide,
  type Outcome,
  OUTCOMES,
  RULES,
  SIGHTS,
} from '@/lib/operations/state';
import { DEFAULT_TIMING } from '@/lib/operations/timing';

/*
 * The records of one change, made by the reducer that server and worker decide by, over reads and answers
 * that are drawn by chance.
 */

type Dated = { event: NewEvent; at: number };
type Told = EventPayload<'operation.outcome'>['attempts'][number];

const RESULTS: readonly (readonly [AttemptResult | null, number])[] = [
  ['answered', 5],
  ['unanswered', 3],
  ['refused', 1],
  ['not_sent', 1],
  [null, 1],
];

class Change {
  readonly written: Dated[] = [];
  readonly attempts: (Told & { startedAt: number })[] = [];
  readonly operation;
  readonly subject;
  epoch = 1;

  constructor(
    readonly random: SeededRandom,
    readonly actor: Actor,
    public at: number,
  ) {
    const kind = random.pick(['balance.reassign_identity', 'balance.create', 'identity.update']);
    this.operation = { id: random.uuid(), kind, number: random.between(1, 999) };
    this.subject = { type: 'balance', id: `bln_${random.between(1, 9)}` } as const;
  }

  write(event: NewEvent): void {
    this.written.push({ event, at: this.at });
  }

  /** Reads and sends until the step is over; `null` when it is left open. */
  step(no: number): Outcome | null {
    const { random } = this;
    const startedAt = this.at;
    const rules = random.pick(Object.values(RULES));
    for (;;) {
      if (random.chance(0.02)) return null;
      const own = this.attempts.filter(({ step }) => step === no);
      const standing = {
        rules,
        startedAt,
        sendUntil: startedAt + 8_000,
        readEveryMs: null,
        attempts: own,
      };
      const sight = random.pick(SIGHTS);
      const decision = decide(standing, sight, { now: this.at, timing: DEFAULT_TIMING });
      if (decision.do === 'end') return decision.outcome;
      if (decision.do === 'look') {
        this.at += decision.inMs * random.between(1, 20);
        // Somebody else takes it over now and then.
        if (random.chance(0.2)) this.epoch += 1;
        continue;
      }
      this.attempt(no);
    }
  }

  attempt(step: number): void {
    const no = this.attempts.length + 1;
    const { operation, subject, actor, epoch, at, random } = this;
    const before: Facts = { identity_id: 'idt_jane', balance: '120', currency: 'USD' };
    this.write({
      kind: 'operation.attempt',
      actor,
      operation,
      subject,
      attempt: no,
      step,
      epoch,
      before,
    });
    const result = random.weighted(RESULTS);
    const told = { no, step, at: new Date(at).toISOString(), result };
    this.attempts.push({ ...told, ...(result === 'answered' && { status: 200 }), startedAt: at });
    this.at += random.between(1, 900);
  }
}

/** All records of a change, with their times. Now and then it has no outcome yet. */
export function operationEvents(
  random: SeededRandom,
  { actor, at }: { actor: Actor; at: number },
): Dated[] {
  const change = new Change(random, actor, at);
  const { operation, subject } = change;
  change.write({
    kind: 'operation.intent',
    actor,
    operation,
    subject,
    before: { identity_id: 'idt_jane', identity_name: personal('Jane') },
    after: { identity_id: random.pick(['idt_max', 'idt_eve']), identity_name: personal('Max') },
    reason: { category: 'account_correction', ticket: 'SUP-1', note: personal('as asked') },
  });
  change.at += random.between(0, 50);
  const outcome = random.chance(0.3) ? plan(change) : change.step(1);
  if (outcome === null) return change.written;
  change.write({
    kind: 'operation.outcome',
    actor,
    operation,
    subject,
    outcome,
    why: 'applied',
    before: { identity_id: 'idt_jane' },
    after: { identity_id: 'idt_max' },
    attempts: change.attempts.map(({ startedAt: _, ...told }) => told),
  });
  return change.written;
}

function plan(change: Change): Outcome | null {
  const { random, operation, actor } = change;
  for (let no = 1; no <= random.between(1, 4); no += 1) {
    const step = { no, name: 'post' };
    change.write({
      kind: 'operation.step',
      actor,
      operation,
      step: { ...step, data: { amount: '100' } },
    });
    const outcome = change.step(no);
    if (outcome === null) return null;
    change.write({
      kind: 'operation.step_outcome',
      actor,
      operation,
      step,
      outcome,
      why: 'applied',
      before: null,
      after: { amount: '100' },
    });
    change.at += random.between(0, 500);
  }
  return random.pick(OUTCOMES);
}
