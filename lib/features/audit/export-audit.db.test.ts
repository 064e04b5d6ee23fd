import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { personal } from '@/lib/audit/facts';
import { recordEvent } from '@/lib/audit/record';
import { type PersonActor } from '@/lib/base/actor';
import { uuidv7 } from '@/lib/base/ids';
import { db } from '@/lib/db/client';
import { person } from '@/lib/testing/actors';
import { migratedDatabase } from '@/lib/testing/migrated-database';
import { exportAudit } from './export-audit';
import { getAuditEvent } from './get-audit-event';
import { listAudit } from './list-audit';

migratedDatabase();
const lena = person('auditor', 'Lena Vogt');
const ada = person('support', 'Ada Okafor');
const ngozi = person('finance', 'Ngozi Balogun');

const signIn = (by: PersonActor) =>
  recordEvent(db(), { kind: 'sign_in', actor: by, method: 'demo', session_id: by.sessionId });

async function fileOf(by: PersonActor, params: Parameters<typeof exportAudit>[1]): Promise<string> {
  let text = '';
  for await (const chunk of (await exportAudit(by, params)).chunks) text += chunk;
  return text;
}

describe('exports', () => {
  const hostile = person('finance', '=HYPERLINK("x"),\n"quoted"');

  it('are entries themselves before the first byte, with what they were asked for', async () => {
    const file = await exportAudit(lena, { format: 'csv', zone: 'UTC', outcome: 'failed' });
    expect(file.name).toMatch(/^counterfoil-audit-\d{4}-\d{2}-\d{2}\.csv$/);
    const [newest] = (await listAudit(lena, { action: 'export', zone: 'UTC' })).rows;
    expect(newest).toMatchObject({ action: 'Export audit log', objectWords: 'CSV' });
    const { facts } = (await getAuditEvent(lena, { id: newest!.id, zone: 'UTC' })).entry;
    expect(facts).toContainEqual({
      name: 'Whose entries',
      value: { is: 'text', text: 'Everybody’s' },
    });
    expect(facts).toContainEqual({ name: 'Outcome', value: { is: 'text', text: 'Failed' } });
    await file.chunks.return(undefined);
  });

  it('write cells that no spreadsheet runs and every parser reads back', async () => {
    await signIn(hostile);
    const text = await fileOf(hostile, { format: 'csv', zone: 'UTC', action: 'sign_in' });
    const { data } = Papa.parse<Record<string, string>>(text, {
      header: true,
      skipEmptyLines: true,
    });
    expect(data.some((row) => row.actor_name === `'${hostile.name}`)).toBe(true);
    expect(text).not.toMatch(/(^|,)"?=/m);
  });

  it('hold the own entries only, and nothing that this role may not reveal', async () => {
    await recordEvent(db(), {
      kind: 'operation.intent',
      actor: ngozi,
      operation: { id: uuidv7(), kind: 'identity.update', number: 901 },
      subject: { type: 'identity', id: 'idt_2' },
      before: { phone_number: personal('+234 1 555 47') },
      after: { phone_number: personal('+234 1 555 48') },
    });
    await signIn(ada);
    for (const format of ['csv', 'json'] as const) {
      const own = await fileOf(ngozi, { format, zone: 'UTC' });
      expect(own).toContain('idt_2');
      expect(own).not.toContain('1 555');
      expect(own).not.toContain(ada.id);
      expect(await fileOf(lena, { format, zone: 'UTC' })).toContain('+234 1 555 48');
    }
    const { name } = await exportAudit(ngozi, { format: 'json', zone: 'UTC' });
    expect(name).toMatch(/^counterfoil-audit-own-/);
  });
});
