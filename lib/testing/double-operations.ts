import { z } from 'zod';
import { defineOperation } from '@/lib/operations/define-operation';
import { type CoreDouble } from './core-double';

const setInput = z.strictObject({ id: z.string(), expected: z.string(), value: z.string() });

/** Gives a thing of the double another value, as reassigning gives a balance another identity. */
export function setOperation(core: CoreDouble) {
  return defineOperation({
    kind: 'balance.reassign_identity',
    permission: 'balances:reassign',
    input: setInput,
    subject: ({ id }) => ({ type: 'balance', id }),
    load: async () => ({ name: 'Jane Doe' }),
    describe: ({ expected, value }, { name }) => ({
      before: { identity_id: expected, name: { personal: name } },
      after: { identity_id: value },
      reason: { category: 'account_correction', ticket: 'SUP-1', note: 'wrong customer' },
    }),
    write: {
      how: 'set',
      read: async ({ input }) => {
        await core.read();
        return { identity_id: core.values.get(input.id) ?? '' };
      },
      expected: ({ expected }) => ({ identity_id: expected }),
      target: ({ value }) => ({ identity_id: value }),
      send: ({ input }) => core.write(() => core.values.set(input.id, input.value)),
    },
    explainRefusal: () => ({ message: 'Core has no such identity.', fields: { value: 'unknown' } }),
  });
}

const createInput = z.strictObject({ name: z.string() });

/** Creates a thing that gets its id from the double, as a ledger does. */
export function createOperation(core: CoreDouble) {
  return defineOperation({
    kind: 'ledger.create',
    permission: 'ledgers:create',
    input: createInput,
    subject: () => ({ type: 'ledger', id: null }),
    load: async () => null,
    describe: ({ name }) => ({ before: {}, after: { name } }),
    write: {
      how: 'create',
      find: async ({ operationId }) => {
        await core.read();
        return core.created.filter((thing) => thing.operationId === operationId);
      },
      target: ({ name }) => ({ name }),
      send: ({ input, operationId }) =>
        core.write(() => {
          const id = `ldg_${core.created.length + 1}`;
          core.created.push({ id, operationId, facts: { name: input.name } });
        }),
    },
  });
}

/** Creates a thing under an id of our own, as an identity is created. */
export function createWithIdOperation(core: CoreDouble) {
  return defineOperation({
    kind: 'identity.create',
    permission: 'identities:create',
    input: createInput,
    subject: (_input, operationId) => ({ type: 'identity', id: `idt_${operationId}` }),
    load: async () => null,
    describe: ({ name }) => ({ before: {}, after: { name: { personal: name } } }),
    write: {
      how: 'create_with_id',
      read: async ({ operationId }) => {
        await core.read();
        const name = core.values.get(`idt_${operationId}`);
        return name === undefined ? null : { name: { personal: name } };
      },
      target: ({ name }) => ({ name: { personal: name } }),
      send: ({ input, operationId }) =>
        core.write(() => core.values.set(`idt_${operationId}`, input.name)),
    },
  });
}
