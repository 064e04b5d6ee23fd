import { type Identity } from './identity';

type Named = Pick<Identity, 'identityId' | 'firstName' | 'lastName' | 'organizationName'>;

/**
 * Lower case as Core's language does it: each code point by itself, without rules for its
 * neighbours. JavaScript alone would write a final sigma otherwise, and `İ` as two code points.
 */
function lower(text: string): string {
  return Array.from(text, (char) => (char === 'İ' ? 'i' : char.toLowerCase())).join('');
}

/** What `idt_` and four hex digits leave of an id. */
const ID_PART = 8;

/**
 * The name under which Core keeps the lineage of an identity (contract 5.1): first and last name if
 * both are set, else the organisation's, with the first 8 characters of the id; else the whole id.
 * Two identities with the same identifier share their lineage, so compare identifiers, never ids.
 */
export function identifierOf(identity: Named): string {
  const { identityId, firstName, lastName, organizationName } = identity;
  const idPart = identityId.slice(0, ID_PART);
  if (firstName && lastName) return `${lower(`${firstName}_${lastName}`)}_${idPart}`;
  if (organizationName) return `${lower(organizationName.replaceAll(' ', '_'))}_${idPart}`;
  return identityId;
}

/** Indicator of the balance that stands for one provider's funds of an identity, in one currency. */
export function shadowIndicator(provider: string, identifier: string): string {
  return `@${provider}_${identifier}_lineage`;
}

/** Indicator of the balance that holds all tagged funds of an identity, in one currency. */
export function aggregateIndicator(identifier: string): string {
  return `@${identifier}_lineage`;
}

/**
 * What all lineage balances of an identity match in Core's `like`, under whatever names: each contains
 * the beginning of its id (contract 5.1). `_` is a wildcard there unless it is escaped.
 */
export function lineagePattern(identityId: string): string {
  return `@%${identityId.slice(0, ID_PART).replaceAll('_', '\\_')}%\\_lineage`;
}

/** Whether a balance in the general ledger is one of Core's own lineage balances (contract trap 50). */
export function isLineageIndicator(indicator: string | null): boolean {
  return indicator !== null && indicator.startsWith('@') && indicator.endsWith('_lineage');
}
