import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { sql } from 'drizzle-orm';
import { type NewEvent } from '@/lib/audit/events';
import { personal } from '@/lib/audit/facts';
import { eventRow, insertEvent, recordEvent } from '@/lib/audit/record';
import { seal } from '@/lib/audit/seal';
import { type Actor, type PersonActor } from '@/lib/base/actor';
import { uuidv7 } from '@/lib/base/ids';
import { closeCore } from '@/lib/core/connection';
import { getBalance } from '@/lib/core/endpoints/balances';
import { closeDb, db } from '@/lib/db/client';
import { previewReassign } from '@/lib/features/balances/preview-reassign';
import { reassignIdentity } from '@/lib/features/balances/reassign-identity';
import { runOperation } from '@/lib/operations/run-operation';
import { person } from '../actors';
import { proofDatabase } from '../prove/carry/database';
import { TEST_KEYS } from '../seal-now';
import { startTinyCore, wireBalance, wirePerson } from '../tiny-core';
import { median, ratioOf, sweep } from './rounds';
import { benchProgram, benchVerifier } from './verifying';

/*
 * `npm run bench -- evidence`: what recording, sealing and checking cost, as ratios within one run. Rounds of
 * both sides take turns, and the same side against itself says how restless the machine is. Each begins with a
 * swept heap, so that none pays for what the other has left.
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

/** Milliseconds that so many writers at once take for so many writes together. */
async function timed(
  writers: number,
  writes: number,
  write: () => Promise<unknown>,
): Promise<number> {
  let left = writes;
  sweep();
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

/** Recording over inserting the same rows, made beforehand, by the same client with the same statement. */
async function benchRecording(): Promise<boolean> {
  const WRITES = 1_000;
  const ours = (writers: number) =>
    timed(writers, WRITES, () => recordEvent(db(), event(), new Date()));
  const bare = (writers: number) => {
    const rows = Array.from({ length: WRITES }, () => eventRow(event(), new Date()).params);
    let next = 0;
    return timed(writers, WRITES, () => insertEvent(db(), rows[next++]!));
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
  recording: benchRecording,
  sealing: benchSealing,
  verifier: () => benchVerifier(ROUNDS),
  program: benchProgram,
  reassigning: benchReassigning,
};
const chosen = Object.entries(BENCHES).filter(([name]) => (values.only ?? name) === name);
let isGood = true;
for (const [, bench] of chosen) isGood = (await bench()) !== false && isGood;
await closeDb();
process.exitCode = isGood ? 0 : 1;
