import { setTimeout as sleep } from 'node:timers/promises';
import { uuidv7 } from '@/lib/base/ids';
import { OPEN_STATES, OUTCOMES } from '@/lib/operations/state';
import { type FaultClient } from '../../fault-proxy/client';
import { type DatabaseProxy } from '../../database-proxy/proxy';
import { type ProofCore } from '../proof-core';
import { arm, CHANGE } from './arm';
import { type Case, type Trouble } from './cases';
import { type Crew } from './crew';
import { LONGEST_MS, type Evidence } from './judge';
import { type Records } from './records';

/** What the cases of a campaign have in common. */
export type Stage = {
  /** Past the proxy. */
  core: ProofCore;
  faults: FaultClient;
  database: DatabaseProxy;
  crew: Crew;
  records: Records;
  settleMs: number;
  ledger: string;
  /** The owner, the next one, and a third. */
  people: { owner: string; next: string; third: string };
};

/** A case that was played, before it is judged. */
export type Played = Omit<Evidence, 'recorded'> & { balanceId: string };

/** A person gives up then, which no case may come to. */
const PRESSES = 100;
const PRESS_AGAIN_MS = 300;
/** What is known to be over is waited for a while longer, to see that it stays so. */
const PATIENCE_MS = LONGEST_MS + 60_000;
const LOOK_MS = 100;

const find = <Kind extends Trouble['is']>({ troubles }: Case, kind: Kind) =>
  troubles.find((each): each is Extract<Trouble, { is: Kind }> => each.is === kind);

/** Plays one case: makes a balance, lets a person reassign it while things go wrong, and looks what came of it. */
export async function runCase(drawn: Case, stage: Stage): Promise<Played> {
  const { core, faults, records, people, settleMs, ledger } = stage;
  const from = drawn.isFirst ? null : people.owner;
  const made = await core.call('POST', '/balances', {
    ledger_id: ledger,
    currency: 'USD',
    ...(from !== null && { identity_id: from }),
  });
  const balanceId = String(made.balance_id);
  const operationId = uuidv7();
  const after = await faults.mark();
  const held = await arm(drawn.troubles, { balanceId, operationId }, { ...stage, core: faults });
  const asked = { operationId, balanceId, from, to: people.next };
  const told: string[] = [];
  const over = records.settled(operationId);
  const other = find(drawn, 'other');
  // The other press would be over before a process that is to be killed has started.
  const isAgain = drawn.again !== null && !find(drawn, 'killed');
  const later = async (part: number, what: () => Promise<unknown>) => {
    await sleep(part * settleMs);
    await what();
  };
  await Promise.all([
    press(asked, { drawn, stage, told }),
    isAgain && later(drawn.again!, async () => told.push(await stage.crew.ask(asked))),
    other &&
      later(other.after, () =>
        core.call('PUT', `/balances/${balanceId}/identity`, { identity_id: people.third }),
      ),
  ]);
  await Promise.race([over, sleep(PATIENCE_MS, undefined, { ref: false })]);
  const wasChecked = held.length === 0 || (await letGo(held, stage));
  const log = await faults.log({ after, about: balanceId });
  const { identity_id: owner } = await core.call('GET', `/balances/${balanceId}`);
  return {
    drawn,
    operationId,
    balanceId,
    from,
    to: people.next,
    told,
    requests: log
      .filter(({ method, path }) => method === 'PUT' && path.endsWith(CHANGE))
      .map(({ core: said }) => ({ core: said })),
    ownerAtEnd: typeof owner === 'string' && owner !== '' ? owner : null,
    wasChecked,
  };
}

type Asked = { operationId: string; balanceId: string; from: string | null; to: string };

/** Presses until it is on record, as somebody does who is told that nothing was sent. */
async function press(
  asked: Asked,
  { drawn, stage, told }: { drawn: Case; stage: Stage; told: string[] },
): Promise<void> {
  let killAt = find(drawn, 'killed')?.point;
  for (let presses = 0; presses < PRESSES; presses += 1) {
    const said = await stage.crew.ask(asked, killAt);
    told.push(said);
    const isState = ([...OPEN_STATES, ...OUTCOMES] as string[]).includes(said);
    if (isState || (await isOnRecord(stage.records, asked.operationId))) return;
    killAt = undefined;
    await sleep(PRESS_AGAIN_MS);
  }
}

async function isOnRecord(records: Records, operationId: string): Promise<boolean> {
  return (await records.rows('select 1 from operation where id = $1', [operationId])).length > 0;
}

/** Lets late requests go, and waits until a check of owners has begun and ended since. */
async function letGo(held: string[], { faults, records }: Stage): Promise<boolean> {
  for (const id of held) await faults.release(id);
  const until = Date.now() + LONGEST_MS;
  let ends = 0;
  let last = await records.lastCheck();
  // The first that ends may have begun before.
  while (ends < 2 && Date.now() < until) {
    await sleep(LOOK_MS);
    const now = await records.lastCheck();
    if (now !== last) ends += 1;
    last = now;
  }
  return ends === 2;
}
