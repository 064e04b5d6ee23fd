import { eventId } from '@/lib/audit/event-id';
import { canonicalJson } from '@/lib/base/canonical-json';
import { SeededRandom } from '@/lib/base/seeded-random';
import { goOn } from '@/lib/operations/go-on';
import { createReconciler } from '@/lib/operations/reconcile';
import { Fenced, type Intent } from '@/lib/operations/store-types';
import { timing } from '@/lib/operations/timing';
import { bytesOf, Lines } from '@/lib/verifier/bytes';
import { Findings } from '@/lib/verifier/findings';
import { checkOperations } from '@/lib/verifier/protocol';
import { type PlacedRecord, readRecords } from '@/lib/verifier/record';
import { MemoryStore } from './memory-store';
import { operationsOf, type Watcher } from './operations';
import { Process, type Weather } from './process';
import { type Network, SimCore } from './sim-core';
import { World } from './world';

/** By then every operation must be over, counted from when all is calm and its last attempt has left. */
const GRACE_MS = 30_000;
const LIMIT_MS = 900_000;
/** The database's clock may be off by so much; a request that is later than the rest of settling is not claimed. */
const CLOCK_JUMP_MS = 5_000;

type Asked = { operationId: string; kind: string; id: string; from: string; to: string };

/** How many of what a run consisted of. */
export type Told = { operations: number; attempts: number; deaths: number };

/**
 * One world from its seed: some changes at once, two workers, other people's hands in Core, and everything
 * that may break. Gives back what must never be, in words; empty when all is as it should be.
 */
export async function simulate(seed: string): Promise<{ wrong: string[]; told: Told }> {
  const random = new SeededRandom(seed);
  const world = new World(random);
  const store = new MemoryStore(world);
  const often = random.pick([0, 0.01, 0.05]);
  const weather: Weather = { crash: often, lostConnection: often, pause: often / 2 };
  const core = new SimCore(world, networkOf(random), timing().settleMs - 2 * CLOCK_JUMP_MS);
  const judge = new Judge(world, store, core);
  const errors = judge.catching();
  let deaths = 0;

  const born = () => new Process(world, store, { weather, onDeath: () => void (deaths += 1) });
  const startWorker = () => {
    const onDeath = () => {
      deaths += 1;
      world.after(random.between(200, 5_000), startWorker);
    };
    const process = new Process(world, store, { weather, onDeath });
    const operations = operationsOf({ core, process, ...judge.eyes() });
    const reconciler = createReconciler(operations, process.ports());
    void (async () => {
      for (;;) {
        await reconciler.tick().catch(errors);
        await process.wait(timing().tickMs);
      }
    })();
  };

  const asked = changesOf(random);
  for (const change of asked) {
    if (change.kind !== 'sim.create_with_id') core.values.set(change.id, change.from);
    core.values.set(`${change.id}/2`, 'a');
    world.after(
      random.between(0, 3_000),
      () => void request(change, { process: born(), store, core, judge }),
    );
    if (random.chance(0.3)) {
      // Somebody else writes to Core past us. Never the old value: that cannot be told from nothing.
      const value = random.pick(['other', change.to]);
      world.after(random.between(0, 20_000), () => core.values.set(change.id, value));
    }
  }
  startWorker();
  startWorker();
  for (let jumps = random.between(0, 2); jumps > 0; jumps -= 1) {
    world.after(random.between(0, 60_000), () => {
      world.clockOffMs = random.between(-CLOCK_JUMP_MS, CLOCK_JUMP_MS);
    });
  }

  const isOver = () => world.isCalm && judge.isAllSettled(asked.length);
  if (!(await world.run(isOver, LIMIT_MS))) judge.wrong.push('not everything came to an end');
  judge.judge(asked);
  const attempts = [...store.rows.values()].reduce((sum, row) => sum + row.attempts.length, 0);
  return { wrong: judge.wrong, told: { operations: store.rows.size, attempts, deaths } };
}

function networkOf(random: SeededRandom): Network {
  const some = () => random.pick([0, 0, 0.1, 0.4]);
  return {
    notSent: some(),
    dropped: some(),
    answerLost: some(),
    twice: some(),
    late: some(),
    refused: some() / 2,
    lied: some() / 4,
    readFails: some(),
  };
}

function changesOf(random: SeededRandom): Asked[] {
  const kinds = ['sim.set', 'sim.set', 'sim.create', 'sim.create_with_id', 'sim.plan'];
  return Array.from({ length: random.between(1, 3) }, (_, index) => {
    const kind = random.pick(kinds);
    // Two people may want the same thing at once.
    const id = `bln_${kind === 'sim.set' && random.chance(0.3) ? 0 : index + 1}`;
    return {
      operationId: random.uuid(),
      kind,
      id,
      from: 'a',
      to: kind === 'sim.plan' ? 'b' : `new_${index}`,
    };
  });
}

/** A person's request, as `runOperation` makes it once it is prepared. */
async function request(
  change: Asked,
  { process, core, judge }: { process: Process; store: MemoryStore; core: SimCore; judge: Judge },
): Promise<void> {
  const operation = operationsOf({ core, process, ...judge.eyes() }).get(change.kind)!;
  const ports = process.ports();
  const isPlan = operation.write.how === 'plan';
  const { operationId, id, from, to } = change;
  const given = { id, from, to };
  const subject = operation.subject(given, operationId);
  const intent: Intent = {
    operationId,
    kind: change.kind,
    actor: { kind: 'system', id: 'sim', name: 'Sim' },
    input: JSON.stringify(given),
    inputHash: '',
    subject,
    reserve: subject.id === null ? [] : [`${subject.type}:${subject.id}`],
    described: operation.describe(given, null),
    firstStep: isPlan ? null : { name: change.kind, data: {} },
    firstSendMs: isPlan ? null : timing().firstSendMs,
    lease: isPlan ? 'leave' : 'keep',
  };
  try {
    const begun = await ports.store.begin(intent);
    if (begun.is !== 'begun' || intent.lease === 'leave') return;
    const how = { actor: intent.actor, patienceMs: timing().patienceMs };
    await goOn(begun.claim, operation, { how, ports });
  } catch (error) {
    if (!(error instanceof Fenced)) judge.catching()(error);
  }
}

/** What must never be, whatever breaks. */
class Judge {
  readonly wrong: string[] = [];
  private readonly sawTarget = new Set<string>();

  constructor(
    private readonly world: World,
    private readonly store: MemoryStore,
    private readonly core: SimCore,
  ) {}

  /** Errors of the database are part of the world; a broken law is not. */
  catching() {
    return (error: unknown) => {
      const text = String(error);
      if (!/ConnectionLost|before|after COMMIT/.test(text)) this.wrong.push(text);
    };
  }

  /**
   * What one process reads and sends. Two may work on an operation at once, of which one is shut out already
   * and may still read what an earlier step was about: a request is held to what was read of its own thing.
   */
  eyes(): { watch: Watcher; sending: Watcher } {
    const lastRead = new Map<string, string | null>();
    return {
      watch: (operationId, value, thing) => {
        lastRead.set(`${operationId} ${thing}`, value);
        const row = this.store.rows.get(operationId);
        const { to } = (row?.input ?? {}) as { to?: string };
        if (value !== null && (value === to || value === 'created'))
          this.sawTarget.add(operationId);
      },
      sending: (operationId, expected, thing) => {
        const seen = lastRead.get(`${operationId} ${thing}`) ?? null;
        this.expect(seen === expected, `a request leaves although ${String(seen)} was read`);
      },
    };
  }

  isAllSettled(count: number): boolean {
    const { rows } = this.store;
    return (
      this.world.now > 5_000 &&
      count > 0 &&
      [...rows.values()].every((row) => row.settledAt !== null)
    );
  }

  judge(asked: readonly Asked[]): void {
    for (const { operationId, kind } of asked) {
      const row = this.store.rows.get(operationId);
      // The process died, or lost its database, before the intent: nothing was promised.
      if (!row) {
        this.expect(!this.hasLeft(operationId), `${kind}: a request left without an intent`);
        continue;
      }
      this.judgeOutcome(operationId, kind, row.state);
      this.judgeTimes(operationId, kind);
    }
    const findings = new Findings();
    const { read, names } = readRecords(this.evidence());
    const isRecord = (each: (typeof read)[number]): each is PlacedRecord =>
      typeof each === 'object';
    this.expect(read.every(isRecord), 'a record has not the form of one');
    const nameOf = (operation: number) => names.operations.textOf(operation);
    checkOperations(read.filter(isRecord), nameOf, findings);
    for (const { cause, detail } of findings.list) {
      this.expect(cause === 'operation_open' || cause === 'time_order', `${cause}: ${detail}`);
    }
  }

  private judgeOutcome(operationId: string, kind: string, state: string): void {
    const outcomes = this.recordsOf(operationId, 'operation.outcome');
    this.expect(outcomes.length === 1, `${kind}: ${outcomes.length} outcomes`);
    const applied = this.core.applied.some((each) => each.operationId === operationId);
    const why = String(outcomes[0]?.why);
    if (state === 'succeeded' && kind !== 'sim.plan') {
      this.expect(
        this.sawTarget.has(operationId),
        `${kind}: confirmed and the target was never seen`,
      );
    }
    const claimsNothing = ['failed', 'cancelled', 'no_change'].includes(state);
    if (claimsNothing && kind !== 'sim.plan') {
      this.expect(!applied, `${kind}: ${state} (${why}), and it was applied`);
    }
    if (state === 'conflict' && why !== 'found_twice') {
      this.expect(!applied, `${kind}: a conflict (${why}), and it was applied`);
    }
    if (kind === 'sim.create') {
      const sent = this.core.left.filter((each) => each.operationId === operationId);
      this.expect(sent.length <= 1, `${kind}: sent ${sent.length} times`);
    }
    if (state === 'cancelled') {
      const sent = this.core.left.some((each) => each.operationId === operationId);
      this.expect(!sent, `${kind}: cancelled, and a request had left`);
    }
  }

  private judgeTimes(operationId: string, kind: string): void {
    const records = this.store.log.get(operationId) ?? [];
    const outcome = records.findIndex((each) => each.kind === 'operation.outcome');
    const after = records.slice(outcome + 1).map((each) => each.kind);
    this.expect(after.length === 0, `${kind}: ${after.join()} after the outcome`);
    const endedAt = this.store.rows.get(operationId)!.concludedAt;
    if (endedAt === null) return;
    const lastLeft = Math.max(
      0,
      ...this.core.left.filter((each) => each.operationId === operationId).map(({ at }) => at),
    );
    this.expect(lastLeft <= endedAt, `${kind}: a request left after the outcome`);
    const latest =
      Math.max(this.world.calmAt, lastLeft) +
      timing().settleMs * (kind === 'sim.plan' ? 4 : 1) +
      GRACE_MS;
    this.expect(endedAt <= latest, `${kind}: its outcome came ${endedAt - latest} ms too late`);
  }

  private hasLeft(operationId: string): boolean {
    return this.core.left.some((each) => each.operationId === operationId);
  }

  private recordsOf(operationId: string, kind: string) {
    return (this.store.log.get(operationId) ?? []).filter((each) => each.kind === kind);
  }

  /** What was recorded, written as in a log, for the offline verifier to read. */
  private evidence(): Lines {
    const actor = { kind: 'system', id: 'simulation' };
    const lines = [...this.store.log].flatMap(([id, records]) =>
      records.map(({ at, ...facts }) => {
        const when = new Date(at);
        const head = { v: 1, id: eventId(when), at: when.toISOString(), actor };
        return `${canonicalJson({ ...head, operation: { id }, ...facts })}\n`;
      }),
    );
    return new Lines(bytesOf(lines.join('')));
  }

  private expect(isSo: boolean, otherwise: string): void {
    if (!isSo) this.wrong.push(otherwise);
  }
}
