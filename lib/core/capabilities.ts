import 'server-only';
import { z } from 'zod';
import { coreConnection } from './connection';
import { readJson, refusalIn } from './envelope';
import { getHealth, type CoreHealth } from './endpoints/health';
import { getLedger } from './endpoints/ledgers';
import { exchange, ExchangeError, type RawAnswer } from './exchange';
import { GENERAL_LEDGER_ID } from './schemas/balance';

/** What a key can be allowed or refused, in Core's own words (contract 1.3). */
export const SCOPES = [
  'balances:read',
  'balances:write',
  'identities:read',
  'identities:write',
  'ledgers:read',
  'ledgers:write',
  'transactions:read',
  'transactions:write',
] as const;
export type Scope = (typeof SCOPES)[number];

export type Capabilities = {
  health: CoreHealth;
  /**
   * `open`: Core runs without authentication; `master`: the master key; `api_key`: a scoped key;
   * `refused`: Core is up and does not accept the key, or none was given; `unknown`: could not ask.
   */
  key: 'open' | 'master' | 'api_key' | 'refused' | 'unknown';
  /** Whether each scope was found allowed; `null` where no clear answer came. */
  scopes: Record<Scope, boolean | null>;
  /**
   * `0.15`: a released 0.15; `newer`: behaves as what comes after it; `0.15+`: one of the two, which
   * only a key with `balances:write` can tell; `older`: before 0.15.0, which is not supported.
   */
  version: '0.15' | 'newer' | '0.15+' | 'older' | 'unknown';
  /** Which Core this is, to refuse another one on the same database; `null` when not readable. */
  fingerprint: { origin: string; generalLedgerCreatedAt: string } | null;
  /** When this was learnt, ISO. */
  learntAt: string;
};

const HOLDS_MS = 5 * 60_000;
const PROBE_TIMEOUT_MS = 5_000;
/** A body that no parser accepts: refused before anything is done. Never `{}`, which creates things. */
const UNPARSABLE = '{';

/**
 * Asked with a limit of one row, and identities with a filter besides: without any, Core answers with
 * its whole table (contract trap 25).
 */
const READ_PROBES = {
  'balances:read': '/balances?limit=1&balance_id_eq=bln_none',
  'identities:read': '/identities?limit=1&identity_id_eq=idt_none',
  'ledgers:read': '/ledgers?limit=1&ledger_id_eq=ldg_none',
  'transactions:read': '/transactions?limit=1&transaction_id_eq=txn_none',
} as const;
const WRITE_PROBES = {
  'balances:write': '/balances',
  'identities:write': '/identities',
  'ledgers:write': '/ledgers',
  'transactions:write': '/transactions',
} as const;

let learnt: { url: string; at: number; promise: Promise<Capabilities> } | undefined;

/**
 * What the key may do and which Core answers, learnt without a side effect (design §10) and kept for
 * five minutes. Never throws for anything that Core does.
 */
export function coreCapabilities(): Promise<Capabilities> {
  const { url } = coreConnection();
  if (learnt && learnt.url === url && performance.now() - learnt.at < HOLDS_MS) {
    return learnt.promise;
  }
  const promise = learn();
  const mine = (learnt = { url, at: performance.now(), promise });
  // What was learnt while Core was away is worth nothing once it is back.
  void promise.then(
    (found) => {
      if (found.health.state !== 'up' && learnt === mine) learnt = undefined;
    },
    () => {
      if (learnt === mine) learnt = undefined;
    },
  );
  return promise;
}

/** As `coreCapabilities`, for pages that only dress by it: `null` when it takes longer than that. */
export async function coreCapabilitiesWithin(waitMs: number): Promise<Capabilities | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), waitMs);
  });
  try {
    return await Promise.race([coreCapabilities(), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Forgets what was learnt, so that the next question asks Core again. */
export function forgetCapabilities(): void {
  learnt = undefined;
}

async function learn(): Promise<Capabilities> {
  const nothing = Object.fromEntries(SCOPES.map((scope) => [scope, null]));
  const scopes = nothing as Record<Scope, boolean | null>;
  const learntAt = new Date().toISOString();
  const health = await getHealth();
  // With its database down Core calls every key invalid: nothing can be learnt (contract trap 20).
  if (health.state !== 'up') {
    return { health, key: 'unknown', scopes, version: 'unknown', fingerprint: null, learntAt };
  }
  const [keyless, metadata, ...answers] = await Promise.all([
    probe('GET', READ_PROBES['ledgers:read'], { key: null }),
    // Only the master key reaches this route (contract 1.3).
    probe('POST', '/bln_none/metadata', { body: UNPARSABLE }),
    ...SCOPES.map((scope) =>
      scope in READ_PROBES
        ? probe('GET', READ_PROBES[scope as keyof typeof READ_PROBES])
        : probe('POST', WRITE_PROBES[scope as keyof typeof WRITE_PROBES], { body: UNPARSABLE }),
    ),
  ]);
  SCOPES.forEach((scope, i) => (scopes[scope] = allowed(answers[i] ?? null)));
  const key = kindOfKey({ keyless, metadata });
  const [version, fingerprint] = await Promise.all([
    learnVersion(scopes['balances:write'], [keyless, metadata, ...answers]),
    scopes['ledgers:read'] ? learnFingerprint() : null,
  ]);
  return { health, key, scopes, version, fingerprint, learntAt };
}

function kindOfKey(answers: {
  keyless: RawAnswer | null | undefined;
  metadata: RawAnswer | null | undefined;
}): Capabilities['key'] {
  if (answers.keyless?.status === 200) return 'open';
  if (coreConnection().key === null || answers.metadata?.status === 401) return 'refused';
  const master = allowed(answers.metadata ?? null);
  if (master === null) return 'unknown';
  return master ? 'master' : 'api_key';
}

/** 403 says no; 200, and 400 for the unparsable body, say yes. Anything else says nothing. */
function allowed(answer: RawAnswer | null): boolean | null {
  if (answer?.status === 403) return false;
  return answer?.status === 200 || answer?.status === 400 ? true : null;
}

const plainError = z.union([z.object({ error: z.string() }), z.object({ errors: z.string() })]);

/**
 * Before 0.15.0 errors had no `error_detail`. What comes after 0.15 honours `indicator` in a create
 * and refuses it outside the general ledger, where 0.15 drops it and misses the ledger (contract 0,
 * 2.5). Neither creates anything, because that ledger cannot exist.
 */
async function learnVersion(
  mayWrite: boolean | null,
  answers: (RawAnswer | null | undefined)[],
): Promise<Capabilities['version']> {
  const refused = answers.filter((answer) => (answer?.status ?? 0) >= 400);
  const bodies = refused.map((answer) => readJson(answer!.text));
  if (!bodies.some((body) => refusalIn(body) !== null)) {
    return bodies.some((body) => plainError.safeParse(body).success) ? 'older' : 'unknown';
  }
  if (!mayWrite) return '0.15+';
  const answer = await probe('POST', '/balances', {
    body: JSON.stringify({ ledger_id: 'ldg_none', currency: 'XXX', indicator: '@x' }),
  });
  const refusal = answer && refusalIn(readJson(answer.text));
  if (answer?.status !== 400 || !refusal) return '0.15+';
  if (refusal.text.includes('indicator is only allowed')) return 'newer';
  return refusal.text === 'Invalid ledger ID' ? '0.15' : '0.15+';
}

async function learnFingerprint(): Promise<Capabilities['fingerprint']> {
  try {
    const general = await getLedger(GENERAL_LEDGER_ID);
    return { origin: coreConnection().url, generalLedgerCreatedAt: general.createdAt };
  } catch {
    return null;
  }
}

/** One raw question, judged by the caller; `null` when no answer came. Uses the reads' connections. */
async function probe(
  method: 'GET' | 'POST',
  path: string,
  options: { key?: null; body?: string } = {},
): Promise<RawAnswer | null> {
  const connection = coreConnection();
  const key = options.key === null ? null : connection.key;
  try {
    return await exchange(connection.reads, {
      method,
      path: `${connection.prefix}${path}`,
      headers: {
        accept: 'application/json',
        'user-agent': 'counterfoil',
        ...(key !== null && { 'x-blnk-key': key }),
        ...(options.body !== undefined && { 'content-type': 'application/json' }),
      },
      body: options.body,
      timeoutMs: PROBE_TIMEOUT_MS,
    });
  } catch (error) {
    if (error instanceof ExchangeError) return null;
    throw error;
  }
}
