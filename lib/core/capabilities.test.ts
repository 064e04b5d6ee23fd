import { type ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import {
  answerJson,
  startTinyServer,
  type SeenRequest,
  type TinyServer,
} from '@/lib/testing/tiny-server';
import {
  coreCapabilities,
  coreCapabilitiesWithin,
  forgetCapabilities,
  SCOPES,
  type Capabilities,
} from './capabilities';
import { closeCore, connectCore } from './connection';

type Behaviour = {
  open?: boolean;
  keys?: Record<string, readonly string[] | 'master'>;
  newer?: boolean;
  old?: boolean;
  databaseDown?: boolean;
};

let server: TinyServer | undefined;
let behaviour: Behaviour;

afterEach(async () => {
  forgetCapabilities();
  await closeCore();
  await server?.close();
  server = undefined;
});

/** Answers like Core's authentication, and refuses bodies like its handlers. */
function handle({ method, url, headers, body }: SeenRequest, response: ServerResponse): void {
  const refuse = (status: number, code: string, message = code) =>
    answerJson(
      response,
      behaviour.old ? { error: message } : { error: message, error_detail: { code, message } },
      { status: behaviour.old && status !== 401 && status !== 403 ? 400 : status },
    );
  const path = url.split('?')[0]!;
  if (path === '/health') {
    return behaviour.databaseDown
      ? answerJson(response, { status: 'DOWN' }, { status: 503 })
      : answerJson(response, { status: 'UP' });
  }
  const key = String(headers['x-blnk-key'] ?? '');
  const scopes = behaviour.open ? 'master' : behaviour.keys?.[key];
  if (scopes === undefined) return refuse(401, 'AUTH_INVALID_API_KEY');
  const resource = path.split('/')[1]!;
  const needed = `${resource}:${method === 'GET' ? 'read' : 'write'}`;
  if (scopes !== 'master' && !scopes.includes(needed)) return refuse(403, 'AUTH_NO');
  if (method === 'GET') {
    return answerJson(
      response,
      path === '/ledgers/general_ledger_id'
        ? { ledger_id: 'general_ledger_id', name: 'General Ledger', created_at: 'T', meta_data: {} }
        : '[]',
    );
  }
  if (body === '{') return refuse(400, 'GEN_MALFORMED_REQUEST');
  return behaviour.newer
    ? refuse(400, 'GEN_VALIDATION_ERROR', 'indicator: indicator is only allowed for General Ledger')
    : refuse(400, 'GEN_BAD_REQUEST', 'Invalid ledger ID');
}

async function learn(given: Behaviour, key: string | null = 'k'): Promise<Capabilities> {
  behaviour = given;
  server ??= await startTinyServer(handle);
  connectCore({ url: server.url, key });
  forgetCapabilities();
  return coreCapabilities();
}

const everything = Object.fromEntries(SCOPES.map((scope) => [scope, true]));

describe('capabilities', () => {
  it('knows the master key, a released 0.15 and which Core it is', async () => {
    expect(await learn({ keys: { k: 'master' } })).toMatchObject({
      health: { state: 'up' },
      key: 'master',
      scopes: everything,
      version: '0.15',
      fingerprint: { origin: server!.url, generalLedgerCreatedAt: 'T' },
    });
  });

  it('creates nothing and changes nothing to learn it', async () => {
    await learn({ keys: { k: 'master' } });
    const bodies = server!.seen.filter(({ method }) => method !== 'GET').map(({ body }) => body);
    const harmless = ['{', '{"ledger_id":"ldg_none","currency":"XXX","indicator":"@x"}'];
    expect(bodies.every((body) => harmless.includes(body))).toBe(true);
    expect(server!.seen.some(({ method }) => method === 'PUT')).toBe(false);
    // Identities without a filter would be the whole table.
    const identities = server!.seen.filter(
      ({ method, url }) => method === 'GET' && url.startsWith('/identities'),
    );
    expect(identities.every(({ url }) => url.includes('identity_id_eq='))).toBe(true);
  });

  it('knows what a scoped key may', async () => {
    const scopes = ['balances:read', 'balances:write', 'ledgers:read'];
    expect(await learn({ keys: { k: scopes } })).toMatchObject({
      key: 'api_key',
      version: '0.15',
      scopes: { 'balances:write': true, 'ledgers:write': false, 'identities:read': false },
    });
    expect(await learn({ keys: { k: ['balances:read'] } })).toMatchObject({
      key: 'api_key',
      version: '0.15+',
      fingerprint: null,
    });
  });

  it('tells a newer and an older Core', async () => {
    expect(await learn({ keys: { k: 'master' }, newer: true })).toMatchObject({ version: 'newer' });
    expect(await learn({ keys: { k: 'master' }, old: true })).toMatchObject({ version: 'older' });
  });

  it('sees that a Core runs open, and that a key is refused', async () => {
    expect(await learn({ open: true }, null)).toMatchObject({ key: 'open', scopes: everything });
    expect(await learn({ keys: { other: 'master' } })).toMatchObject({
      key: 'refused',
      scopes: { 'balances:read': null },
    });
    expect(await learn({ keys: { other: 'master' } }, null)).toMatchObject({ key: 'refused' });
  });

  it('does not call the key refused while Core’s database is down, and asks again', async () => {
    expect(await learn({ databaseDown: true })).toMatchObject({
      health: { state: 'down' },
      key: 'unknown',
    });
    behaviour = { keys: { k: 'master' } };
    expect(await coreCapabilities()).toMatchObject({ key: 'master' });
  });

  it('is not waited for longer than a page can', async () => {
    server = await startTinyServer(() => undefined);
    connectCore({ url: server.url, key: 'k' });
    expect(await coreCapabilitiesWithin(20)).toBeNull();
    await server.close();
    server = undefined;
    await learn({ keys: { k: 'master' } });
    expect(await coreCapabilitiesWithin(20)).toMatchObject({ key: 'master' });
  });

  it('is learnt once', async () => {
    await learn({ keys: { k: 'master' } });
    const asked = server!.seen.length;
    await Promise.all([coreCapabilities(), coreCapabilities()]);
    expect(server!.seen).toHaveLength(asked);
  });
});
