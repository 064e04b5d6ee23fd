import 'server-only';
import { personal } from '@/lib/audit/facts';
import { type Failure } from '@/lib/base/result';
import { metaDataOf } from '@/lib/base/meta-data';
import { missingOnCreate } from '@/lib/core/endpoints/balances';
import { getLedger } from '@/lib/core/endpoints/ledgers';
import { isNotFound } from '@/lib/core/errors';
import { reading } from '@/lib/core/explain';
import { GENERAL_LEDGER_ID } from '@/lib/core/schemas/balance';
import { identityName, type Identity } from '@/lib/core/schemas/identity';
import { type Ledger } from '@/lib/core/schemas/ledger';
import { defineOperation } from '@/lib/operations/define-operation';
import { readIdentity } from './judge-reassign';
import { newBalance, newBalanceFacts, type NewBalance } from './new-balance';
import { createBalanceInput, type CreateBalanceInput } from './schema';

type Loaded = { ledger: Ledger | null; identity: Identity | null };

const NO_SUCH_LEDGER = 'Core has no such ledger. Choose another one.';
const NO_SUCH_IDENTITY = 'Core has no such identity. Choose another one.';

/**
 * Creates a balance. Core has no idempotency here (contract 2.5, 7.2), so it is sent once and looked
 * up by the operation's id in its metadata.
 */
export const createBalance = defineOperation<CreateBalanceInput, Loaded>({
  kind: 'balance.create',
  permission: 'balances:create',
  input: createBalanceInput,
  subject: () => ({ type: 'balance', id: null }),
  load: ({ ledgerId, identityId }, { signal }) =>
    reading('ledger and identity', async () => {
      const [ledger, identity] = await Promise.all([
        findLedger(ledgerId, signal),
        identityId ? readIdentity(identityId, { signal }) : null,
      ]);
      return { ledger, identity };
    }),
  guard,
  describe: (input, { ledger, identity }) => ({
    before: {},
    after: newBalanceFacts(requestOf(input)),
    details: {
      ...(ledger && { ledger_name: ledger.name }),
      ...(identity && {
        identity_name: personal(identityName(identity)),
        identity_type: identity.identityType,
      }),
    },
  }),
  write: newBalance(requestOf),
  explainRefusal: (refusal) => {
    const missing = missingOnCreate(refusal);
    const { status, coreCode } = refusal;
    if (!missing) {
      const message = `Core refused this balance (${status} ${coreCode}). Nothing was created.`;
      return { message };
    }
    const fields: Record<string, string> =
      missing === 'identity' ? { identityId: NO_SUCH_IDENTITY } : { ledgerId: NO_SUCH_LEDGER };
    return { message: `Core has no such ${missing}. Nothing was created.`, fields };
  },
});

async function findLedger(ledgerId: string, signal: AbortSignal): Promise<Ledger | null> {
  try {
    return await getLedger(ledgerId, { signal });
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}

function guard(input: CreateBalanceInput, { ledger, identity }: Loaded): Failure | null {
  if (!ledger) {
    return {
      code: 'invalid',
      message: 'Nothing was created: Core has no such ledger.',
      fields: { ledgerId: NO_SUCH_LEDGER },
    };
  }
  if (ledger.ledgerId === GENERAL_LEDGER_ID) {
    return {
      code: 'invalid',
      message: 'Nothing was created: the general ledger holds Core’s own balances.',
      fields: { ledgerId: 'Core keeps its own balances here. Choose another ledger.' },
    };
  }
  if (input.identityId && !identity) {
    return {
      code: 'invalid',
      message: 'Nothing was created: Core has no such identity.',
      fields: { identityId: NO_SUCH_IDENTITY },
    };
  }
  return null;
}

function requestOf(input: CreateBalanceInput): NewBalance {
  return { ...input, metaData: metaDataOf(input.metaData) };
}
