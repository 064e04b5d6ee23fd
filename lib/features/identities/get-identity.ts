import 'server-only';
import { assertPermission } from '@/lib/auth/permissions';
import { type Actor } from '@/lib/base/actor';
import { type Money } from '@/lib/base/money';
import { type TokenField } from '@/lib/base/token-fields';
import { filterBalances } from '@/lib/core/endpoints/balances';
import { getIdentity as readIdentity } from '@/lib/core/endpoints/identities';
import { ledgerNames, type NamedLedger } from '@/lib/core/endpoints/names';
import { reading } from '@/lib/core/explain';
import { metaDataLines } from '@/lib/core/json';
import { type ReadOptions } from '@/lib/core/request';
import { identityName, isTokenized } from '@/lib/core/schemas/identity';
import { toMoney } from '@/lib/core/schemas/money';
import { maskedFields, tokenizedFields } from './identity-facts';
import { type PersonalField } from './schema';

export type IdentityBalance = {
  balanceId: string;
  ledger: NamedLedger;
  balance: Money;
  inflight: Money;
  createdAt: string;
};

/** What the page of an identity shows. */
export type IdentityDetail = {
  identityId: string;
  name: string;
  type: string | null;
  firstName: string | null;
  lastName: string | null;
  otherNames: string | null;
  organizationName: string | null;
  category: string | null;
  gender: string | null;
  nationality: string | null;
  city: string | null;
  state: string | null;
  country: string | null;
  /** Which fields hold a token; names among them come without a text. */
  tokenized: TokenField[];
  /** Masked here, on the server; `null` where nothing is set. */
  personal: Record<PersonalField, string | null>;
  createdAt: string;
  metaData: { key: string; value: string }[];
  /** By currency, in the order of each currency's newest balance. */
  balances: { currency: string; rows: IdentityBalance[] }[];
  /** True when there are more than the newest 100. */
  moreBalances: boolean;
  readAt: string;
};

const MOST_BALANCES = 100;

/**
 * One identity with its newest balances by currency. Three questions to Core.
 * Permission: `identities:read`; its balances only with `balances:read`, which every role has.
 * @throws DomainError `notFound` when Core does not know it.
 */
export async function getIdentity(
  actor: Actor,
  params: { identityId: string },
  options: ReadOptions = {},
): Promise<IdentityDetail> {
  assertPermission(actor, 'identities:read');
  const readAt = new Date().toISOString();
  return reading('this identity', async () => {
    const [identity, held] = await Promise.all([
      readIdentity(params.identityId, options),
      balancesOf(params.identityId, options),
    ]);
    return {
      identityId: identity.identityId,
      name: identityName(identity),
      type: identity.identityType,
      firstName: readable(identity.firstName),
      lastName: readable(identity.lastName),
      otherNames: readable(identity.otherNames),
      organizationName: identity.organizationName,
      category: identity.category,
      gender: identity.gender,
      nationality: identity.nationality,
      city: identity.city,
      state: identity.state,
      country: identity.country,
      tokenized: tokenizedFields(identity),
      personal: maskedFields(identity),
      createdAt: identity.createdAt,
      metaData: metaDataLines(identity.metaData),
      ...held,
      readAt,
    };
  });
}

const readable = (value: string | null) => (isTokenized(value) ? null : value);

async function balancesOf(
  identityId: string,
  options: ReadOptions,
): Promise<Pick<IdentityDetail, 'balances' | 'moreBalances'>> {
  const rows = await filterBalances(
    {
      conditions: [{ field: 'identity_id', operator: 'eq', value: identityId }],
      sort: { by: 'created_at', order: 'desc' },
      limit: MOST_BALANCES,
    },
    options,
  );
  const ledgerOf = await ledgerNames(
    rows.map((row) => row.ledgerId),
    options,
  );
  const byCurrency = new Map<string, IdentityBalance[]>();
  for (const row of rows) {
    const group = byCurrency.get(row.currency) ?? [];
    byCurrency.set(row.currency, group);
    group.push({
      balanceId: row.balanceId,
      ledger: ledgerOf(row.ledgerId),
      balance: toMoney(row.balance, row.currency),
      inflight: toMoney(row.inflightBalance, row.currency),
      createdAt: row.createdAt,
    });
  }
  return {
    balances: [...byCurrency].map(([currency, group]) => ({ currency, rows: group })),
    moreBalances: rows.length >= MOST_BALANCES,
  };
}
