import Papa from 'papaparse';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { EVENT_KINDS } from '@/lib/audit/events';
import { personal } from '@/lib/audit/facts';
import { recordEvent } from '@/lib/audit/record';
import { type PersonActor } from '@/lib/base/actor';
import { uuidv7 } from '@/lib/base/ids';
import { db } from '@/lib/db/client';
import { runOperation } from '@/lib/operations/run-operation';
import { person } from '@/lib/testing/actors';
import { CoreDouble, type Fate } from '@/lib/testing/core-double';
import { setOperation } from '@/lib/testing/double-operations';
import { migratedDatabase } from '@/lib/testing/migrated-database';
import { virtualPorts } from '@/lib/testing/virtual-time';
import { type AuditRowDto } from './audit-dto';
import { exportAudit } from './export-audit';
import { getAuditEvent } from './get-audit-event';
import { listAudit } from './list-audit';
import { listAuditActors } from './list-audit-actors';
import { AUDIT_ACTIONS, auditSearchParams } from './search-params';

migratedDatabase();
const lena = person('auditor', 'Lena Vogt');
const ada = person('support', 'Ada Okafor');
const ngozi = person('finance', 'Ngozi Balogun');

const DAY = new Date('2026-11-20T23:30:00.000Z');
const list = (by: PersonActor, given: Record<string, string> = {}, zone = 'UTC') =>
  listAudit(by, { ...auditSearchParams.parse(given), zone });
const idsOf = (rows: readonly AuditRowDto[]) => rows.map(({ id }) => id);
const entry = async (by: PersonActor, id: string) =>
  (await getAuditEvent(by, { id, zone: 'UTC' })).entry;

const core = new CoreDouble();
async function reassign(balanceId: string, ...fates: Fate[]) {
  core.values.set(balanceId, 'jane');
  core.fates.push(...fates);
  const input = { id: balanceId, expected: 'jane', value: 'max' };
  const request = { actor: ada, operationId: uuidv7(), input };
  return runOperation(setOperation(core), request, virtualPorts());
}

const signIn = (by: PersonActor, at?: Date) =>
  recordEvent(db(), { kind: 'sign_in', actor: by, method: 'demo', session_id: by.sessionId }, at);

beforeAll(async () => {
  await signIn(ada);
  await signIn(ngozi);
  await reassign('bln_known');
});

describe('whose entries', () => {
  it('auditors see everybody’s, others what they caused and what became of it', async () => {
    const all = await list(lena);
    expect(all.scope).toBe('all');
    expect(new Set(all.rows.map(({ actor }) => actor.id))).toEqual(new Set([ada.id, ngozi.id]));

    const own = await list(ada);
    expect(own.scope).toBe('own');
    expect(own.rows.map(({ action, outcome }) => [action, outcome])).toEqual([
      ['Reassign identity', 'succeeded'],
      ['Reassign identity', 'sent'],
      ['Reassign identity', 'requested'],
      ['Sign in', 'succeeded'],
    ]);
    // Asking for somebody else's changes nothing about whose are shown.
    expect((await list(ngozi, { actor: ada.id })).rows).toEqual([]);
    expect((await list(ngozi, { q: 'bln_known' })).rows).toEqual([]);
  });

  it('an entry of somebody else is as if it were not there', async () => {
    const [newest] = (await list(ada)).rows;
    expect((await entry(lena, newest!.id)).action).toBe('Reassign identity');
    const missing = { failure: { code: 'notFound' } };
    await expect(entry(ngozi, newest!.id)).rejects.toMatchObject(missing);
    await expect(entry(lena, uuidv7())).rejects.toMatchObject(missing);
    await expect(entry(lena, "'; drop table audit_event")).rejects.toMatchObject(missing);
  });

  it('actors to choose from are named once, and only for those who see all', async () => {
    expect(await listAuditActors(lena)).toEqual([
      { id: ada.id, kind: 'person', name: 'Ada Okafor' },
      { id: ngozi.id, kind: 'person', name: 'Ngozi Balogun' },
    ]);
    expect(await listAuditActors(ada)).toEqual([]);
  });
});

describe('the words of an entry', () => {
  it('tell what was asked for, what was sent and what came of it', async () => {
    const rows = (await list(lena, { q: 'bln_known' })).rows;
    const [ended, sent, asked] = await Promise.all(rows.map(({ id }) => entry(lena, id)));
    expect(asked).toMatchObject({
      object: { type: 'balance', id: 'bln_known', name: null },
      outcome: 'requested',
      reason: 'Account correction, SUP-1',
      why: { category: 'Account correction', ticket: 'SUP-1', note: { text: 'wrong customer' } },
      sessionId: ada.sessionId,
      role: 'Support',
      changed: { title: 'What was asked for' },
    });
    expect(sent).toMatchObject({ outcome: 'sent', before: null, after: null });
    expect(ended).toMatchObject({
      outcome: 'succeeded',
      change: { number: expect.stringMatching(/^\d+$/) },
      changed: {
        source: 'Read from Core',
        rows: [
          {
            name: 'Identity',
            before: { is: 'object', type: 'identity', id: 'jane' },
            after: { is: 'object', type: 'identity', id: 'max' },
          },
        ],
      },
    });
    expect(ended!.facts.map(({ name }) => name)).toEqual(['Because', 'Attempt 1']);
  });

  it('show a change that did not happen as unchanged', async () => {
    await reassign('bln_refused', 'refused');
    const [ended] = (await list(lena, { q: 'bln_refused', outcome: 'failed' })).rows;
    expect(ended).toMatchObject({ before: 'jane', after: null, outcome: 'failed' });
  });

  it('say who was denied, and by what', async () => {
    const { id } = await recordEvent(db(), {
      kind: 'operation.denied',
      actor: lena,
      operation: { id: uuidv7(), kind: 'ledger.rename' },
      subject: { type: 'ledger', id: 'ldg_1' },
      permission: 'ledgers:rename',
      by: 'role',
      why: personal('Your role does not include it.'),
    });
    expect(await entry(lena, id)).toMatchObject({
      action: 'Rename ledger',
      outcome: 'denied',
      reason: 'Role: Auditor',
      change: { number: null },
    });
  });

  it('mask what only a reveal shows, and say what has been erased', async () => {
    const { id } = await recordEvent(db(), {
      kind: 'operation.intent',
      actor: ngozi,
      operation: { id: uuidv7(), kind: 'identity.update', number: 900 },
      subject: { type: 'identity', id: 'idt_1' },
      before: { email_address: personal('jane@doe.example'), city: personal('Lagos') },
      after: { email_address: personal('max@doe.example'), city: personal('Abuja') },
      reason: { ticket: 'FIN-7', note: personal('as asked') },
    });
    const shown = await entry(lena, id);
    expect(JSON.stringify(shown)).not.toMatch(/jane@|max@/);
    expect(shown).toMatchObject({ before: 'Lagos', after: 'Abuja' });
    expect(shown.changed!.rows).toContainEqual({
      name: 'E-mail',
      before: { is: 'masked', text: 'j•••@doe.example' },
      after: { is: 'masked', text: 'm•••@doe.example' },
    });

    await db().execute(sql`delete from personal_text where event_id = ${id}`);
    const erased = await entry(lena, id);
    expect(erased.actor.name).toBeNull();
    expect(erased.why.note).toEqual({ is: 'erased' });
    expect(erased.changed!.rows.map(({ before }) => before)).toEqual([
      { is: 'erased' },
      { is: 'erased' },
    ]);
  });

  it('have a name for everything that is recorded', () => {
    const other = EVENT_KINDS.filter((kind) => !kind.startsWith('operation.'));
    expect(other.filter((kind) => !AUDIT_ACTIONS[kind])).toEqual([]);
  });
});

describe('filters', () => {
  it.each([
    ['an actor', { actor: ngozi.id, action: 'sign_in' }],
    ['an outcome', { outcome: 'failed', object: 'balance' }],
    ['a change', { action: 'ledger.rename' }],
    ['an object', { object: 'ledger' }],
    ['a ticket', { q: 'FIN-7' }],
  ])('find by %s', async (_name, given) => {
    expect((await list(lena, given)).rows).toHaveLength(1);
  });

  it('find everything about a change by its stub', async () => {
    const [ended] = (await list(lena, { q: 'bln_known' })).rows;
    const { change } = await entry(lena, ended!.id);
    const { rows } = await list(lena, { q: `#${change!.number!.padStart(6, '0')}` });
    expect(rows).toHaveLength(3);
    expect((await list(lena, { q: change!.operationId })).rows).toHaveLength(3);
  });

  it('take days in the viewer’s zone, both included', async () => {
    const { id } = await signIn(ada, DAY);
    const on = async (day: string, zone: string) =>
      idsOf((await list(lena, { from: day, to: day }, zone)).rows);
    expect(await on('2026-11-20', 'UTC')).toEqual([id]);
    expect(await on('2026-11-21', 'UTC')).toEqual([]);
    expect(await on('2026-11-21', 'Africa/Lagos')).toEqual([id]);
    expect(await on('2026-11-20', 'Africa/Lagos')).toEqual([]);
  });

  it('leave out what an address says wrongly', () => {
    const wrong = { action: 'x', object: 'x', outcome: 'x', from: '2026-02-30', end: 'x', q: ' ' };
    expect(Object.values(auditSearchParams.parse(wrong)).filter(Boolean)).toEqual([]);
  });
});

describe('a long log', () => {
  const nobody = person('admin', 'Page Turner');
  const filter = { actor: nobody.id, action: 'sign_out' };
  let written: string[] = [];
  beforeAll(async () => {
    const at = new Date('2026-01-01T00:00:00.000Z');
    for (let i = 0; i < 130; i += 1) {
      // Runs of one and the same millisecond, longer than a page.
      const when = new Date(at.getTime() + (i > 20 && i < 90 ? 0 : i));
      const event = { kind: 'sign_out', actor: nobody, session_id: `s${i}` } as const;
      written.push((await recordEvent(db(), event, when)).id);
    }
    written = written.sort();
  });

  async function walk(start: Record<string, string>, way: 'older' | 'newer'): Promise<string[]> {
    const seen: string[] = [];
    let place: Record<string, string> | null = start;
    while (place) {
      const page = await list(lena, { ...filter, ...place });
      const ids = idsOf(page.rows);
      if (way === 'older') seen.push(...ids);
      else seen.unshift(...ids);
      const cursor: string | null = page[way];
      place = cursor === null ? null : { [way]: cursor };
    }
    return seen;
  }

  it('is walked both ways without losing or repeating an entry', async () => {
    const down = await walk({}, 'older');
    expect(down).toHaveLength(130);
    expect([...down].sort()).toEqual(written);
    expect(await walk({ end: 'oldest' }, 'newer')).toEqual(down);
  });

  it('goes from entry to entry as the list does', async () => {
    const down = await walk({}, 'older');
    const params = { ...auditSearchParams.parse(filter), zone: 'UTC' };
    const beside = await getAuditEvent(lena, { ...params, id: down[60]! });
    expect(beside).toMatchObject({ newer: down[59], older: down[61] });
    expect(await getAuditEvent(lena, { ...params, id: down[0]! })).toMatchObject({ newer: null });
    expect(await getAuditEvent(lena, { ...params, id: down[129]! })).toMatchObject({ older: null });
  });

  it('is exported as it is listed', async () => {
    const params = { ...auditSearchParams.parse(filter), zone: 'UTC' };
    const down = await walk({}, 'older');
    const json = JSON.parse(await fileOf(lena, { ...params, format: 'json' })) as {
      event: { id: string };
    }[];
    expect(json.map(({ event }) => event.id)).toEqual(down);
    const csv = Papa.parse<Record<string, string>>(
      await fileOf(lena, { ...params, format: 'csv' }),
      {
        header: true,
        skipEmptyLines: true,
      },
    );
    expect(csv.errors).toEqual([]);
    expect(csv.data.map(({ id }) => id)).toEqual(down);
  });
});

async function fileOf(by: PersonActor, params: Parameters<typeof exportAudit>[1]): Promise<string> {
  let text = '';
  for await (const chunk of (await exportAudit(by, params)).chunks) text += chunk;
  return text;
}
