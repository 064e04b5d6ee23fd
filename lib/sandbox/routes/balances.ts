import { Refusal, wrap } from '../errors/core-error';
import { parseFilterBody } from '../filter/parse-body';
import type { Context } from '../http/context';
import { json, type Reply } from '../http/reply';
import { anyMap, bindJson, bool, required, struct, text, float } from '../json/bind';
import { route, type Route } from '../router';
import {
  balanceObject,
  insertBalance,
  listBalances,
  queuedAmounts,
  requireBalance,
  requireBalanceByIndicator,
  setIdentity,
  type FullBalanceRow,
  type Include,
} from '../store/balances';
import { identityObject, requireIdentity } from '../store/identities';
import type { Encodable } from '../json/values';
import { TypedError } from '../errors/core-error';
import { blankOr, validate } from './validation';
import { filterReply, integerParam, queryFilters } from './list-reply';

const createBalance = struct('model.CreateBalance', {
  ledger_id: text(),
  identity_id: text(),
  currency: text(),
  precision: float(),
  meta_data: anyMap(),
  track_fund_lineage: bool(),
  allocation_strategy: text(),
});
const updateBalanceIdentity = struct('model.UpdateBalanceIdentity', {
  identity_id: required('IdentityId', text()),
});

const AS_BALANCE = { upgrades: { GEN_NOT_FOUND: 'BAL_NOT_FOUND' } } as const;

export const balanceRoutes: readonly Route[] = [
  route(['POST', '/balances'], create, {
    upgrades: { GEN_VALIDATION_ERROR: 'BAL_VALIDATION_ERROR' },
  }),
  route(['GET', '/balances'], list),
  route(['POST', '/balances/filter'], filter),
  route(['GET', '/balances/:id'], get, AS_BALANCE),
  route(['GET', '/balances/indicator/:indicator/currency/:currency'], getByIndicator, AS_BALANCE),
  route(['PUT', '/balances/:id/identity'], reassign, AS_BALANCE),
];

const STRATEGIES: readonly string[] = ['', 'FIFO', 'LIFO', 'PROPORTIONAL'];

async function create(c: Context): Promise<Reply> {
  const given = bindJson(c.body, createBalance);
  const strategy = given.allocation_strategy.toUpperCase().trim();
  validate({
    ledger_id: blankOr(given.ledger_id),
    currency: blankOr(given.currency),
    identity_id:
      given.track_fund_lineage && given.identity_id === ''
        ? 'identity_id is required when track_fund_lineage is enabled'
        : undefined,
    allocation_strategy: STRATEGIES.includes(strategy)
      ? undefined
      : 'allocation_strategy must be one of: FIFO, LIFO, PROPORTIONAL',
  });
  const row = await insertBalance(c.services.store, {
    ledgerId: given.ledger_id,
    identityId: given.identity_id,
    currency: given.currency,
    metaData: given.meta_data,
    trackFundLineage: given.track_fund_lineage,
    allocationStrategy: strategy || 'FIFO',
  });
  return json(201, balanceObject(row));
}

async function get(c: Context): Promise<Reply> {
  const { store } = c.services;
  const asked = c.query.all('include');
  const include = (['identity', 'ledger'] as const).filter((name) => asked.includes(name));
  const row = await requireBalance(store, c.params.id!, include);
  const queued =
    c.query.get('with_queued') === 'true' ? await queuedAmounts(store, row.balance_id) : undefined;
  return json(
    200,
    balanceObject(row, {
      ...(queued && { queuedDebit: queued.debit, queuedCredit: queued.credit }),
      ...included(row, include),
    }),
  );
}

/**
 * What the caller asked to have along. Core reads the joined columns into plain texts, so a balance without an
 * identity cannot be read with it (contract 9, trap 32).
 */
function included(
  row: FullBalanceRow,
  include: readonly Include[],
): { identity?: Encodable; ledger?: Encodable } {
  const joined = (prefix: string) =>
    Object.fromEntries(
      Object.entries(row).flatMap(([name, value]) =>
        name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [],
      ),
    );
  const parts: { identity?: Encodable; ledger?: Encodable } = {};
  if (include.includes('identity')) {
    const identity = joined('i_');
    if (Object.values(identity).includes(null)) {
      throw new TypedError('GEN_INTERNAL', 'Failed to scan balance data', {});
    }
    parts.identity = identityObject(identity);
  }
  if (include.includes('ledger')) {
    const ledger = joined('l_') as Record<string, string>;
    parts.ledger = {
      ledger_id: ledger.ledger_id,
      name: ledger.name,
      created_at: ledger.created_at,
      meta_data: null,
    };
  }
  return parts;
}

async function getByIndicator(c: Context): Promise<Reply> {
  const { indicator, currency } = c.params;
  const row = await requireBalanceByIndicator(c.services.store, indicator!, currency!);
  return json(200, balanceObject(row));
}

/** The identity is looked at first, and both being missing are told with one code (contract 2.4). */
async function reassign(c: Context): Promise<Reply> {
  const { identity_id: identityId } = bindJson(c.body, updateBalanceIdentity);
  const { store } = c.services;
  const balanceId = c.params.id!;
  await requireIdentity(store, identityId).catch((error: unknown) => {
    throw wrap('identity validation failed', error);
  });
  await requireBalance(store, balanceId).catch((error: unknown) => {
    throw wrap('balance validation failed', error);
  });
  await setIdentity(store, balanceId, identityId);
  return json(200, { message: 'Balance identity updated successfully' });
}

async function list(c: Context): Promise<Reply> {
  const limit = integerParam(c, 'limit', 10);
  if (limit === undefined || limit <= 0) {
    throw new Refusal('GEN_VALIDATION_ERROR', 'invalid limit value');
  }
  const offset = integerParam(c, 'offset', 0);
  if (offset === undefined || offset < 0) {
    throw new Refusal('GEN_VALIDATION_ERROR', 'invalid offset value');
  }
  const filters = queryFilters(c);
  // Without filters Core has no cap.
  const page = {
    limit: BigInt(filters ? Math.min(limit, 1000) : limit),
    offset: BigInt(offset),
  };
  const { objects } = await listBalances(c.services.store, {
    ...(filters ?? { filters: [], logic: 'and' }),
    ...page,
  });
  return json(200, objects.length ? objects : null);
}

async function filter(c: Context): Promise<Reply> {
  const request = parseFilterBody(c.body, 'balances');
  const { rows, objects } = await listBalances(c.services.store, request);
  return filterReply(rows, objects, { includeCount: request.includeCount, empty: null });
}
