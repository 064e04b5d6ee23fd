import 'server-only';
import { getLedger, renameLedger as putLedger } from '@/lib/core/endpoints/ledgers';
import { isNotFound } from '@/lib/core/errors';
import { reading } from '@/lib/core/explain';
import { GENERAL_LEDGER_ID } from '@/lib/core/schemas/balance';
import { defineOperation } from '@/lib/operations/define-operation';
import { renameLedgerInput } from './schema';

async function nameOf(ledgerId: string, signal: AbortSignal): Promise<string | null> {
  try {
    return (await getLedger(ledgerId, { signal })).name;
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}

/** Gives a ledger another name. Balances and their money are not touched (contract 3.1). */
export const renameLedger = defineOperation({
  kind: 'ledger.rename',
  permission: 'ledgers:rename',
  input: renameLedgerInput,
  subject: ({ ledgerId }) => ({ type: 'ledger', id: ledgerId }),
  load: ({ ledgerId }, { signal }) => reading('this ledger', () => nameOf(ledgerId, signal)),
  guard: ({ ledgerId, expectedName, name }, nameNow) => {
    if (nameNow === null) {
      return { code: 'notFound', message: `Core has no ledger ${ledgerId}. Nothing was changed.` };
    }
    if (ledgerId === GENERAL_LEDGER_ID) {
      return {
        code: 'precondition',
        message: 'The general ledger is Core’s own and keeps its name. Nothing was changed.',
      };
    }
    if (name === expectedName && name === nameNow) {
      const message = 'This is its name already. Nothing was sent to Core.';
      return { code: 'invalid', message, fields: { name: 'This is its name already.' } };
    }
    return null;
  },
  describe: ({ expectedName, name }) => ({
    before: { name: expectedName },
    after: { name },
  }),
  write: {
    how: 'set',
    read: async ({ input, signal }) => {
      const name = await nameOf(input.ledgerId, signal);
      return name === null ? null : { name };
    },
    expected: ({ expectedName }) => ({ name: expectedName }),
    target: ({ name }) => ({ name }),
    send: ({ input, limits }) => putLedger({ ledgerId: input.ledgerId, name: input.name }, limits),
  },
  explainRefusal: ({ status, coreCode }) => ({
    message:
      status === 404
        ? 'Core has no such ledger any more. Nothing was changed.'
        : `Core refused this name (${status} ${coreCode}). Nothing was changed.`,
  }),
});
