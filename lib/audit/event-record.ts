import 'server-only';
import { type auditEvent, type personalText } from '@/lib/db/schema/audit';
import { type EventKind } from './events';

/** A personal text as it can still be read; `null` when it has been erased. */
export type ReadText = { text: string | null };
export type ReadFact = string | number | boolean | null | ReadText;
export type ReadFacts = Record<string, ReadFact>;

/** An event as screens and exports get it: plain JSON, times in ISO 8601 UTC. */
export type EventRecord = {
  id: string;
  at: string;
  kind: EventKind;
  actor: { kind: string; id: string; name: string | null; role: string | null };
  sessionId: string | null;
  subject: { type: string; id: string | null } | null;
  operation: { id: string; kind: string; number: number | null } | null;
  outcome: string | null;
  before: ReadFacts | null;
  after: ReadFacts | null;
  reason: { category: string | null; ticket: string | null; note: string | null };
  /** Everything that the kind records, personal texts put back. */
  payload: Record<string, unknown>;
  /** The record itself, byte by byte, and its hash. */
  body: string;
  leafHash: string;
  texts: { field: string; salt: string; text: string }[];
};

type Parsed = {
  actor: { kind: string; id: string; name: ReadText; role?: string; session_id?: string };
  subject?: { type: string; id: string | null };
  operation?: { id: string; kind: string; number?: number };
  before?: ReadFacts | null;
  after?: ReadFacts | null;
  reason?: { note?: ReadText };
};

/** Reads a row and the texts that are left of it. */
export function toEventRecord(
  row: typeof auditEvent.$inferSelect,
  texts: (typeof personalText.$inferSelect)[],
): EventRecord {
  const byField = new Map(texts.map(({ field, text }) => [field, text]));
  const {
    v: _v,
    id: _id,
    at: _at,
    kind: _kind,
    ...payload
  } = readable(JSON.parse(row.body), byField, []) as Record<string, unknown>;
  const parsed = payload as unknown as Parsed;
  return {
    id: row.id,
    at: row.at.toISOString(),
    kind: row.kind as EventKind,
    actor: {
      kind: row.actorKind,
      id: row.actorId,
      name: parsed.actor.name.text,
      role: parsed.actor.role ?? null,
    },
    sessionId: parsed.actor.session_id ?? null,
    subject: parsed.subject ?? null,
    operation: parsed.operation ? { number: null, ...parsed.operation } : null,
    outcome: row.outcome,
    before: parsed.before ?? null,
    after: parsed.after ?? null,
    reason: {
      category: row.category,
      ticket: row.ticket,
      note: parsed.reason?.note?.text ?? null,
    },
    payload,
    body: row.body,
    leafHash: row.leafHash,
    texts: texts.map(({ field, salt, text }) => ({ field, salt, text })),
  };
}

/** Puts the texts back where the body has commitments. */
function readable(value: unknown, texts: Map<string, string>, path: string[]): unknown {
  if (Array.isArray(value)) {
    return value.map((item, at) => readable(item, texts, [...path, String(at)]));
  }
  if (typeof value !== 'object' || value === null) return value;
  const keys = Object.keys(value);
  if (keys.length === 1 && keys[0] === 'commitment') {
    return { text: texts.get(path.join('.')) ?? null };
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, readable(member, texts, [...path, key])]),
  );
}
