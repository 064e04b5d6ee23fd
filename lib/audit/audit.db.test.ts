import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import { beforeEach, describe, expect, it } from 'vitest';
import { canonicalJson } from '@/lib/base/canonical-json';
import { db } from '@/lib/db/client';
import { person } from '@/lib/testing/actors';
import { migratedDatabase } from '@/lib/testing/migrated-database';
import { exportEvents } from './export';
import { personal } from './facts';
import { getEvent, listEvents } from './list';
import { recordEvent } from './record';

const database = migratedDatabase();
const support = person('support', 'Ada Okafor');
const auditor = person('auditor', 'Lena Vogt');

const OPERATION = { id: '01a1fe34-0b86-7269-9f2a-74de452e6b43', kind: 'balance.reassign_identity' };

function denied(by = support) {
  return recordEvent(db(), {
    kind: 'operation.denied',
    actor: by,
    operation: OPERATION,
    subject: { type: 'balance', id: 'bln_1' },
    permission: 'balances:reassign',
    by: 'role',
    why: personal('Your role does not include it.'),
  });
}

const reveal = (id: string) =>
  recordEvent(db(), {
    kind: 'reveal',
    actor: support,
    subject: { type: 'identity', id },
    fields: ['email_address'],
  });

describe('recordEvent', () => {
  it('keeps canonical bytes, their leaf hash, and a place in the queue', async () => {
    const { id, at } = await denied();
    const event = (await getEvent('all', id))!;
    expect(event.body).toBe(canonicalJson(JSON.parse(event.body)));
    expect(JSON.parse(event.body)).toMatchObject({ v: 1, id, at: at.toISOString() });
    expect(event.leafHash).toBe(
      createHash('sha256').update(`\0${event.body}`, 'utf8').digest('hex'),
    );
    const queued = await db().execute(sql`select 1 from audit_queue where event_id = ${id}`);
    expect(queued.rowCount).toBe(1);
  });

  it('commits to personal text instead of holding it, and verifies until it is erased', async () => {
    const { id } = await denied();
    const event = (await getEvent('all', id))!;
    expect(event.body).not.toContain('Ada Okafor');
    expect(event.actor).toMatchObject({ id: support.id, name: 'Ada Okafor', role: 'support' });
    const name = event.texts.find(({ field }) => field === 'actor.name')!;
    expect(createHash('sha256').update(`${name.salt}${name.text}`).digest('hex')).toBe(
      JSON.parse(event.body).actor.name.commitment,
    );

    await db().execute(sql`delete from personal_text where event_id = ${id}`);
    const erased = (await getEvent('all', id))!;
    expect(erased.actor.name).toBeNull();
    expect(erased).toMatchObject({ body: event.body, leafHash: event.leafHash });
  });

  it('salts each text alone, so that equal names do not show', async () => {
    const [a, b] = await Promise.all([denied(), denied()]);
    const bodies = await Promise.all(
      [a, b].map(async ({ id }) => (await getEvent('all', id))!.body),
    );
    const [first, second] = bodies.map((body) => JSON.parse(body).actor.name.commitment);
    expect(first).not.toBe(second);
  });

  it('survives text that PostgreSQL cannot keep', async () => {
    const { id } = await denied({ ...support, name: 'a\0b\ud800' });
    expect((await getEvent('all', id))!.actor.name).toBe('a\ufffdb\ufffd');
  });

  it('goes with the transaction that it belongs to', async () => {
    let id = '';
    await expect(
      db().transaction(async (tx) => {
        ({ id } = await recordEvent(tx, { kind: 'sign_out', actor: support, session_id: 's' }));
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    expect(await getEvent('all', id)).toBeNull();
  });

  it('refuses an event that its kind does not foresee', async () => {
    const event = { kind: 'sign_out', actor: support, session_id: 's', password: 'x' } as const;
    await expect(recordEvent(db(), event)).rejects.toThrow(/password/);
  });
});

describe('append-only', () => {
  it.each(['app', 'owner'] as const)('is enforced for the %s role', async (role) => {
    const { id } = await denied();
    const url = role === 'app' ? database.urls.appUrl : database.urls.ownerUrl;
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      for (const statement of [
        `update audit_event set body = 'x' where id = '${id}'`,
        `delete from audit_event where id = '${id}'`,
        'update audit_event set body = body where false',
        'truncate audit_event cascade',
      ]) {
        await expect(client.query(statement), statement).rejects.toThrow(
          role === 'app' ? /permission denied/ : /append-only/,
        );
      }
    } finally {
      await client.end();
    }
    expect(await getEvent('all', id)).not.toBeNull();
  });

  it('lets an operation have one intent and one outcome', async () => {
    const outcome = () =>
      recordEvent(db(), {
        kind: 'operation.outcome',
        actor: support,
        operation: { ...OPERATION, number: 318 },
        subject: { type: 'balance', id: 'bln_1' },
        outcome: 'succeeded',
        why: 'applied',
        before: null,
        after: null,
        attempts: [],
      });
    await outcome();
    await expect(outcome()).rejects.toMatchObject({
      cause: { constraint: 'audit_event_one_outcome' },
    });
  });
});

describe('listEvents', () => {
  let ids: string[] = [];
  beforeEach(async () => {
    if (ids.length > 0) return;
    // In one transaction, so that many share a millisecond.
    ids = await db().transaction(async (tx) => {
      const written: string[] = [];
      for (let i = 0; i < 25; i++) {
        const { id } = await recordEvent(
          tx,
          { kind: 'sign_out', actor: auditor, session_id: `s${i}` },
          new Date(1_795_000_000_000 + Math.floor(i / 10)),
        );
        written.push(id);
      }
      return written;
    });
  });
  const filter = { kinds: ['sign_out' as const], to: new Date(1_795_000_000_999) };

  it('walks both ways without losing or repeating one, ties included', async () => {
    const down: string[] = [];
    let older: string | undefined;
    let last;
    do {
      last = await listEvents('all', filter, { limit: 7, older });
      down.push(...last.rows.map(({ id }) => id));
      older = last.older ?? undefined;
    } while (older);
    expect(down).toEqual(ids.toReversed());

    const up: string[] = [];
    let page = await listEvents('all', filter, { limit: 7, oldest: true });
    expect(page.older).toBeNull();
    for (;;) {
      up.unshift(...page.rows.map(({ id }) => id));
      if (!page.newer) break;
      page = await listEvents('all', filter, { limit: 7, newer: page.newer });
    }
    expect(up).toEqual(ids.toReversed());
  });

  it('takes a cursor that nobody made for no cursor', async () => {
    const page = await listEvents('all', filter, { limit: 1, older: `1_'; drop table person --` });
    expect(page.rows[0]!.id).toBe(ids.at(-1));
  });

  it('shows only their own to those who may see no more', async () => {
    const { id } = await denied();
    const own = await listEvents({ onlyOf: auditor.id }, {}, { limit: 100 });
    expect(new Set(own.rows.map(({ actor }) => actor.id))).toEqual(new Set([auditor.id]));
    expect(await getEvent({ onlyOf: auditor.id }, id)).toBeNull();
    const others = { actorId: support.id };
    expect((await listEvents({ onlyOf: auditor.id }, others, { limit: 9 })).rows).toEqual([]);
  });

  it.each([
    ['the object', { subjectId: 'idt_7' }, 1],
    ['the kind', { kinds: ['reveal' as const] }, 1],
    ['a search by object', { text: ' idt_7 ' }, 1],
    ['a search for a stub that is not there', { text: '000 999' }, 0],
    ['an operation that is none', { operationId: 'x' }, 0],
  ])('filters by %s', async (_name, by, found) => {
    const { id } = await reveal('idt_7');
    const page = await listEvents('all', by, { limit: 1 });
    expect(page.rows.map((row) => row.id)).toEqual(found ? [id] : []);
  });
});

describe('exportEvents', () => {
  const read = async (format: 'csv' | 'json', scope: 'all' | { onlyOf: string } = 'all') => {
    let text = '';
    for await (const chunk of exportEvents(auditor, { scope, filter: {}, format })) text += chunk;
    return text;
  };

  it('gives the records byte by byte as JSON, and is an event itself', async () => {
    await denied({ ...support, name: '=1+1, "x"' });
    const rows = JSON.parse(await read('json')) as { event: object; leaf_hash: string }[];
    expect(rows[0]!.event).toMatchObject({ kind: 'export', actor: { id: auditor.id } });
    for (const { event, leaf_hash } of rows) {
      const body = canonicalJson(event);
      expect(createHash('sha256').update(`\0${body}`).digest('hex')).toBe(leaf_hash);
    }
  });

  it('writes CSV that no spreadsheet runs', async () => {
    await denied({ ...support, name: '=1+1, "x"' });
    const text = await read('csv');
    expect(text).toContain(`"'=1+1, ""x"""`);
    expect(text.split('\r\n')[0]).toMatch(/^at,id,kind,actor_kind/);
  });

  it('stays within its scope', async () => {
    const rows = JSON.parse(await read('json', { onlyOf: auditor.id })) as {
      event: { actor: { id: string } };
    }[];
    expect(new Set(rows.map(({ event }) => event.actor.id))).toEqual(new Set([auditor.id]));
  });
});
