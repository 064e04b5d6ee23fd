import { spawn } from 'node:child_process';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { listEvents } from '@/lib/audit/list';
import { uuidv7 } from '@/lib/base/ids';
import { person } from '@/lib/testing/actors';
import { startHttpDouble } from '@/lib/testing/killed/http-double';
import { oneStep, STEPS, threeSteps } from '@/lib/testing/killed/operations';
import { migratedDatabase } from '@/lib/testing/migrated-database';
import { letTimePass, settled } from '@/lib/testing/virtual-time';
import { KILL_POINTS } from './kill-point';
import { runOperation } from './run-operation';

// The processes die one after another, and none of them may be too late for a resend only because a
// slow machine got to it last.
vi.stubEnv('COUNTERFOIL_TESTING', '1');
vi.stubEnv('COUNTERFOIL_TEST_TIMING', '{"resendWindowMs":600000}');

const database = migratedDatabase();
const support = person('support');
const MAIN = path.resolve(import.meta.dirname, '../testing/killed/main.ts');

type Case = {
  /** The named point, with the step where there are several. */
  point: string;
  operationId: string;
  subject: string;
  kind: `${string}.${string}`;
  args: string[];
};

function caseOf(point: string, kind: Case['kind'], at: number): Case {
  const operationId = uuidv7();
  const isRequest = kind === 'balance.one_step';
  const subject = `${isRequest ? 'one' : 'three'}-${at}`;
  const args = isRequest ? ['request', operationId, subject] : ['worker', kind];
  return { point, operationId, subject, kind, args };
}

/** Met by whoever goes on with a step, whatever was decided before. */
const POINTS = KILL_POINTS.slice(KILL_POINTS.indexOf('after_read'));
const requests = ['after_intent', ...POINTS].map((point, at) =>
  caseOf(point, 'balance.one_step', at),
);
const plans = [
  ...[1, 2, 3].flatMap((step) => ['after_decision', ...POINTS].map((point) => `${point}:${step}`)),
  'before_outcome:0',
].map((point, at) => caseOf(point, `balance.three_steps_${at}`, at));

let core: Awaited<ReturnType<typeof startHttpDouble>>;
const deaths = new Map<Case, string>();

/** Runs one process until it is dead, and notes how it died. */
function die(one: Case): Promise<void> {
  const child = spawn(
    process.execPath,
    ['--conditions=react-server', '--import=tsx', MAIN, ...one.args],
    {
      env: {
        NODE_ENV: 'test',
        AUTH_SECRET: 'only-for-unit-tests-only-for-unit-tests',
        DATABASE_URL: database.urls.appUrl,
        CORE_URL: core.url,
        COUNTERFOIL_TESTING: '1',
        COUNTERFOIL_TEST_KILL_AT: one.point,
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  let errors = '';
  child.stderr.on('data', (chunk) => (errors += chunk));
  return new Promise((resolve) =>
    child.on('close', (code, signal) => {
      deaths.set(one, signal ?? `exit ${code}: ${errors}`);
      resolve();
    }),
  );
}

beforeAll(async () => {
  core = await startHttpDouble();
  for (const { kind, operationId, subject } of plans) {
    const request = { actor: support, operationId, input: { id: subject } };
    await runOperation(threeSteps(core.url, kind), request);
  }
  // All die before time is moved, so that none of them loses its lease while it lives.
  const waiting = [...requests, ...plans];
  const one = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) await die(next);
  };
  await Promise.all([one(), one(), one()]);
}, 300_000);
afterAll(() => core.stop());

async function outcomes(operationId: string) {
  const { rows } = await listEvents('all', { operationId }, { limit: 100 });
  return {
    intents: rows.filter(({ kind }) => kind === 'operation.intent').length,
    outcomes: rows.filter(({ kind }) => kind === 'operation.outcome').length,
    attempts: rows.filter(({ kind }) => kind === 'operation.attempt').length,
  };
}

describe('a web server killed while a person waits', () => {
  it.each(requests)('$point', async (one) => {
    expect(deaths.get(one)).toBe('SIGKILL');
    const wasOver = one.point === 'after_outcome';
    await letTimePass(wasOver ? 0 : 15_000, one.operationId);
    const slip = await settled(one.operationId, [oneStep(core.url)]);
    const neverLeft = one.point === 'after_intent' || one.point === 'after_read';
    expect(slip.state).toBe(neverLeft ? 'cancelled' : 'succeeded');
    expect(core.puts.filter((name) => name === one.subject)).toHaveLength(neverLeft ? 0 : 1);
    expect(await outcomes(one.operationId)).toEqual({
      intents: 1,
      outcomes: 1,
      attempts: neverLeft ? 0 : one.point === 'before_send' ? 2 : 1,
    });
  });
});

describe('a worker killed at every step of a plan of three', () => {
  it.each(plans)('$point', async (one) => {
    expect(deaths.get(one)).toBe('SIGKILL');
    await letTimePass(15_000, one.operationId);
    const slip = await settled(one.operationId, [threeSteps(core.url, one.kind)]);
    expect(slip).toMatchObject({ state: 'succeeded', reason: 'all_done' });
    expect(slip.steps.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual(
      STEPS.map((name) => `${name} succeeded`),
    );
    // Each was written once, in order, with what was decided, whoever wrote it.
    const own = core.puts.filter((name) => name.startsWith(`${one.subject}-`));
    expect(own).toEqual(STEPS.map((name) => `${one.subject}-${name}`));
    expect(own.map((name) => core.values.get(name))).toEqual(['f', 'fs', 'fst']);
    const isResent = one.point.startsWith('before_send');
    expect(await outcomes(one.operationId)).toEqual({
      intents: 1,
      outcomes: 1,
      attempts: isResent ? 4 : 3,
    });
  });
});
