import { now, ZERO_TIME_TEXT } from '../clock/go-time';
import { answerError } from '../errors/answer-error';
import { Refusal } from '../errors/core-error';
import type { Context } from '../http/context';
import { json, type Reply } from '../http/reply';
import { bindJson } from '../json/bind';
import type { Encodable } from '../json/values';
import { route, type Handler, type Route } from '../router';
import { multiSearchParams, searchParams, searchPath } from './search-params';

/** Core runs without its search server here: every search fails as it then does, and so does a reindex. */
export const searchRoutes: readonly Route[] = [
  route(['POST', '/search/:collection'], strictly(search)),
  route(['POST', '/multi-search'], strictly(multiSearch)),
  route(['POST', '/search/reindex'], startReindex),
  route(['GET', '/search/reindex'], reindexProgress),
];

/**
 * Routes that Core binds strictly send their headers before they know what to say: a body that cannot be read is
 * answered with JSON under `text/plain` (contract 3.4).
 */
export function strictly(handler: Handler): Handler {
  return async (c) => {
    try {
      return await handler(c);
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'GEN_MALFORMED_REQUEST') throw error;
      return { ...answerError(error), contentType: 'text/plain; charset=utf-8' };
    }
  };
}

function search(c: Context): Reply {
  const given = bindJson(c.body, searchParams);
  throw unreachable('Get', searchPath(c.params.collection!, given));
}

function multiSearch(c: Context): Reply {
  bindJson(c.body, multiSearchParams);
  throw unreachable('Post', '/multi_search');
}

const transportFault = (verb: string, path: string): string =>
  `${verb} ${JSON.stringify(path)}: unsupported protocol scheme ""`;

function unreachable(verb: string, path: string): Refusal {
  return new Refusal('SRCH_QUERY_INVALID', transportFault(verb, path));
}

/** The state of the last reindex is kept by the process, not in the database. */
let lastReindex: Encodable | undefined;

function startReindex(): Reply {
  const startedAt = now().text;
  const counts = { total_records: 0, processed_records: 0 };
  lastReindex = {
    status: 'failed',
    phase: 'drop_collections',
    ...counts,
    errors: [transportFault('Delete', '/collections/ledgers')],
    started_at: startedAt,
    completed_at: now().text,
    paused: false,
  };
  return json(202, {
    message: 'Reindex operation started',
    progress: {
      status: 'pending',
      phase: '',
      ...counts,
      started_at: ZERO_TIME_TEXT,
      paused: false,
    },
  });
}

function reindexProgress(): Reply {
  if (lastReindex !== undefined) return json(200, lastReindex);
  throw new Refusal('SRCH_REINDEX_NOT_STARTED', 'No reindex operation has been started');
}
