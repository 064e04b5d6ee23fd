import 'server-only';
import { type Actor } from '@/lib/base/actor';
import { db } from '@/lib/db/client';
import { type EventRecord, type ReadFacts } from './event-record';
import { type Facts, personal } from './facts';
import { type EventFilter, type EventScope, listEvents } from './list';
import { recordEvent } from './record';

export type ExportFormat = 'csv' | 'json';

const ROWS_AT_A_TIME = 500;

/**
 * Streams the log, newest first, as text chunks; memory stays at one page whatever the length. That
 * somebody exported, and by which filters, is recorded before the first chunk, and the file ends with
 * what was there at that moment. The caller has checked `audit:export` and says by `scope` whose.
 *
 * CSV has one line per event; JSON is an array of `{ event, leaf_hash, texts }`, where `event` is the
 * record itself, byte by byte.
 *
 * `withhold` names personal facts that the actor may not see. Their texts are left out; the record keeps
 * its commitments to them, so it can still be checked.
 */
export async function* exportEvents(
  actor: Actor,
  request: {
    scope: EventScope;
    filter: EventFilter;
    format: ExportFormat;
    withhold?: ReadonlySet<string>;
  },
): AsyncGenerator<string> {
  const { at } = await recordEvent(db(), {
    kind: 'export',
    actor,
    what: 'audit_event',
    format: request.format,
    filters: filterFacts(request),
  });
  // The export's own event is the last one in it.
  const upTo = new Date(at.getTime() + 1);
  const filter = {
    ...request.filter,
    to: request.filter.to && request.filter.to < upTo ? request.filter.to : upTo,
  };
  const { withhold } = request;
  const write = request.format === 'csv' ? csv : json;
  yield write.head;
  let separator = '';
  let older: string | null | undefined;
  do {
    const page = await listEvents(request.scope, filter, {
      limit: ROWS_AT_A_TIME,
      older: older ?? undefined,
    });
    for (const row of page.rows) {
      yield separator + write.row(withhold ? withoutTexts(row, withhold) : row);
      separator = write.between;
    }
    older = page.older;
  } while (older);
  yield write.tail;
}

const WITHHELD = { text: '(withheld)' };

/** An event without the texts of some personal facts. */
function withoutTexts(event: EventRecord, withhold: ReadonlySet<string>): EventRecord {
  const shown = (facts: ReadFacts | null) =>
    facts &&
    Object.fromEntries(
      Object.entries(facts).map(([name, fact]) => {
        const isText = typeof fact === 'object' && fact !== null;
        return [name, isText && withhold.has(name) ? WITHHELD : fact];
      }),
    );
  return {
    ...event,
    before: shown(event.before),
    after: shown(event.after),
    texts: event.texts.filter(({ field }) => !withhold.has(field.split('.').at(-1)!)),
  };
}

function filterFacts({ scope, filter }: { scope: EventScope; filter: EventFilter }): Facts {
  const facts: Record<string, Facts[string]> = {
    scope: scope === 'all' ? 'all' : 'own',
  };
  for (const [name, value] of Object.entries(filter)) {
    if (value === undefined) continue;
    if (value instanceof Date) facts[name] = value.toISOString();
    // What somebody typed to search for may name a person.
    else if (name === 'text') facts[name] = personal(String(value));
    else facts[name] = Array.isArray(value) ? value.join(' ') : String(value);
  }
  return facts;
}

const json = {
  head: '[\n',
  between: ',\n',
  tail: '\n]\n',
  row: (event: EventRecord) =>
    `{"event":${event.body},"leaf_hash":"${event.leafHash}","texts":${JSON.stringify(event.texts)}}`,
};

const COLUMNS: Record<string, (event: EventRecord) => string | number | null | undefined> = {
  at: (event) => event.at,
  id: (event) => event.id,
  kind: (event) => event.kind,
  actor_kind: (event) => event.actor.kind,
  actor_id: (event) => event.actor.id,
  actor_name: (event) => event.actor.name,
  actor_role: (event) => event.actor.role,
  session_id: (event) => event.sessionId,
  subject_type: (event) => event.subject?.type,
  subject_id: (event) => event.subject?.id,
  operation_id: (event) => event.operation?.id,
  operation_kind: (event) => event.operation?.kind,
  stub: (event) => event.operation?.number,
  outcome: (event) => event.outcome,
  category: (event) => event.reason.category,
  ticket: (event) => event.reason.ticket,
  note: (event) => event.reason.note,
  before: (event) => factsText(event.before),
  after: (event) => factsText(event.after),
  leaf_hash: (event) => event.leafHash,
};

const csv = {
  head: `${Object.keys(COLUMNS).join(',')}\r\n`,
  between: '\r\n',
  tail: '\r\n',
  row: (event: EventRecord) =>
    Object.values(COLUMNS)
      .map((column) => cell(column(event)))
      .join(','),
};

function factsText(facts: ReadFacts | null): string {
  if (!facts) return '';
  const plain = Object.entries(facts).map(([name, fact]) => [
    name,
    typeof fact === 'object' && fact !== null ? (fact.text ?? '(erased)') : fact,
  ]);
  return JSON.stringify(Object.fromEntries(plain));
}

/**
 * One cell (RFC 4180). A text that a spreadsheet would run as a formula gets an apostrophe in front:
 * names and notes come from people.
 */
function cell(value: string | number | null | undefined): string {
  if (typeof value === 'number') return String(value);
  const text = value ?? '';
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
