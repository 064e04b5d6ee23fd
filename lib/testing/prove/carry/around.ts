import { setTimeout as sleep } from 'node:timers/promises';
import { filterBalances } from '@/lib/core/endpoints/balances';
import { type Identity } from '@/lib/core/schemas/identity';
import { closeDb } from '@/lib/db/client';
import { positionOf, type LineagePosition } from '@/lib/lineage/position';
import { getOperation } from '@/lib/operations/get-operation';
import { isOpen, readStanding } from '@/lib/operations/read-standing';
import { person } from '../../actors';
import { move, type Movement } from '../movement';
import { type Given } from '../run-cases';
import { PARTS, PROVIDERS, readSettled } from '../scene';
import { type ProofCore } from '../proof-core';
import { proofDatabase } from './database';
import { setSettings } from './settings';
import { dyingWorkers, oneWorker, type Workers } from './workers';

/*
 * What every proof of an operation of many steps needs around it: its database, its workers, and what is counted.
 */

/** By then every carry has an outcome, whatever died. */
const OPEN_MS = 900_000;
const told = new Map<string, number>();
/** Counts something that is told in the end. */
export const count = (what: string) => told.set(what, (told.get(what) ?? 0) + 1);

let workers: Workers;

/** Begins with an own database, settings and workers; gives back what ends all of it. */
export async function beginAround({ core, url, key, option }: Given, policy: string) {
  const databaseUrl = await proofDatabase(option('postgres')!);
  const isDying = option('kill') !== undefined;
  setSettings({ databaseUrl, coreUrl: url, key, policy, isDying });
  workers = isDying ? dyingWorkers() : oneWorker();
  const ticking = core.keepTicking();
  return async () => {
    await ticking();
    await workers.stop();
    await closeDb();
    const left = await leftOnOurs();
    count(`left on our own balances: ${left.join(', ') || 'nothing ever'}`);
    const some = left.filter((amount) => amount !== 0n);
    const done = [...told.keys()].some((what) => what.startsWith('succeeded '));
    return [
      ...some.map((amount) => `${amount} is left on one of our own balances`),
      // Where nothing is offered, nothing can be wrong either.
      ...(done ? [] : ['nothing was carried or moved, so nothing is proven']),
    ];
  };
}

/** Lines about what was counted. */
export const tellAround = () => [
  ...[...told].map(([what, times]) => `${String(times).padStart(6)} × ${what}`),
  `${String(workers.deaths()).padStart(6)} workers died`,
];

/** A million at the most: what an API key sends is rounded by Core from 2^53 on (contract 1.4). */
const MOST = 10n ** 6n;

/** The same case with every amount small. */
export function smaller<T>(value: T): T {
  if (typeof value === 'bigint') return (value > PARTS ? 1n + (value % MOST) : value) as T;
  if (Array.isArray(value)) return value.map(smaller) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, smaller(each as unknown)]),
  ) as T;
}

/** State and reason of an operation once it has an outcome. */
export async function outcomeOf(operationId: string): Promise<string> {
  const until = performance.now() + OPEN_MS;
  for (;;) {
    const { state, reason } = await readStanding(operationId);
    if (!isOpen(state)) return `${state} ${reason}`;
    if (performance.now() > until) return `not at all: ${state}`;
    await sleep(100);
  }
}

/** Where an operation came to, for whoever looks why. */
export async function lastSteps(operationId: string): Promise<string> {
  const { steps: taken } = await getOperation(person('support'), operationId);
  return taken
    .slice(-12)
    .map(({ no, name, data, outcome }) => `${no} ${name} ${String(data.key ?? '')} ${outcome}`)
    .join('; ');
}

/** What is moved afterwards. */
export type Afterwards = { first: bigint; second: bigint; credit: bigint };
type Later = { afterwards: Afterwards; id: string; formerly: Identity; position: LineagePosition };

/** Three debits, the last one of everything, and a credit: each as the strategy says. */
export async function later(
  core: ProofCore,
  { afterwards, id, formerly, position }: Later,
): Promise<string[]> {
  const { first, second, credit } = afterwards;
  const movements: Movement[] = [
    { debit: first },
    { debit: second },
    { debit: 16n },
    { provider: PROVIDERS[0], amount: credit },
  ];
  const faults: string[] = [];
  let now = position;
  for (const then of movements) {
    faults.push(...(await move(core, { id, position: now, formerly, then })));
    now = positionOf(await readSettled(id, formerly))!;
  }
  return faults;
}

/** What passed through our own balances has left them. */
async function leftOnOurs(): Promise<bigint[]> {
  const rows = await filterBalances({
    conditions: [
      { field: 'indicator', operator: 'in', values: ['@counterfoil_bridge', '@counterfoil_carry'] },
      { field: 'currency', operator: 'eq', value: 'USD' },
    ],
    limit: 2,
  });
  return rows.map(({ balance }) => balance);
}
