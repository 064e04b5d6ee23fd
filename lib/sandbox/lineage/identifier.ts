/** What of an identity decides the names of its lineage balances. */
export interface IdentityName {
  identityId: string;
  firstName: string;
  lastName: string;
  organizationName: string;
}

/**
 * The part of a lineage balance's indicator that stands for its owner: the lower-cased name and the
 * first eight characters of the id, or the whole id when there is no name. Spaces become
 * underscores in organisation names only (contract 5.1). Go lower-cases letter by letter, without
 * JavaScript's special rules for a final sigma and for İ.
 */
export function lineageIdentifier(identity: IdentityName): string {
  const { identityId, firstName, lastName, organizationName } = identity;
  let name: string;
  if (firstName !== '' && lastName !== '') name = `${firstName}_${lastName}`;
  else if (organizationName !== '') name = organizationName.replaceAll(' ', '_');
  else return identityId;
  return `${goLower(name)}_${firstBytes(identityId, 8)}`;
}

function goLower(text: string): string {
  return Array.from(text, (letter) => (letter === 'İ' ? 'i' : letter.toLowerCase())).join('');
}

/** The first `count` bytes of an id. Ids of Core are ASCII; another one is cut where Go would cut. */
function firstBytes(text: string, count: number): string {
  const bytes = Buffer.from(text, 'utf8');
  return bytes.length > count ? bytes.subarray(0, count).toString('utf8') : text;
}

/** The indicator of the balance that remembers what one provider gave this owner. */
export function shadowIndicator(provider: string, identifier: string): string {
  return `@${provider}_${identifier}_lineage`;
}

/** The indicator of the balance that sums up all providers of this owner. */
export function aggregateIndicator(identifier: string): string {
  return `@${identifier}_lineage`;
}
