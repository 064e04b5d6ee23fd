import { randomInt } from 'node:crypto';
import { parseFilterBody } from '../filter/parse-body';
import type { Context } from '../http/context';
import { json, type Reply } from '../http/reply';
import { anyMap, bindJson, struct, text } from '../json/bind';
import { route, type Route } from '../router';
import {
  allAccounts,
  insertAccount,
  listAccounts,
  requireAccount,
  type AccountInclude,
} from '../store/accounts';
import { requireBalance } from '../store/balances';
import { requireIdentity } from '../store/identities';
import { filterReply, integerParam, queryFilters } from './list-reply';
import { validate } from './validation';

const createAccount = struct('model.CreateAccount', {
  bank_name: text(),
  number: text(),
  currency: text(),
  identity_id: text(),
  ledger_id: text(),
  balance_id: text(),
  meta_data: anyMap(),
});

export const accountRoutes: readonly Route[] = [
  route(['POST', '/accounts'], create, { upgrades: { GEN_CONFLICT: 'ACC_DUPLICATE' } }),
  route(['GET', '/accounts'], list),
  route(['POST', '/accounts/filter'], filter),
  route(['GET', '/accounts/:id'], get, { upgrades: { GEN_NOT_FOUND: 'ACC_NOT_FOUND' } }),
  route(['GET', '/mocked-account'], mocked),
];

/** What must be there without a balance, and must not be there with one. */
function need(
  value: string,
  balanceId: string,
  { missing, both }: { missing: string; both?: string },
) {
  if (balanceId === '') return value === '' ? missing : undefined;
  return value === '' ? undefined : both;
}

/** The balance is read in any case, so leaving it out passes the checks and then is not found (contract 3.5). */
async function create(c: Context): Promise<Reply> {
  const given = bindJson(c.body, createAccount);
  const { balance_id: balanceId } = given;
  validate({
    ledger_id: need(given.ledger_id, balanceId, {
      missing: 'Ledger ID is required when Balance ID is not provided',
      both: 'either LedgerId or BalanceId must be provided, not both',
    }),
    identity_id: need(given.identity_id, balanceId, {
      missing: 'Identity ID is required when Balance ID is not provided',
    }),
    currency: need(given.currency, balanceId, {
      missing: 'currency is required when Balance ID is not provided',
      both: 'either Currency or BalanceId must be provided, not both',
    }),
  });
  const { store } = c.services;
  const balance = await requireBalance(store, balanceId);
  const identityId = balance.identity_id || given.identity_id;
  const identity = await requireIdentity(store, identityId);
  const account = await insertAccount(store, {
    name:
      identity.identity_type === 'organization'
        ? identity.organization_name
        : `${identity.first_name} ${identity.last_name}`,
    number: given.number,
    bankName: given.bank_name,
    currency: balance.currency || given.currency,
    balanceId,
    identityId,
    ledgerId: balance.ledger_id || given.ledger_id,
    metaData: given.meta_data,
  });
  return json(201, account);
}

async function get(c: Context): Promise<Reply> {
  const asked = c.query.all('include');
  const include = (['balance', 'identity', 'ledger'] as const).filter((name: AccountInclude) =>
    asked.includes(name),
  );
  return json(200, await requireAccount(c.services.store, c.params.id!, include));
}

/** Without filters every account comes, whatever `limit` says. */
async function list(c: Context): Promise<Reply> {
  const filters = queryFilters(c);
  if (!filters) {
    const objects = await allAccounts(c.services.store);
    return json(200, objects.length ? objects : null);
  }
  const limit = integerParam(c, 'limit', 20) ?? 20;
  const offset = integerParam(c, 'offset', 0) ?? 0;
  const { objects } = await listAccounts(c.services.store, {
    ...filters,
    limit: BigInt(limit <= 0 ? 20 : limit),
    offset: BigInt(Math.max(offset, 0)),
  });
  return json(200, objects.length ? objects : null);
}

async function filter(c: Context): Promise<Reply> {
  const request = parseFilterBody(c.body, 'accounts');
  const { rows, objects } = await listAccounts(c.services.store, request);
  return filterReply(rows, objects, { includeCount: request.includeCount, empty: null });
}

function mocked(): Reply {
  const number = Array.from({ length: 12 }, () => randomInt(10)).join('');
  return json(200, { account_number: number, bank_name: 'Blnk Bank' });
}
