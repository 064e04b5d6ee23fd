import 'server-only';
import { type Facts } from '@/lib/audit/facts';
import { comparableMetaData, metaDataOf, OPERATION_ID_KEY } from '@/lib/base/meta-data';
import { createdBy } from '@/lib/core/endpoints/created-by';
import { createLedger as postLedger, filterLedgers } from '@/lib/core/endpoints/ledgers';
import { defineOperation } from '@/lib/operations/define-operation';
import { createLedgerInput } from './schema';

function factsOf(ledger: { name: string; metaData: Readonly<Record<string, unknown>> }): Facts {
  return { name: ledger.name, meta_data: { personal: comparableMetaData(ledger.metaData) } };
}

/** Creates a ledger. Core has no idempotency here and lets names repeat (contract 3.1, 7.2). */
export const createLedger = defineOperation({
  kind: 'ledger.create',
  permission: 'ledgers:create',
  input: createLedgerInput,
  subject: () => ({ type: 'ledger', id: null }),
  load: async () => null,
  describe: ({ name, metaData }) => ({
    before: {},
    after: factsOf({ name, metaData: metaDataOf(metaData) }),
  }),
  write: {
    how: 'create',
    find: async ({ operationId, since, signal }) => {
      const conditions = createdBy(operationId, since);
      const found = await filterLedgers({ conditions, limit: 10 }, { signal });
      return found.map((ledger) => ({ id: ledger.ledgerId, facts: factsOf(ledger) }));
    },
    target: ({ name, metaData }) => factsOf({ name, metaData: metaDataOf(metaData) }),
    send: ({ input, operationId, limits }) =>
      postLedger(
        {
          name: input.name,
          metaData: { ...metaDataOf(input.metaData), [OPERATION_ID_KEY]: operationId },
        },
        limits,
      ),
  },
  explainRefusal: ({ status, coreCode }) => ({
    message: `Core refused this ledger (${status} ${coreCode}). Nothing was created.`,
  }),
});
