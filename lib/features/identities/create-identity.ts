import 'server-only';
import { createHash } from 'node:crypto';
import { createIdentity as postIdentity } from '@/lib/core/endpoints/identities';
import { defineOperation } from '@/lib/operations/define-operation';
import { fieldsOf, findIdentity, givenFields, identityFacts } from './identity-facts';
import { createIdentityInput } from './schema';

/**
 * The id under which an operation creates its identity: `idt_` and a UUID made from the SHA-256 of
 * the operation's id (design §5). The same operation always means the same identity, so it may be sent
 * again. Not the operation's own UUIDv7: lineage names use the first four hex digits, and those of a
 * UUIDv7 stay the same for weeks.
 */
export function identityIdOf(operationId: string): string {
  const hash = createHash('sha256').update(operationId).digest();
  hash[6] = (hash[6]! & 0x0f) | 0x80; // Version 8, "custom" (RFC 9562 §5.8).
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  const hex = hash.toString('hex').slice(0, 32);
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20)];
  return `idt_${parts.join('-')}-${hex.slice(20)}`;
}

/** Creates a person or an organisation. */
export const createIdentity = defineOperation({
  kind: 'identity.create',
  permission: 'identities:create',
  input: createIdentityInput,
  subject: (_input, operationId) => ({ type: 'identity', id: identityIdOf(operationId) }),
  load: async () => null,
  describe: (input) => ({ before: {}, after: identityFacts(input) }),
  write: {
    how: 'create_with_id',
    read: async ({ operationId, signal }) => {
      const identity = await findIdentity(identityIdOf(operationId), signal);
      return identity && identityFacts(fieldsOf(identity));
    },
    target: (input) => identityFacts(input),
    send: ({ input, operationId, limits }) =>
      postIdentity(identityIdOf(operationId), givenFields(input), limits),
  },
  explainRefusal: ({ status, coreCode }) => ({
    message: `Core refused this identity (${status} ${coreCode}). Nothing was created.`,
  }),
});
