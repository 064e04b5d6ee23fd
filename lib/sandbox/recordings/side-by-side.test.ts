import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { parseJson } from './json-text';
import type { JsonObject } from '../json/values';
import { compareScenario, type Both } from './side-by-side';
import { hangUp } from './talk';

const servers: Server[] = [];

afterEach(() => {
  hangUp();
  for (const server of servers.splice(0)) server.close();
});

/** A server that always answers so. */
async function answering(status: number, body: string) {
  const server = createServer((_, response) => {
    response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' });
    response.end(body);
  });
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { base, masterKey: 'k', strictOrder: true, allDiffs: false };
}

/** A recording of one request, whose answer was this. */
function recorded(body: string) {
  const request = '{"method":"GET","path":"/ledgers/x"}';
  const expected = `{"status":200,"body":${body}}`;
  const scenario = parseJson(
    `{"steps":[{"do":"read","request":${request},"expect":${expected}}]}`,
  ) as JsonObject;
  const steps = scenario.get('steps') as JsonObject[];
  return { file: 'x.json', name: 'x', scenario, steps, alone: false };
}

const id = (digit: string) => `ldg_${digit.repeat(8)}-0000-4000-8000-${digit.repeat(12)}`;
const found = recorded('{"ledger_id":"<id:ldg>","name":"a"}');

async function compared(one: [number, string], two: [number, string]): Promise<string[]> {
  const both: Both = [await answering(...one), await answering(...two)];
  return compareScenario(found, both);
}

describe('compareScenario', () => {
  it('is silent where two Cores answer alike, whatever their ids', async () => {
    const answer = (digit: string) => `{"ledger_id":"${id(digit)}","name":"a"}`;
    expect(await compared([200, answer('1')], [200, answer('2')])).toEqual([]);
  });

  it('is silent where both depart from the recording in the same way', async () => {
    const answer = (digit: string) => `{"ledger_id":"${id(digit)}","name":"b","of":"${id(digit)}"}`;
    expect(await compared([200, answer('1')], [200, answer('2')])).toEqual([]);
  });

  it('tells what each side says where they differ', async () => {
    const lines = await compared(
      [200, `{"ledger_id":"${id('1')}","name":"a"}`],
      [200, `{"ledger_id":"${id('2')}","name":"b"}`],
    );
    expect(lines).toEqual(['  step 1 "read"', '    as recorded', '    /name expected "a" got "b"']);
  });

  it('takes another order of keys and another status for a difference', async () => {
    const plain = `{"ledger_id":"${id('1')}","name":"a"}`;
    const turned = `{"name":"a","ledger_id":"${id('2')}"}`;
    expect(await compared([200, plain], [200, turned])).toHaveLength(3);
    expect(await compared([200, plain], [404, plain])).toHaveLength(3);
  });

  it('tells of a Core that cannot be reached', async () => {
    const there = await answering(200, `{"ledger_id":"${id('1')}","name":"a"}`);
    const away = { ...there, base: 'http://127.0.0.1:1' };
    const [, one, two] = await compareScenario(found, [there, away]);
    expect([one, two]).toEqual(['    as recorded', expect.stringContaining('ECONNREFUSED')]);
  });
});
