import 'server-only';
import { identityName, type Identity } from '@/lib/core/schemas/identity';
import { maskedFields } from './identity-facts';

/** An identity in a table or a picker. Personal fields are masked here, on the server. */
export type IdentityLine = {
  identityId: string;
  name: string;
  /** Core's word, `individual` or `organization` as a rule. */
  type: string | null;
  /** `j•••@doe.example` */
  email: string | null;
  country: string | null;
  createdAt: string;
};

export function identityLine(identity: Identity): IdentityLine {
  return {
    identityId: identity.identityId,
    name: identityName(identity),
    type: identity.identityType,
    email: maskedFields(identity).emailAddress,
    country: identity.country,
    createdAt: identity.createdAt,
  };
}
