import 'server-only';
import { Zip, ZipDeflate } from 'fflate';
import { and, asc, count, eq, gt, gte, inArray, isNull, lt, lte, or, sql } from 'drizzle-orm';
import { db } from '@/lib/db/client';
import { auditEvent, auditQueue, personalText } from '@/lib/db/schema/audit';
import { logCheckpoint, logHead, logLeaf } from '@/lib/db/schema/log';
import { newestCheckpoint } from './newest-checkpoint';
import { databaseNow } from './record';
import { readPaths } from './proof';

/** A file of an archive, as it comes. */
export type BundleFile = { name: string; chunks: AsyncIterable<string> | Iterable<string> };

const ROWS_AT_A_TIME = 1_000;

/**
 * The files of a whole log as an evidence bundle (docs/evidence-format.md): everything that is sealed at
 * this moment. Memory stays at one page whatever the length; what is sealed meanwhile is left out.
 */
export async function* logBundle(): AsyncGenerator<BundleFile> {
  // Before the newest checkpoint is read, so that every one of an earlier time is in the bundle.
  const madeAt = await databaseNow(db());
  const size = (await newestCheckpoint())?.size ?? 0;
  yield { name: 'events.jsonl', chunks: pages(size, linesOf(auditEvent.body)) };
  yield { name: 'leaves.txt', chunks: pages(size, linesOf(auditEvent.leafHash)) };
  yield { name: 'checkpoints.txt', chunks: checkpointNotes(size) };
  yield { name: 'texts.jsonl', chunks: pages(size, textLines) };
  yield manifestFile({
    kind: 'log',
    origin: await originOf(),
    size,
    madeAt,
    unsealed: await countOverdue(),
    // A record of it is not in here, so a text that is gone would look like a loss.
    texts: (await wasErasedSince(size)) ? 'withheld' : 'all',
  });
}

async function originOf(): Promise<string> {
  const [head] = await db().select({ origin: logHead.origin }).from(logHead);
  return head?.origin ?? '';
}

/** Entries that should have been sealed by now: every one waits for a second or two. */
async function countOverdue(): Promise<number> {
  const [row] = await db()
    .select({ overdue: count() })
    .from(auditQueue)
    .innerJoin(auditEvent, eq(auditEvent.id, auditQueue.eventId))
    .where(sql`${auditEvent.at} < clock_timestamp() - interval '10 seconds'`);
  return row?.overdue ?? 0;
}

/** Whether personal texts were erased by entries that are not among the first so many. */
async function wasErasedSince(size: number): Promise<boolean> {
  const rows = await db()
    .select({ id: auditEvent.id })
    .from(auditEvent)
    .leftJoin(logLeaf, eq(logLeaf.eventId, auditEvent.id))
    .where(
      and(
        eq(auditEvent.kind, 'personal_text.erased'),
        or(isNull(logLeaf.leafIndex), gte(logLeaf.leafIndex, size)),
      ),
    )
    .limit(1);
  return rows.length > 0;
}

function manifestFile({
  madeAt,
  ...about
}: {
  kind: 'log' | 'pack';
  origin: string;
  size: number;
  unsealed: number;
  texts: 'all' | 'withheld';
  madeAt: Date;
}): BundleFile {
  const manifest = {
    format: 'counterfoil-evidence',
    version: 1,
    ...about,
    made_at: madeAt.toISOString(),
  };
  return { name: 'manifest.json', chunks: [`${JSON.stringify(manifest, null, 2)}\n`] };
}

/** What a pack is made of, once everything in it is sealed. */
export type Pack = {
  madeAt: Date;
  origin: string;
  checkpoint: { size: number; note: string; key: string };
  /** In the order of the log. */
  records: { leafIndex: number; body: string; path: string[] }[];
};

/**
 * Some events with their proofs under the newest checkpoint, and those that name the keys, without which no
 * signature could be checked; `null` while one of them is not sealed.
 */
export async function readPack(eventIds: readonly string[]): Promise<Pack | null> {
  const madeAt = await databaseNow(db());
  const checkpoint = await newestCheckpoint();
  if (!checkpoint) return null;
  const rows = await db()
    .select({ id: auditEvent.id, leafIndex: logLeaf.leafIndex, body: auditEvent.body })
    .from(logLeaf)
    .innerJoin(auditEvent, eq(auditEvent.id, logLeaf.eventId))
    .where(
      and(
        lt(logLeaf.leafIndex, checkpoint.size),
        or(inArray(auditEvent.id, [...eventIds]), eq(auditEvent.kind, 'log.key_changed')),
      ),
    )
    .orderBy(asc(logLeaf.leafIndex));
  const sealed = new Set(rows.map(({ id }) => id));
  if (!eventIds.every((id) => sealed.has(id))) return null;
  const paths = await readPaths(
    rows.map(({ leafIndex }) => leafIndex),
    checkpoint.size,
  );
  return {
    madeAt,
    origin: await originOf(),
    checkpoint,
    records: rows.map(({ leafIndex, body }, at) => ({ leafIndex, body, path: paths[at]! })),
  };
}

/**
 * The files of a pack, to which others may be added. Its texts never count as complete: those of the records
 * that name the keys are the sealer's, and nobody's.
 */
export function packFiles(
  { madeAt, origin, checkpoint, records }: Pack,
  texts: readonly object[],
): BundleFile[] {
  const { size, note } = checkpoint;
  return [
    { name: 'events.jsonl', chunks: [lines(records.map(({ body }) => body))] },
    {
      name: 'proofs.jsonl',
      chunks: [
        lines(records.map(({ leafIndex, path }) => JSON.stringify({ index: leafIndex, path }))),
      ],
    },
    { name: 'checkpoints.txt', chunks: [`${note}\n`] },
    { name: 'texts.jsonl', chunks: [lines(texts.map((row) => JSON.stringify(row)))] },
    manifestFile({ kind: 'pack', origin, size, unsealed: 0, texts: 'withheld', madeAt }),
  ];
}

type Page = { from: number; to: number };

async function* pages(size: number, read: (page: Page) => Promise<string>) {
  for (let from = 0; from < size; from += ROWS_AT_A_TIME) {
    yield await read({ from, to: Math.min(from + ROWS_AT_A_TIME, size) });
  }
}

const inPage = ({ from, to }: Page) => and(gte(logLeaf.leafIndex, from), lt(logLeaf.leafIndex, to));
const lines = (texts: readonly string[]) => texts.map((text) => `${text}\n`).join('');

/** One column of the events, a line each, in the order of the log. */
const linesOf =
  (column: typeof auditEvent.body | typeof auditEvent.leafHash) =>
  async (page: Page): Promise<string> => {
    const rows = await db()
      .select({ line: column })
      .from(logLeaf)
      .innerJoin(auditEvent, eq(auditEvent.id, logLeaf.eventId))
      .where(inPage(page))
      .orderBy(asc(logLeaf.leafIndex));
    return lines(rows.map(({ line }) => line));
  };

async function textLines(page: Page): Promise<string> {
  const { eventId, field, salt, text } = personalText;
  const rows = await db()
    .select({ event_id: eventId, field, salt, text })
    .from(logLeaf)
    .innerJoin(personalText, eq(eventId, logLeaf.eventId))
    .where(inPage(page))
    .orderBy(asc(logLeaf.leafIndex), asc(field));
  return lines(rows.map((row) => JSON.stringify(row)));
}

async function* checkpointNotes(size: number): AsyncGenerator<string> {
  let after = 0;
  while (after < size) {
    const rows = await db()
      .select({ size: logCheckpoint.size, note: logCheckpoint.note })
      .from(logCheckpoint)
      .where(and(gt(logCheckpoint.size, after), lte(logCheckpoint.size, size)))
      .orderBy(asc(logCheckpoint.size))
      .limit(ROWS_AT_A_TIME);
    if (rows.length === 0) return;
    after = rows.at(-1)!.size;
    yield lines(rows.map(({ note }) => note));
  }
}

/** Packs files into a ZIP archive as they come. */
export async function* zipOf(
  files: AsyncIterable<BundleFile> | Iterable<BundleFile>,
): AsyncGenerator<Uint8Array> {
  const packed: Uint8Array[] = [];
  const zip = new Zip((error, data) => {
    if (error) throw error;
    packed.push(data);
  });
  const encoder = new TextEncoder();
  for await (const { name, chunks } of files) {
    const file = new ZipDeflate(name, { level: 6 });
    zip.add(file);
    for await (const chunk of chunks) {
      file.push(encoder.encode(chunk));
      yield* packed.splice(0);
    }
    file.push(new Uint8Array(), true);
    yield* packed.splice(0);
  }
  zip.end();
  yield* packed.splice(0);
}
