import 'server-only';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type BundleFile, type Pack, packFiles, readPack, zipOf } from '@/lib/audit/bundle';
import { type EventRecord } from '@/lib/audit/event-record';
import { listEvents } from '@/lib/audit/list';
import { recordEvent } from '@/lib/audit/record';
import { assertPermission, can } from '@/lib/auth/permissions';
import { type Actor } from '@/lib/base/actor';
import { DomainError } from '@/lib/base/result';
import { db } from '@/lib/db/client';
import { type EvidenceFile } from './export-evidence';
import { VERIFIER_FILES } from './get-verifier';
import { packPage } from './pack-page';
import { scopeOf } from './scope-of';
import { surroundingsOf } from './surroundings';
import { toEntry } from './to-entry';
import { REVEALED_FACTS } from './value-words';

/** A plan of a thousand steps has no more. */
const MOST_EVENTS = 5_000;
/** What was written just now is sealed within a second or two. */
const TRIES = 8;
const TRY_EVERY_MS = 500;

/**
 * The evidence of one change as an archive for somebody who has nothing of ours: the receipt, the records with
 * their proofs, the checkpoint, the key, and what checks them. That it was exported is recorded before this
 * resolves. Personal fields that only a reveal shows are left out for those who may not reveal them.
 * Permission: `audit:export`; only changes of one's own without `audit:read`.
 * @throws DomainError `notFound`; `precondition` while something of it is not sealed.
 */
export async function exportPack(
  actor: Actor,
  { operationId }: { operationId: string },
): Promise<EvidenceFile> {
  assertPermission(actor, 'audit:export');
  const page = await listEvents(scopeOf(actor), { operationId }, { limit: MOST_EVENTS });
  const events = page.rows.toReversed();
  const number = events[0]?.operation?.number;
  if (events.length === 0 || number === null || number === undefined) {
    throw new DomainError({
      code: 'notFound',
      message: 'There is no such change, or it is not one of yours.',
    });
  }
  const pack = await sealedPack(events.map(({ id }) => id));
  await recordEvent(db(), {
    kind: 'export',
    actor,
    what: 'evidence_pack',
    format: 'zip',
    filters: { operation_id: operationId },
  });
  return {
    name: `counterfoil-stub-${String(number).padStart(6, '0')}.zip`,
    contentType: 'application/zip',
    chunks: zipOf(await filesOf(events, { pack, mayReveal: can(actor, 'identities:reveal') })),
  };
}

async function sealedPack(eventIds: readonly string[]): Promise<Pack> {
  for (let tries = 1; ; tries += 1) {
    const pack = await readPack(eventIds);
    if (pack) return pack;
    if (tries === TRIES) break;
    await sleep(TRY_EVERY_MS);
  }
  throw new DomainError({
    code: 'precondition',
    message: 'Something of this change is not sealed yet. Try again in a minute.',
  });
}

async function filesOf(
  events: readonly EventRecord[],
  { pack, mayReveal }: { pack: Pack; mayReveal: boolean },
): Promise<BundleFile[]> {
  const around = await surroundingsOf(events);
  const entries = events.map((event) => toEntry(event, around));
  const texts = events.flatMap(({ id, texts: own }) =>
    own
      .filter(({ field }) => mayReveal || !REVEALED_FACTS.has(field.split('.').at(-1)!))
      .map((text) => ({ event_id: id, ...text })),
  );
  const text = (file: string) => readFile(file, 'utf8');
  return [
    { name: 'README.html', chunks: [packPage({ entries, events, pack })] },
    ...packFiles(pack, texts),
    { name: 'key.txt', chunks: [`${pack.checkpoint.key}\n`] },
    { name: 'evidence-format.md', chunks: [await text(path.join('docs', 'evidence-format.md'))] },
    ...(await Promise.all(
      Object.values(VERIFIER_FILES).map(async ({ file, name }) => ({
        name,
        chunks: [await text(file)],
      })),
    )),
  ];
}
