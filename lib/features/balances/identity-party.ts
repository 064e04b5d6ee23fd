import 'server-only';
import { maskEmail } from '@/lib/base/mask';
import { filterBalances } from '@/lib/core/endpoints/balances';
import { nullUnlessAborted } from '@/lib/core/errors';
import { type ReadOptions } from '@/lib/core/request';
import { identityName, type Identity } from '@/lib/core/schemas/identity';

/** One side of a change of identity: what tells this identity from its namesakes. */
export type PartyDto = {
  identityId: string;
  name: string;
  /** Core's word, `individual` or `organization` as a rule. */
  type: string | null;
  createdAt: string;
  /** `j•••@doe.example`; the whole address never leaves the server here. */
  email: string | null;
  /** `null` when it could not be read. */
  balances: HeldBalances | null;
};

/** How many balances an identity has; above `total` there are more when `more`. */
export type HeldBalances = {
  total: number;
  more: boolean;
  byCurrency: { currency: string; count: number }[];
};

const MOST = 100;

/** An identity with the number of its balances, from one filter. */
export async function partyOf(identity: Identity, options: ReadOptions): Promise<PartyDto> {
  return {
    identityId: identity.identityId,
    name: identityName(identity),
    type: identity.identityType,
    createdAt: identity.createdAt,
    email: identity.emailAddress && maskEmail(identity.emailAddress),
    balances: await heldBy(identity.identityId, options),
  };
}

/** The number is a help, not a condition: when it cannot be read, it is left out. */
async function heldBy(identityId: string, options: ReadOptions): Promise<HeldBalances | null> {
  try {
    const rows = await filterBalances(
      {
        conditions: [{ field: 'identity_id', operator: 'eq', value: identityId }],
        limit: MOST,
      },
      options,
    );
    const counts = new Map<string, number>();
    for (const { currency } of rows) counts.set(currency, (counts.get(currency) ?? 0) + 1);
    return {
      total: rows.length,
      more: rows.length >= MOST,
      byCurrency: [...counts]
        .map(([currency, count]) => ({ currency, count }))
        .sort((a, b) => b.count - a.count || (a.currency < b.currency ? -1 : 1)),
    };
  } catch (error) {
    return nullUnlessAborted(error);
  }
}
