import 'server-only';
import { shortId } from '@/lib/base/ids';
import { type Failure } from '@/lib/base/result';
import { GENERAL_LEDGER_ID } from '@/lib/core/schemas/balance';
import { identityName } from '@/lib/core/schemas/identity';
import { type ReassignFacts } from './judge-reassign';
import { OWN_OF_CORE } from './schema';

/** The owner's name; its id when the identity no longer exists. */
export function nameOfOwner({ balance, from }: Pick<ReassignFacts, 'balance' | 'from'>): string {
  if (from) return identityName(from);
  return balance.identityId ? shortId(balance.identityId, 'page') : 'Nobody';
}

/** The identity that was asked for does not exist in Core. */
export const NO_SUCH_IDENTITY: Failure = {
  code: 'notFound',
  message: 'Core does not know the new identity. Nothing was changed; choose another one.',
  fields: { toIdentityId: 'Core does not know this identity. Choose another one.' },
};

/** `name` is the owner's. */
export function ownsAlready(name: string): Failure {
  return {
    code: 'invalid',
    message: `${name} owns this balance already. Nothing was changed; choose another identity.`,
    fields: { toIdentityId: `${name} owns this balance already. Choose another identity.` },
  };
}

/** A system, aggregate or shadow balance: Core finds it by its name and books on it itself. */
export function keptByCore({ balance }: Pick<ReassignFacts, 'balance'>): Failure | null {
  if (balance.ledgerId !== GENERAL_LEDGER_ID) return null;
  return { code: 'precondition', message: `${OWN_OF_CORE} Nothing was sent.` };
}
