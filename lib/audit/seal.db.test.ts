import { execFileSync } from 'node:child_process';
import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { appendFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { asc, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { auditEvent } from '@/lib/db/schema/audit';
import { logCheckpoint, logLeaf } from '@/lib/db/schema/log';
import { person } from '@/lib/testing/actors';
import { migratedDatabase } from '@/lib/testing/migrated-database';
import { newKeyPem } from '@/lib/testing/seal-now';
import { anchorTo } from './anchor';
import { fileAnchor, gitAnchor } from './anchor-places';
import { createSealing } from './keep-sealed';
import { readLogState } from './log-state';
import { readInclusionProof } from './proof';
import { recordEvent } from './record';
import { seal } from './seal';
import { parseSigningKeys } from './signing-key';
import { grow, rootOf } from './tree';

migratedDatabase();
const firstPem = newKeyPem();
const keys = parseSigningKeys(firstPem);
const lena = person('auditor', 'Lena Vogt');

async function record(count = 1): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < count; i += 1) {
    const event = { kind: 'sign_out', actor: lena, session_id: `s${i}` } as const;
    ids.push((await recordEvent(db(), event)).id);
  }
  return ids;
}

const checkpoints = () => db().select().from(logCheckpoint).orderBy(asc(logCheckpoint.size));
const leaves = async () =>
  (
    await db()
      .select({ id: auditEvent.id, kind: auditEvent.kind, hash: auditEvent.leafHash })
      .from(logLeaf)
      .innerJoin(auditEvent, sql`${auditEvent.id} = ${logLeaf.eventId}`)
      .orderBy(asc(logLeaf.leafIndex))
  ).map((row) => row);

/** Whether a note is signed by a C2SP verifier key. */
function isSignedBy(note: string, key: string): boolean {
  const [name, hash, base64] = key.split('+', 3) as [string, string, string];
  const rest = key.slice(name.length + hash.length + 2);
  expect(rest.startsWith(base64)).toBe(true);
  const x = Buffer.from(rest, 'base64').subarray(1).toString('base64url');
  const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  const end = note.indexOf('\n\n');
  const text = note.slice(0, end + 1);
  return note
    .slice(end + 2)
    .trimEnd()
    .split('\n')
    .some((line) => {
      const signature = Buffer.from(line.split(' ')[2]!, 'base64');
      return (
        signature.subarray(0, 4).toString('hex') === hash &&
        verify(null, Buffer.from(text), publicKey, signature.subarray(4))
      );
    });
}

beforeEach(async () => {
  await record();
  await seal(keys);
});

describe('sealing', () => {
  it('gives every event a place, and signs the root over all of them', async () => {
    const ids = await record(3);
    expect(await seal(keys)).toMatchObject({ is: 'sealed', leaves: 3 });
    expect(await seal(keys)).toEqual({ is: 'idle' });
    const all = await leaves();
    expect(all.slice(-3).map(({ id }) => id)).toEqual(ids);
    const newest = (await checkpoints()).at(-1)!;
    const tree = grow(
      { size: 0, subtrees: [] },
      all.map(({ hash }) => hash),
    );
    expect(newest).toMatchObject({ size: all.length, rootHash: rootOf(tree.subtrees) });
    expect(isSignedBy(newest.note, newest.key)).toBe(true);
    const [, size, root, at, previous] = newest.note.split('\n');
    expect(size).toBe(String(all.length));
    expect(Buffer.from(root!, 'base64').toString('hex')).toBe(newest.rootHash);
    expect(at).toBe(`at ${newest.sealedAt.toISOString()}`);
    expect(previous).toBe(`previous ${all.length - 3}`);
  });

  it('by eight at once seals each event exactly once', async () => {
    await record(40);
    const turns = await Promise.all(Array.from({ length: 8 }, () => seal(keys)));
    expect(turns.filter(({ is }) => is === 'sealed')).toHaveLength(1);
    const all = await leaves();
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect((await checkpoints()).at(-1)!.size).toBe(all.length);
  });

  it('leaves nothing behind when the database fails in the middle', async () => {
    await record(2);
    const before = (await checkpoints()).length;
    const broken = [{ ...keys[0]!, sign: () => expect.fail('the disk is full') }];
    await expect(seal(broken)).rejects.toThrow('the disk is full');
    expect(await checkpoints()).toHaveLength(before);
    expect(await seal(keys)).toMatchObject({ is: 'sealed', leaves: 2 });
  });

  it('beats while nothing happens, and only then', async () => {
    expect(await seal(keys, { heartbeatMs: 60_000 })).toEqual({ is: 'idle' });
    expect(await seal(keys, { heartbeatMs: 0 })).toMatchObject({ is: 'sealed', leaves: 1 });
    expect((await leaves()).at(-1)!.kind).toBe('log.heartbeat');
  });

  it('says how far it is behind', async () => {
    expect(await readLogState()).toMatchObject({ sealLagMs: 0 });
    await recordEvent(
      db(),
      { kind: 'sign_out', actor: lena, session_id: 's' },
      new Date(Date.now() - 60_000),
    );
    expect((await readLogState()).sealLagMs).toBeGreaterThan(59_000);
    await seal(keys);
    expect(await readLogState()).toMatchObject({ sealLagMs: 0 });
  });
});

describe('a log that waited', () => {
  it('is sealed in the order of its writing, with the key named in the first checkpoint', async () => {
    // As after an update of an installation that did not seal yet, or a worker that was away for long.
    await record(1_200);
    const rotated = parseSigningKeys(`${newKeyPem()}${firstPem}`);
    expect(await seal(rotated)).toMatchObject({ is: 'sealed', leaves: 1_001 });
    expect((await leaves()).at(-1)!.kind).toBe('log.key_changed');
    expect(await seal(rotated)).toMatchObject({ is: 'sealed', leaves: 200 });
    await seal(keys);
  });
});

describe('another key', () => {
  it('is an event, and the earlier one vouches for it', async () => {
    const rotated = parseSigningKeys(`${newKeyPem()}${firstPem}`);
    const before = (await checkpoints()).at(-1)!;
    expect(await seal(rotated)).toMatchObject({ is: 'sealed', leaves: 1 });
    const after = (await checkpoints()).at(-1)!;
    expect(after.key).not.toBe(before.key);
    expect([before.key, after.key].map((key) => isSignedBy(after.note, key))).toEqual([true, true]);
    const [row] = await db()
      .select({ body: auditEvent.body })
      .from(auditEvent)
      .where(sql`kind = 'log.key_changed'`)
      .orderBy(sql`at desc`)
      .limit(1);
    expect(JSON.parse(row!.body)).toMatchObject({
      before: { key: before.key },
      after: { key: after.key },
    });
    await record();
    await seal(rotated);
    expect(isSignedBy((await checkpoints()).at(-1)!.note, before.key)).toBe(false);
    await seal(keys);
  });

  it('must be Ed25519', () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    const text = rsa.export({ format: 'pem', type: 'pkcs8' }).toString();
    expect(() => parseSigningKeys(text)).toThrow('must be Ed25519');
    expect(() => parseSigningKeys('nonsense')).toThrow('no private key');
  });
});

describe('an inclusion proof', () => {
  it('is there once the event is sealed', async () => {
    const [id] = await record();
    expect(await readInclusionProof(id!)).toBeNull();
    await seal(keys);
    const proof = await readInclusionProof(id!);
    expect(proof!.checkpoint).toMatchObject({ size: (await checkpoints()).at(-1)!.size });
    expect(proof!.leafIndex).toBe(proof!.checkpoint.size - 1);
    expect(proof!.path.length).toBeGreaterThan(0);
  });
});

describe('anchors', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'anchors-'));

  it('keep every checkpoint from the first copy on, and know where they are', async () => {
    const file = path.join(folder, 'deep', 'anchors.txt');
    const place = fileAnchor(file);
    expect(await place.newest()).toBeNull();
    await anchorTo(place);
    const first = (await checkpoints()).at(-1)!;
    expect(readFileSync(file, 'utf8')).toBe(`${first.note}\n`);
    await record();
    await seal(keys);
    await record();
    await seal(keys);
    await anchorTo(place);
    await anchorTo(place);
    const notes = (await checkpoints()).slice(-3).map(({ note }) => `${note}\n`);
    expect(readFileSync(file, 'utf8')).toBe(notes.join(''));
    const { anchors, newest } = await readLogState();
    expect(anchors).toContainEqual({
      place: `file:${file}`,
      size: newest!.size,
      anchoredAt: expect.any(String),
      problem: null,
    });
  });

  it('go on behind a checkpoint that was broken off, wherever it was', async () => {
    await record();
    await seal(keys);
    const [before, last] = (await checkpoints()).slice(-2).map(({ note }) => `${note}\n`) as [
      string,
      string,
    ];
    for (let length = 0; length < last.length; length += 1) {
      const file = path.join(folder, `torn-${length}.txt`);
      const torn = last.slice(0, length);
      writeFileSync(file, before + torn);
      const place = fileAnchor(file);
      await anchorTo(place);
      expect((await place.newest())?.note, torn).toBe(last.slice(0, -1));
      // Only the empty line that follows is missing from the longest.
      const isWhole = length === last.length - 1;
      const more = isWhole ? '' : `${length > 0 ? '\n\n' : ''}${last}`;
      expect(readFileSync(file, 'utf8')).toBe(before + torn + more);
    }
    const { anchors } = await readLogState();
    expect(anchors.filter(({ problem }) => problem !== null)).toEqual([]);
  });

  it('tell what they hold and the log does not', async () => {
    const file = path.join(folder, 'ahead.txt');
    const { note, size } = (await checkpoints()).at(-1)!;
    writeFileSync(file, `${note.replace(`\n${size}\n`, `\n${size + 5}\n`)}\n`);
    await anchorTo(fileAnchor(file));
    const { anchors } = await readLogState();
    const ours = anchors.find(({ place }) => place === `file:${file}`)!;
    expect(ours.problem!.text).toContain(`over ${size + 5} entries, and the log has ${size}`);
    // Nothing is written over what contradicts it.
    expect(readFileSync(file, 'utf8')).not.toContain(`\n${size}\n`);
    appendFileSync(file, `${note.replace('at 2', 'at 3')}\n`);
    await anchorTo(fileAnchor(file));
    const again = (await readLogState()).anchors.find(({ place }) => place === `file:${file}`)!;
    expect(again.problem!.text).toContain('another checkpoint');
  });

  it('that cannot be written are a problem and no end of sealing', async () => {
    const place = fileAnchor(path.join(folder, 'deep', 'anchors.txt', 'no-folder'));
    await createSealing({ keys: () => keys, places: [place] }).tick();
    const { anchors, sealLagMs } = await readLogState();
    expect(sealLagMs).toBe(0);
    expect(anchors.find(({ place: name }) => name === place.name)!.problem).not.toBeNull();
  });

  it('may be a git repository, pushed to where it came from', async () => {
    const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, stdio: 'pipe' });
    git('init', '--quiet', '--bare', 'remote.git');
    git('clone', '--quiet', 'remote.git', 'clone');
    const place = gitAnchor(path.join(folder, 'clone'));
    await anchorTo(place);
    await record();
    await seal(keys);
    await anchorTo(place);
    const pushed = git('--git-dir', 'remote.git', 'show', 'HEAD:checkpoints.txt').toString();
    expect(pushed).toBe(
      (await checkpoints())
        .slice(-2)
        .map(({ note }) => `${note}\n`)
        .join(''),
    );
    const log = git('--git-dir', 'remote.git', 'log', '--format=%s').toString();
    expect(log.trim().split('\n')).toHaveLength(2);
  });
});

it('says when it began and when it stopped', async () => {
  const sealing = createSealing({ keys: () => keys, places: [] });
  await sealing.tick();
  await sealing.tick();
  await sealing.stop();
  const kinds = (await leaves()).slice(-2).map(({ kind }) => kind);
  expect(kinds).toEqual(['log.sealing_started', 'log.sealing_stopped']);
});
