import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import pg from 'pg';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { fileAnchor } from '@/lib/audit/anchor-places';
import { logBundle, zipOf } from '@/lib/audit/bundle';
import { createSealing } from '@/lib/audit/keep-sealed';
import { recordEvent } from '@/lib/audit/record';
import { uuidv7 } from '@/lib/base/ids';
import { db } from '@/lib/db/client';
import { runOperation } from '@/lib/operations/run-operation';
import { person } from '@/lib/testing/actors';
import { buildVerifier, hasPython, runVerifier } from '@/lib/testing/built-verifier';
import { CoreDouble, type Fate } from '@/lib/testing/core-double';
import { createOperation, setOperation } from '@/lib/testing/double-operations';
import { migratedDatabase } from '@/lib/testing/migrated-database';
import { TEST_KEYS } from '@/lib/testing/seal-now';
import { virtualPorts } from '@/lib/testing/virtual-time';
import { exportEvidence } from './export-evidence';
import { exportPack } from './export-pack';
import { getLogSummary } from './get-log-summary';
import { verifyLog } from './verify-log';

const database = migratedDatabase();
const ada = person('support', 'Ada “Ọkafor” \u2028 \u0007');
const lena = person('auditor', 'Lena Vogt');
const folder = mkdtempSync(path.join(tmpdir(), 'evidence-'));
const anchors = path.join(folder, 'anchors.txt');
// Before anybody asks for a setting.
vi.stubEnv('EVIDENCE_ANCHOR_FILE', anchors);
const sealing = createSealing({ keys: () => TEST_KEYS, places: [fileAnchor(anchors)] });
const core = new CoreDouble();

async function reassign(...fates: Fate[]) {
  const id = `bln_${uuidv7()}`;
  core.values.set(id, 'idt_jane');
  core.fates.push(...fates);
  const input = { id, expected: 'idt_jane', value: 'idt_max' };
  const request = { actor: ada, operationId: uuidv7(), input };
  const { operationId } = await runOperation(setOperation(core), request, virtualPorts());
  return { operationId, id };
}

async function bundleFile(): Promise<string> {
  const file = path.join(folder, `${uuidv7()}.zip`);
  const chunks: Uint8Array[] = [];
  for await (const chunk of zipOf(logBundle())) chunks.push(chunk);
  writeFileSync(file, Buffer.concat(chunks));
  return file;
}

const VERIFIERS = hasPython() ? (['node', 'python'] as const) : (['node'] as const);

beforeAll(async () => {
  await buildVerifier();
  await sealing.tick();
  await reassign();
  await sealing.tick();
  await reassign('refused');
  await reassign('applied_unanswered');
  await runOperation(
    createOperation(core),
    { actor: person('finance'), operationId: uuidv7(), input: { name: 'Escrow' } },
    virtualPorts(),
  );
  await sealing.tick();
});

describe('an exported bundle', () => {
  it.each(VERIFIERS)('is sound for %s, with an anchor', async (which) => {
    const bundle = await bundleFile();
    expect(runVerifier(which, [bundle, '--anchor', anchors])).toEqual({
      exitCode: 0,
      findings: [],
      ...(which === 'node' && {
        origin: expect.stringMatching(/^counterfoil\/[0-9a-f]{16}$/),
        counts: expect.objectContaining({ operations: 4 }),
        anchored: expect.any(Number),
        newest: expect.anything(),
      }),
    });
    const alone = runVerifier(which, [bundle]);
    expect(alone.exitCode).toBe(2);
    expect(alone.findings.map(({ cause }) => cause)).toEqual(['no_anchor']);
  });

  it.each(VERIFIERS)('does not agree with a Core that has other owners, for %s', async (which) => {
    const { id } = await reassign();
    await sealing.tick();
    const bundle = await bundleFile();
    const owners = path.join(folder, 'owners.csv');
    const given = [bundle, '--anchor', anchors, '--owners', owners];
    writeFileSync(owners, `balance_id,identity_id\n${id},idt_max\nbln_other,idt_x\n`);
    expect(runVerifier(which, given).exitCode).toBe(0);
    writeFileSync(owners, `${id},idt_jane\r\n`);
    const { exitCode, findings } = runVerifier(which, given);
    expect([exitCode, findings.map(({ cause }) => cause)]).toEqual([2, ['owner_differs']]);
  });

  it.each(VERIFIERS)('is no cut log where anchors are newer than itself, for %s', async (which) => {
    const bundle = await bundleFile();
    await recordEvent(db(), { kind: 'sign_out', actor: lena, session_id: 's' });
    await sealing.tick();
    const older = runVerifier(which, [bundle, '--anchor', anchors]);
    expect([older.exitCode, older.findings.map(({ cause }) => cause)]).toEqual([
      2,
      ['anchor_newer'],
    ]);

    // A log from which somebody took its end, exported when it was long sealed.
    const files = unzipSync(readFileSync(bundle));
    const manifest = JSON.parse(strFromU8(files['manifest.json']!)) as object;
    const made_at = new Date(Date.now() + 120_000).toISOString();
    const cut = path.join(folder, `${uuidv7()}.zip`);
    const changed = { 'manifest.json': strToU8(JSON.stringify({ ...manifest, made_at })) };
    writeFileSync(cut, zipSync({ ...files, ...changed }));
    const found = runVerifier(which, [cut, '--anchor', anchors]);
    expect([found.exitCode, found.findings.map(({ cause }) => cause)]).toEqual([1, ['cut_off']]);
  });

  it.each(VERIFIERS)('that is none ends with 3, for %s', (which) => {
    const file = path.join(folder, 'no.zip');
    writeFileSync(file, 'PK and nothing else');
    expect(runVerifier(which, [file]).exitCode).toBe(3);
    expect(runVerifier(which, [path.join(folder, 'not-there.zip')]).exitCode).toBe(3);
    expect(runVerifier(which, []).exitCode).toBe(3);
  });

  it('is recorded, and only for those who see everybody’s entries', async () => {
    await expect(exportEvidence(ada, { zone: 'UTC' })).rejects.toMatchObject({
      failure: { code: 'forbidden' },
    });
    const file = await exportEvidence(lena, { zone: 'UTC' });
    expect(file.name).toMatch(/^counterfoil-evidence-\d{4}-\d{2}-\d{2}\.zip$/);
    await file.chunks.return(undefined);
    const { rows } = await db().execute<{ body: string }>(
      sql`select body from audit_event where kind = 'export' and actor_id = ${lena.id}`,
    );
    expect(JSON.parse(rows[0]!.body)).toMatchObject({ what: 'evidence_bundle', format: 'zip' });
  });
});

describe('the pack of a change', () => {
  const packOf = async (operationId: string, by = lena) => {
    const chunks: Uint8Array[] = [];
    const { name, chunks: parts } = await exportPack(by, { operationId });
    for await (const chunk of parts) chunks.push(chunk);
    const file = path.join(folder, name);
    writeFileSync(file, Buffer.concat(chunks));
    return file;
  };

  it.each(VERIFIERS)('is proven with the anchors, for %s', async (which) => {
    const { operationId } = await reassign();
    await sealing.tick();
    const pack = await packOf(operationId);
    expect(pack).toMatch(/counterfoil-stub-\d{6}\.zip$/);
    expect(runVerifier(which, [pack, '--anchor', anchors])).toMatchObject({
      exitCode: 0,
      findings: [],
    });
    const key = unzipSync(readFileSync(pack), { filter: ({ name }) => name === 'key.txt' });
    const given = ['--key', Buffer.from(key['key.txt']!).toString().trim()];
    const alone = runVerifier(which, [pack, ...given]);
    expect([alone.exitCode, alone.findings.map(({ cause }) => cause)]).toEqual([2, ['no_anchor']]);
  });

  it.each(VERIFIERS)('that somebody edited is found out, for %s', async (which) => {
    const { operationId } = await reassign();
    await sealing.tick();
    const files = unzipSync(readFileSync(await packOf(operationId)));
    const text = Buffer.from(files['events.jsonl']!).toString();
    files['events.jsonl'] = Buffer.from(text.replace('idt_max', 'idt_eve'));
    const file = path.join(folder, 'edited.zip');
    writeFileSync(file, zipSync(files));
    const { exitCode, findings } = runVerifier(which, [file, '--anchor', anchors]);
    expect(exitCode).toBe(1);
    expect(findings.map(({ cause }) => cause)).toContain('proof_wrong');
  });

  it('begins with a page for people, in which nothing of theirs is code', async () => {
    const { operationId } = await reassign('refused');
    await sealing.tick();
    const files = unzipSync(readFileSync(await packOf(operationId)));
    const page = Buffer.from(files['README.html']!).toString();
    expect(page).toContain('Reassign identity');
    expect(page).toContain('wrong customer');
    expect(page).toContain(operationId);
    expect(page).not.toContain('<script');
    expect(Object.keys(files)).toEqual(
      expect.arrayContaining([
        'counterfoil-verify.html',
        'counterfoil-verify.mjs',
        'counterfoil-verify.py',
        'evidence-format.md',
      ]),
    );
  });

  it('is of one’s own changes only, unless one may read everything', async () => {
    const { operationId } = await reassign();
    await sealing.tick();
    const refused = packOf(operationId, person('finance', 'Ngozi Balogun'));
    await expect(refused).rejects.toMatchObject({ failure: { code: 'notFound' } });
    await packOf(operationId, ada);
    await expect(packOf(uuidv7())).rejects.toMatchObject({ failure: { code: 'notFound' } });
  });
});

describe('checking the whole log', () => {
  it('finds it intact, and says so afterwards', async () => {
    await sealing.tick();
    expect((await getLogSummary(lena)).lastCheck).toBeNull();
    const result = await verifyLog(lena);
    expect(result).toMatchObject({ verdict: 'sound', findings: [], anchored: result.size });
    const summary = await getLogSummary(lena);
    expect(summary.lastCheck).toMatchObject({ verdict: 'sound', size: result.size });
    expect((await getLogSummary(ada)).lastCheck).toBeNull();
  });

  it('finds it intact while people work and their entries are sealed and anchored', async () => {
    let isOver = false;
    const working = (async () => {
      while (!isOver) {
        await recordEvent(db(), { kind: 'sign_out', actor: lena, session_id: 's' });
        await sealing.tick();
      }
    })();
    const verdicts: string[] = [];
    for (let time = 0; time < 8; time += 1) verdicts.push((await verifyLog(lena)).verdict);
    isOver = true;
    await working;
    expect(new Set(verdicts)).toEqual(new Set(['sound']));
  });

  it('names the entry that an administrator of the database changed', async () => {
    await sealing.tick();
    const owner = new pg.Client({ connectionString: database.urls.ownerUrl });
    await owner.connect();
    const run = (text: string) => owner.query(text);
    await run('alter table audit_event disable trigger user');
    const changed = await run(`
      update audit_event set body = replace(body, 'idt_max', 'idt_eve')
      where id = (select event_id from log_leaf join audit_event on id = event_id
                  where kind = 'operation.intent' order by leaf_index limit 1)
      returning (select leaf_index from log_leaf where event_id = audit_event.id)::int as place`);
    await run('alter table audit_event enable trigger user');
    const { place } = changed.rows[0] as { place: number };
    const result = await verifyLog(lena);
    expect(result.verdict).toBe('tampered');
    expect(result.findings[0]!.text).toBe(
      `tampered: record ${place}: the record was changed after it was sealed [record_edited]`,
    );
    expect((await getLogSummary(lena)).lastCheck).toMatchObject({ verdict: 'tampered' });

    // Whoever adapts the stored hash as well meets the signed roots.
    await run('alter table audit_event disable trigger user');
    await run(`update audit_event set leaf_hash = encode(sha256('\\x00'::bytea || body::bytea), 'hex')
      where id = (select event_id from log_leaf where leaf_index = ${place})`);
    await run('alter table audit_event enable trigger user');
    await owner.end();
    const deeper = await verifyLog(lena);
    expect(deeper.verdict).toBe('tampered');
    const texts = deeper.findings.map(({ text }) => text).join('\n');
    expect(texts).toContain('range_changed');
    expect(texts).toContain('anchor_differs');
    expect(readFileSync(anchors, 'utf8')).not.toBe('');
  });
});

it('tells of entries that nobody seals', async () => {
  const long = new Date(Date.now() - 60_000);
  await recordEvent(db(), { kind: 'sign_out', actor: lena, session_id: 's' }, long);
  const { findings } = await verifyLog(lena);
  expect(findings.map(({ text }) => text).join()).toContain('[not_sealed]');
});
