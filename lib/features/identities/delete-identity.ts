import 'server-only';
import { personal } from '@/lib/audit/facts';
import { type Failure } from '@/lib/base/result';
import { deleteIdentity as sendDelete } from '@/lib/core/endpoints/identities';
import { reading } from '@/lib/core/explain';
import { type Identity, identityName } from '@/lib/core/schemas/identity';
import { defineOperation, type Described } from '@/lib/operations/define-operation';
import { readDeleteStanding, whyNotDeleted, type DeleteStanding } from './delete-standing';
import { findIdentity } from './identity-facts';
import { deleteIdentityInput, idConfirmationProblem, type DeleteIdentityInput } from './schema';

type Loaded = { identity: Identity; standing: DeleteStanding } | { identity: null };

const THERE = { state: 'in Core' } as const;
const GONE = { state: 'deleted' } as const;

/**
 * Deletes an identity that nothing depends on. Core refuses only while a balance or an account refers to
 * it; that lineage of balances it owned once would be lost, Core does not say (contract 5.8.9).
 */
export const deleteIdentity = defineOperation<DeleteIdentityInput, Loaded>({
  kind: 'identity.delete',
  permission: 'identities:delete',
  input: deleteIdentityInput,
  subject: ({ identityId }) => ({ type: 'identity', id: identityId }),
  load: ({ identityId }, { signal }) =>
    reading('this identity', async () => {
      const identity = await findIdentity(identityId, signal);
      return identity
        ? { identity, standing: await readDeleteStanding(identity, { signal }) }
        : { identity };
    }),
  guard,
  describe,
  write: {
    how: 'set',
    read: async ({ input, signal }) =>
      (await findIdentity(input.identityId, signal)) ? THERE : GONE,
    expected: () => THERE,
    target: () => GONE,
    send: ({ input, limits }) => sendDelete(input.identityId, limits),
  },
  explainRefusal: ({ status, coreCode }) => ({
    message:
      status === 404
        ? 'Core has no such identity any more.'
        : `Core refused to delete it (${status} ${coreCode}).`,
  }),
});

function guard(input: DeleteIdentityInput, loaded: Loaded): Failure | null {
  if (!loaded.identity) {
    return {
      code: 'notFound',
      message: `Core has no identity ${input.identityId}. Nothing was sent.`,
    };
  }
  const name = identityName(loaded.identity);
  if (name !== input.seenName) {
    return {
      code: 'conflict',
      message: `This identity is called ${name} now, and you saw ${input.seenName}. Nothing was sent; look at it again.`,
    };
  }
  const why = whyNotDeleted(loaded.standing);
  if (why) return { code: 'precondition', message: `${why} Nothing was sent.` };
  return idConfirmationProblem(input);
}

function describe({ identityId, ticket, note }: DeleteIdentityInput, loaded: Loaded): Described {
  const name = loaded.identity ? identityName(loaded.identity) : identityId;
  return {
    before: THERE,
    after: GONE,
    reason: { ticket, ...(note && { note }) },
    details: {
      subject_name: personal(name),
      ...(loaded.identity && { identity_type: loaded.identity.identityType }),
    },
  };
}
