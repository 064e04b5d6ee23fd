import { hash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import { type NewEvent } from '@/lib/audit/events';
import { personal } from '@/lib/audit/facts';
import { eventRow, INSERT_EVENT, recordEvent } from '@/lib/audit/record';
import { seal } from '@/lib/audit/seal';
import { type Actor, type PersonActor } from '@/lib/base/actor';
import { uuidv7 } from '@/lib/base/ids';
import { SeededRandom } from '@/lib/base/seeded-random';
import { closeCore } from '@/lib/core/connection';
import { getBalance } from '@/lib/core/endpoints/balances';
import { closeDb, db, SESSION_OPTIONS } from '@/lib/db/client';
import { previewReassign } from '@/lib/features/balances/preview-reassign';
import { reassignIdentity } from '@/lib/features/balances/reassign-identity';
import { runOperation } from '@/lib/operations/run-operation';
import { portsWithHelper } from '@/lib/verifier/node-helper';
import { nodePorts } from '@/lib/verifier/node-ports';
import { verifyBundle } from '@/lib/verifier/verify';
import { person } from '../actors';
import { proofDatabase } from '../prove/carry/database';
import { cleanLog } from '../prove/log-mutations/clean-log';
import { type Evidence, evidenceOf, type Log } from '../prove/log-mutations/log';
import { TEST_KEYS } from '../seal-now';
import { startTinyCore, wireBalance, wirePerson } from '../tiny-core';

/*
 * `npm run bench -- evidence`: what recording, sealing and checking cost, as ratios within one run. Rounds of
 * both sides take turns, and the same side against itself says how restless the machine is.
 */
const { values } = parseArgs({
  options: {
    postgres: { type: 'string' },
    rounds: { type: 'string', default: '15' },
    only: { type: 'string' },
  },
});
const ROUNDS = Number(values.rounds);
const actor: Actor = {
  kind: 'person',
  id: 'person_1',
  name: 'Ada Okafor',
  role: 'support',
  sessionId: 'session_1',
};

/** The event of an attempt, which stands between a person and their change. */
const event = (): NewEvent => ({
  kind: 'operation.intent',
  actor,
  operation: { id: crypto.randomUUID(), kind: 'balance.reassign_identity', number: 318 },
  subject: { type: 'balance', id: 'bln_8c21f4aa-0000-4000-8000-00000000f0a7' },
  before: { identity_id: 'idt_jane', identity_name: personal('Jane Doe'), balance: '12000' },
  after: { identity_id: 'idt_max', identity_name: personal('Max Roe') },
  reason: { category: 'account_correction', ticket: 'SUP-20631', note: personal('as asked') },
});

const median = (list: readonly number[]) => list.toSorted((a, b) => a - b)[list.length >> 1]!;
const ratioOf = (a: readonly number[], b: readonly number[]) =>
  median(a.map((each, at) => each / b[at]!));

/** Milliseconds that so many writers at once take for so many writes together. */
async function timed(
  writers: number,
  writes: number,
  write: () => Promise<unknown>,
): Promise<number> {
  let left = writes;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: writers }, async () => {
      while (left > 0) {
        left -= 1;
        await write();
      }
    }),
  );
  return performance.now() - began;
}

/** Inserts one of the same rows, each of which is there already, by the very same statement. */
function bareWrite(pool: pg.Pool, rows: (readonly unknown[])[]) {
  const { name, sql: text } = INSERT_EVENT;
  return () => pool.query({ name, text, values: [...rows.pop()!] });
}

async function benchRecording(url: string): Promise<boolean> {
  const pool = new pg.Pool({ connectionString: url, max: 10, options: SESSION_OPTIONS });
  const WRITES = 400;
  const ours = (writers: number) =>
    timed(writers, WRITES, () => recordEvent(db(), event(), new Date()));
  const bare = (writers: number) => {
    const rows = Array.from({ length: WRITES }, () => eventRow(event(), new Date()).params);
    return timed(writers, WRITES, bareWrite(pool, rows.reverse()));
  };
  let good = true;
  for (const writers of [1, 8, 16]) {
    await bare(writers);
    await ours(writers);
    const a: number[] = [];
    const b: number[] = [];
    const control: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      a.push(await ours(writers));
      b.push(await bare(writers));
      control.push(await bare(writers));
    }
    const ratio = ratioOf(a, b);
    const rate = Math.round((WRITES * 1_000) / median(a));
    good &&= ratio <= 1.4;
    console.log(
      `evidence: recording with ${writers} writers ${ratio.toFixed(2)} (goal ≤ 1.4; A/A ${ratioOf(control, b).toFixed(2)}; ${rate} events/s)`,
    );
  }
  await pool.end();
  return good;
}

/** How long entries wait while people work and a worker seals once a second. */
async function benchSealing(): Promise<boolean> {
  for (;;) if ((await seal(TEST_KEYS)).is === 'idle') break;
  const from = new Date();
  let isOver = false;
  const writing = (async () => {
    while (!isOver) {
      await recordEvent(db(), event(), new Date());
      await sleep(5);
    }
  })();
  const end = performance.now() + 20_000;
  while (performance.now() < end) {
    await seal(TEST_KEYS);
    await sleep(1_000);
  }
  isOver = true;
  await writing;
  await seal(TEST_KEYS);
  const { rows } = await db().execute<{ ms: string }>(sql`
    select extract(epoch from checkpoint.sealed_at - at) * 1000 as ms
    from log_leaf join audit_event on id = event_id
    cross join lateral (
      select sealed_at from log_checkpoint where size > leaf_index order by size limit 1
    ) checkpoint
    where at >= ${from.toISOString()}`);
  const waits = rows.map(({ ms }) => Number(ms));
  const p99 = waits.toSorted((a, b) => a - b)[Math.floor(waits.length * 0.99)]!;
  console.log(
    `evidence: seal lag p99 ${Math.round(p99)} ms of ${waits.length} events (goal ≤ 2000)`,
  );
  return p99 <= 2_000;
}

/**
 * A sound log of about so many records in the order of time, and the checkpoint over it. One checkpoint, so that
 * its signature weighs nothing.
 */
function longLog(): Evidence {
  const random = new SeededRandom('bench');
  const log: Log = cleanLog(random);
  while (log.entries.length < 20_000) {
    const more = cleanLog(random);
    log.entries.push(...more.entries.filter(({ body }) => !body.includes('"log.')));
  }
  // An id begins with its time.
  log.entries.sort((a, b) => (a.id < b.id ? -1 : 1));
  const at = parseInt(log.entries.at(-1)!.id.replace('-', '').slice(0, 12), 16);
  log.seals = [{ size: log.entries.length, at, keys: log.seals.at(-1)!.keys }];
  return evidenceOf(log);
}

/** Everything of a log that must be hashed, as the bytes that go into the hash: leaves, as many nodes, texts. */
function hashedIn(files: Evidence['files']): Buffer[] {
  const lines = (name: string) => files[name]!.split('\n').slice(0, -1);
  const leaves = lines('events.jsonl').map((body) => Buffer.from(`\0${body}`));
  const texts = lines('texts.jsonl').map((line) => {
    const { salt, text } = JSON.parse(line) as { salt: string; text: string };
    return Buffer.from(salt + text);
  });
  return [...leaves, ...leaves.map(() => Buffer.alloc(65, 1)), ...texts];
}

/**
 * The verifier over a loop that only hashes, whose input is made beforehand: bytes in and bytes out, as a hash is
 * defined. Node is much faster where it need not make bytes of a hash but a text, as the verifier has it, so the
 * ratio to that is told too. The loop is one thread, the verifier as many as it takes.
 */
async function benchVerifier(): Promise<boolean> {
  const { files, anchors } = longLog();
  const bytes = new Map(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)]));
  const inputs = hashedIn(files);
  const time = async (work: () => unknown) => {
    const began = performance.now();
    await work();
    return performance.now() - began;
  };
  const { hashApart, ...ports } = portsWithHelper();
  let threads = 1;
  const counted: typeof hashApart = (work) => {
    const apart = hashApart(work);
    threads = apart ? 2 : 1;
    return apart;
  };
  const bare: number[] = [];
  const asText: number[] = [];
  const ours: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    bare.push(await time(() => inputs.forEach((input) => hash('sha256', input, 'buffer'))));
    asText.push(await time(() => inputs.forEach((input) => nodePorts.sha256(input))));
    ours.push(
      await time(async () => {
        const { exitCode } = await verifyBundle(
          bytes,
          { anchors },
          { ...ports, hashApart: counted },
        );
        if (exitCode !== 0) throw new Error(`the log is not sound: ${exitCode}`);
      }),
    );
  }
  const ratio = ratioOf(bare, ours);
  const rate = Math.round((files['leaves.txt']!.length / 65) * (1_000 / median(ours)));
  console.log(
    `evidence: verifier ${ratio.toFixed(2)} of a bare SHA-256 loop with ${threads} threads (goal ≥ 0.5; ${ratioOf(asText, ours).toFixed(2)} of one that makes texts; ${rate} records/s)`,
  );
  return ratio >= 0.5;
}

/** What a reassignment takes beyond the questions that it asks Core, one after the other. */
async function benchReassigning(): Promise<void> {
  const core = await startTinyCore();
  const support: PersonActor = { ...person('support'), name: 'Ada Okafor' };
  for (const id of ['idt_jane', 'idt_max']) core.identities.set(id, wirePerson(id, id, 'Doe'));
  const beyond: number[] = [];
  let questions = 0;
  for (let round = 0; round < 4 * ROUNDS; round += 1) {
    const balanceId = `bln_${String(round).padStart(8, '0')}-0000-4000-8000-000000000000`;
    core.balances.set(balanceId, wireBalance(balanceId, { identity_id: 'idt_jane' }));
    const asked = { balanceId, toIdentityId: 'idt_max' };
    const { expectedIdentityId, impact } = await previewReassign(support, asked);
    const input = {
      ...asked,
      expectedIdentityId,
      category: 'account_correction',
      ticket: 'SUP-1',
      note: 'as asked',
      confirmation: '',
      impactDigest: impact!.digest,
    };
    const before = core.server.seen.length;
    const began = performance.now();
    await runOperation(reassignIdentity, { actor: support, operationId: uuidv7(), input });
    const took = performance.now() - began;
    questions = core.server.seen.length - before;
    const again = performance.now();
    for (let each = 0; each < questions; each += 1) await getBalance(balanceId);
    beyond.push(took - (performance.now() - again));
  }
  await core.close();
  await closeCore();
  console.log(
    `evidence: reassign ${median(beyond).toFixed(1)} ms beyond its ${questions} questions to Core`,
  );
}

const url = await proofDatabase(values.postgres!);
Object.assign(process.env, {
  DATABASE_URL: url,
  CORE_URL: 'http://127.0.0.1:1',
  AUTH_SECRET: 'only-for-a-bench-only-for-a-bench',
});
/** What `--only NAME` chooses from. */
const BENCHES: Record<string, () => Promise<boolean | void>> = {
  recording: () => benchRecording(url),
  sealing: benchSealing,
  verifier: benchVerifier,
  reassigning: benchReassigning,
};
const chosen = Object.entries(BENCHES).filter(([name]) => (values.only ?? name) === name);
let isGood = true;
for (const [, bench] of chosen) isGood = (await bench()) !== false && isGood;
await closeDb();
process.exitCode = isGood ? 0 : 1;
