import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { atPointer, parseJson } from '../recordings/json-text';
import { hangUp, send } from '../recordings/talk';
import { type JsonNumber, type JsonValue } from '../json/values';
import { SeededRandom } from '@/lib/base/seeded-random';
import { startSandbox, type Sandbox } from '../start';
import { PlainLedger, type Payment } from './plain-ledger';

const STEPS = 5_000;
const BETWEEN_CHECKS = 250;
const KEY = 'model-master-key';
const database = `sandbox_${randomUUID().replaceAll('-', '')}`;

let sandbox: Sandbox;
let store: pg.Client;
const databaseUrl = () =>
  Object.assign(new URL(inject('postgresUrl')), { pathname: database }).href;

async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('postgresUrl') });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

beforeAll(async () => {
  await administer(`CREATE DATABASE ${database}`);
  sandbox = await startSandbox({
    databaseUrl: databaseUrl(),
    port: 0,
    controlPort: 0,
    tickMs: 3_600_000,
    seed: false,
    masterKey: KEY,
    tokenizationSecret: '0123456789abcdef0123456789abcdef',
  });
  store = new pg.Client({ connectionString: databaseUrl() });
  await store.connect();
});

afterAll(async () => {
  hangUp();
  await store.end();
  await sandbox.stop();
  await administer(`DROP DATABASE ${database} WITH (FORCE)`);
});

async function ask(method: string, path: string, body?: string) {
  const headers = { 'X-Blnk-Key': KEY, 'Content-Type': 'application/json' };
  const { status, text } = await send(sandbox.url, { method, path, headers, body });
  return { status, body: parseJson(text), text };
}

async function made(path: string, field: string, body: string): Promise<string> {
  const answer = await ask('POST', path, body);
  expect(answer.status, answer.text).toBe(201);
  return String(atPointer(answer.body, `/${field}`));
}

/** All lineage that is due is booked. */
async function settle(): Promise<void> {
  for (;;) {
    await fetch(`${sandbox.controlUrl}/tick`, { method: 'POST' });
    const { settled } = await (await fetch(`${sandbox.controlUrl}/settled`)).json();
    if (settled) return;
  }
}

const digits = (value: JsonValue | undefined): bigint => BigInt((value as JsonNumber).raw);

const STRATEGIES = ['FIFO', 'LIFO', 'PROPORTIONAL'] as const;
const PROVIDERS = ['stripe', 'paypal', 'adyen', 'bank'] as const;
const BALANCES = 40;

/** The sandbox and the plain ledger, and what may be done to both. */
class Both {
  readonly plain = new PlainLedger();
  readonly ids: string[] = [];
  readonly holds: string[] = [];
  ledgerId = '';
  #references = 0;

  constructor(readonly random: SeededRandom) {}

  async open(): Promise<void> {
    this.ledgerId = await made('/ledgers', 'ledger_id', '{"name":"L"}');
    // The world pays without end, and tracks nothing.
    this.plain.open('@world', null);
    for (let n = 0; n < BALANCES; n += 1) {
      const strategy = n % 4 === 3 ? null : STRATEGIES[n % 4]!;
      const owner = await this.identity();
      const tracked = strategy
        ? `,"track_fund_lineage":true,"allocation_strategy":"${strategy}"`
        : '';
      const body = `{"ledger_id":"${this.ledgerId}","currency":"USD","identity_id":"${owner}"${tracked}}`;
      const id = await made('/balances', 'balance_id', body);
      this.plain.open(id, strategy);
      this.ids.push(id);
    }
  }

  identity(): Promise<string> {
    const name = `N${(this.#references += 1)}`;
    const body = `{"identity_type":"individual","first_name":"J","last_name":"${name}"}`;
    return made('/identities', 'identity_id', body);
  }

  amount(): bigint {
    const { random } = this;
    // Now and then more than a double can hold.
    if (random.chance(0.02)) return 10n ** 24n + BigInt(random.between(1, 999));
    return BigInt(random.between(1, 5_000));
  }

  async #send(payment: Payment, isHold: boolean) {
    const { from, to, amount, overdraft, provider } = payment;
    const fields = [
      `"precise_amount":${amount}`,
      `"precision":100,"currency":"USD","description":"d","skip_queue":true`,
      `"reference":"r${(this.#references += 1)}"`,
      `"source":"${from}","destination":"${to}"`,
      `"allow_overdraft":${overdraft !== 0n}`,
      ...(overdraft ? [`"overdraft_limit":${Number(overdraft) / 100}`] : []),
      ...(isHold ? ['"inflight":true'] : []),
      ...(provider ? [`"meta_data":{"BLNK_LINEAGE_PROVIDER":"${provider}"}`] : []),
    ];
    return ask('POST', '/transactions', `{${fields.join(',')}}`);
  }

  /** A payment is made, or refused, by both or by none. */
  async pay(payment: Payment): Promise<void> {
    const { status, text } = await this.#send(payment, false);
    expect(status === 201, `${JSON.stringify(payment, digitsOf)}: ${text}`).toBe(
      this.plain.pay(payment),
    );
  }

  async hold(payment: Payment): Promise<void> {
    const { status, body, text } = await this.#send(payment, true);
    const id = String(atPointer(body, '/transaction_id'));
    expect(status === 201, text).toBe(this.plain.hold(id, payment));
    if (status === 201) this.holds.push(id);
  }

  async settleHold(id: string): Promise<void> {
    const isVoid = this.random.chance(0.3);
    const part = !isVoid && this.random.chance(0.5) ? this.amount() : null;
    const fields = [
      `"status":"${isVoid ? 'void' : 'commit'}","skip_queue":true`,
      ...(part === null ? [] : [`"precise_amount":${part}`]),
    ];
    const path = `/transactions/inflight/${id}`;
    const { status, text } = await ask('PUT', path, `{${fields.join(',')}}`);
    const expected = isVoid ? this.plain.void(id) : this.plain.commit(id, part);
    expect(status === 200, `${path} ${fields.join()}: ${text}`).toBe(expected);
  }

  /** To somebody who owns nothing yet, so that only this balance's lineage is lost track of. */
  async reassign(id: string): Promise<void> {
    await settle();
    const owner = await this.identity();
    const body = `{"identity_id":"${owner}"}`;
    expect((await ask('PUT', `/balances/${id}/identity`, body)).status).toBe(200);
    if (this.plain.balances.get(id)!.strategy) this.plain.loseTrack(id);
  }

  async step(): Promise<void> {
    const { random, plain } = this;
    const id = random.pick(this.ids);
    const { strategy, funds } = plain.balances.get(id)!;
    const amount = this.amount();
    const overdraft = random.pick([0n, 0n, null, 100n]);
    const move = random.fraction();
    if (move < 0.42) {
      const provider = random.chance(0.8) ? random.pick(PROVIDERS) : undefined;
      return this.pay({ from: '@world', to: id, amount, overdraft: null, provider });
    }
    if (move < 0.6) return this.pay({ from: id, to: '@world', amount, overdraft });
    if (move < 0.85) {
      const other = random.pick(this.ids.filter((one) => one !== id));
      // What comes from a balance nobody can follow would be lost track of at the other end too.
      const to = strategy && !funds ? '@world' : other;
      return this.pay({ from: id, to, amount, overdraft });
    }
    const untracked = this.ids.filter((one) => plain.balances.get(one)!.strategy === null);
    if (move < 0.92) {
      const [from, to] = random.shuffled(untracked);
      return this.hold({ from: from!, to: to!, amount, overdraft });
    }
    if (move < 0.995) {
      const held = this.holds.slice(-12);
      return held.length > 0 ? this.settleHold(random.pick(held)) : undefined;
    }
    return this.reassign(id);
  }

  /** Every figure of every balance, and what every provider has left on it. */
  async check(): Promise<void> {
    await settle();
    for (const id of this.ids) {
      const expected = this.plain.balances.get(id)!;
      const { body } = await ask('GET', `/balances/${id}`);
      const figure = (name: string) => digits(atPointer(body, `/${name}`));
      expect(figure('credit_balance'), id).toBe(expected.credit);
      expect(figure('debit_balance'), id).toBe(expected.debit);
      expect(figure('balance'), id).toBe(expected.credit - expected.debit);
      expect(figure('inflight_credit_balance'), id).toBe(expected.heldIn);
      expect(figure('inflight_debit_balance'), id).toBe(expected.heldOut);
      if (expected.strategy) await this.#checkLineage(id);
    }
    await checkSums();
  }

  async #checkLineage(id: string): Promise<void> {
    const { body, text } = await ask('GET', `/balances/${id}/lineage`);
    const providers = (atPointer(body, '/providers') ?? []) as JsonValue[] | null;
    const found = new Map(
      (providers ?? []).map((row) => [
        String(atPointer(row, '/provider')),
        {
          received: digits(atPointer(row, '/amount')),
          spent: digits(atPointer(row, '/spent')),
          available: digits(atPointer(row, '/available')),
        },
      ]),
    );
    for (const { received, spent, available } of found.values()) {
      expect(available, text).toBe(received - spent);
    }
    const { funds } = this.plain.balances.get(id)!;
    if (!funds) return;
    const expected = new Map(
      [...funds].map(([name, one]) => [name, { ...one, available: one.received - one.spent }]),
    );
    expect(found, text).toEqual(expected);
  }
}

/** Nothing is made of nothing: in all balances together, and in those that lineage keeps. */
async function checkSums(): Promise<void> {
  const { rows } = await store.query<{ every: string; kept: string; odd: string }>(
    `SELECT sum(balance)::text AS every,
       coalesce(sum(balance) FILTER (WHERE indicator LIKE '%lineage'), 0)::text AS kept,
       count(*) FILTER (WHERE balance <> credit_balance - debit_balance
         OR inflight_balance <> inflight_credit_balance - inflight_debit_balance)::text AS odd
     FROM blnk.balances`,
  );
  expect(rows).toEqual([{ every: '0', kept: '0', odd: '0' }]);
}

const digitsOf = (_: string, value: unknown) => (typeof value === 'bigint' ? `${value}` : value);

describe('the sandbox Core and a plain ledger', () => {
  it(`come to the same over ${STEPS} random steps, money and lineage`, async () => {
    const both = new Both(new SeededRandom('model'));
    await both.open();
    for (let made = 1; made <= STEPS; made += 1) {
      await both.step();
      if (made % BETWEEN_CHECKS === 0) await both.check();
    }
    // A model that follows nothing any more would prove nothing.
    const followed = [...both.plain.balances.values()].filter(({ funds }) => funds?.size);
    expect(followed.length).toBeGreaterThan(10);
  }, 240_000);
});
