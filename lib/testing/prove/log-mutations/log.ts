import { signCheckpoint, verifierKey } from '@/lib/audit/checkpoint';
import { type CommittedText, leafHash } from '@/lib/audit/commitments';
import { type NewEvent } from '@/lib/audit/events';
import { composeEvent } from '@/lib/audit/record';
import { parseSigningKeys, type SigningKey } from '@/lib/audit/signing-key';
import { grow, rootOf } from '@/lib/audit/tree';
import { newKeyPem } from '../../seal-now';

/** A record as it stands in a log that is held in memory, with what is kept beside it. */
export type Entry = { id: string; body: string; texts: readonly CommittedText[] };
/** When so many records were sealed, by which keys. */
export type Seal = { size: number; at: number; keys: readonly SigningKey[] };

/** A log in memory, from which bundles are made. It is written by the code that writes the real one. */
export type Log = {
  origin: string;
  entries: Entry[];
  seals: Seal[];
  /** When its bundle says that it was made; an hour after the last seal unless given. */
  madeAt?: number;
};

const HOUR_MS = 3_600_000;

/** The files of a bundle, and the checkpoints that somebody copied away. */
export type Evidence = { files: Record<string, string>; anchors: string };

export const newKey = (): SigningKey => parseSigningKeys(newKeyPem())[0]!;

/** A record of an event at a time in milliseconds since 1970. */
export function entryOf(event: NewEvent, at: number): Entry {
  const { id, body, texts } = composeEvent(event, new Date(at));
  return { id, body, texts };
}

const lines = (texts: readonly string[]) => texts.map((text) => `${text}\n`).join('');

/** Seals a log and makes its bundle; the anchors are its newest checkpoint and one in its middle. */
export function evidenceOf(log: Log): Evidence {
  const { origin, entries, seals } = log;
  const leaves = entries.map(({ body }) => leafHash(body));
  const notes = seals.map(({ size, at, keys }, index) => {
    const { subtrees } = grow({ size: 0, subtrees: [] }, leaves.slice(0, size));
    return signCheckpoint(
      {
        origin,
        size,
        rootHash: rootOf(subtrees),
        sealedAt: new Date(at),
        previous: seals[index - 1]?.size ?? 0,
      },
      keys,
    );
  });
  return {
    files: {
      'events.jsonl': lines(entries.map(({ body }) => body)),
      'leaves.txt': lines(leaves),
      'checkpoints.txt': lines(notes),
      'texts.jsonl': lines(
        entries.flatMap(({ id, texts }) =>
          texts.map((text) => JSON.stringify({ event_id: id, ...text })),
        ),
      ),
      'manifest.json': manifestOf(log, seals.at(-1)?.size ?? 0),
    },
    anchors: `${notes[Math.floor(notes.length / 2)]}\n${notes.at(-1)}`,
  };
}

/** @param size of the last checkpoint, as it is told */
export function manifestOf({ origin, seals, madeAt }: Log, size: number): string {
  const version = { format: 'counterfoil-evidence', version: 1, kind: 'log' };
  const at = madeAt ?? (seals.at(-1)?.at ?? 0) + HOUR_MS;
  const made = { made_at: new Date(at).toISOString() };
  return JSON.stringify({ ...version, origin, size, texts: 'all', unsealed: 0, ...made });
}

/** The event by which a log names its key. */
export function keyChange(origin: string, from: SigningKey | null, to: SigningKey): NewEvent {
  return {
    kind: 'log.key_changed',
    actor: { kind: 'system', id: 'sealer', name: 'Sealer' },
    subject: { type: 'log', id: origin },
    before: from && { key: verifierKey(origin, from) },
    after: { key: verifierKey(origin, to) },
  };
}
