import { type GoTime } from '../clock/go-time';
import { NAMED_ORGANIZATIONS, ORGANIZATION_POOLS } from './organizations';
import { NAMED_PEOPLE, NAME_POOLS } from './people';
import { type Place, PLACES } from './places';
import type { SeededRandom } from '@/lib/base/seeded-random';

/** An identity as it is stored. Texts that are not there are `''`, as in Core. */
export interface SeedIdentity {
  readonly identityId: string;
  readonly identityType: 'individual' | 'organization';
  readonly firstName: string;
  readonly lastName: string;
  readonly otherNames: string;
  organizationName: string;
  readonly category: string;
  readonly gender: string;
  /** `YYYY-MM-DD`; Core's zero date for organisations. */
  readonly dob: string;
  readonly emailAddress: string;
  readonly phoneNumber: string;
  readonly street: string;
  readonly place: Place;
  readonly createdAt: GoTime;
  readonly metaData: ReadonlyMap<string, string | number> | null;
}

/** People come first, organisations behind them. */
export const PEOPLE = 205;
const ORGANIZATIONS = 95;

/** The 300 identities of the seed, made over the two years before `start`. */
export function seedIdentities(
  random: SeededRandom,
  createdAt: (index: number) => GoTime,
): SeedIdentity[] {
  const identities: SeedIdentity[] = [];
  for (let i = 0; i < PEOPLE + ORGANIZATIONS; i++) {
    const id = `idt_${random.uuid()}`;
    // The named ones come first, so that their stories have room for two years.
    const base = { identityId: id, createdAt: createdAt(i) };
    const isPerson = i < PEOPLE;
    identities.push(isPerson ? person(random, i, base) : organization(random, i - PEOPLE, base));
  }
  return identities;
}

type Base = Pick<SeedIdentity, 'identityId' | 'createdAt'>;

function person(random: SeededRandom, index: number, base: Base): SeedIdentity {
  const [firstName, lastName, gender, placeName] = NAMED_PEOPLE[index] ?? unnamed(random);
  const place: Place = PLACES[placeName];
  const otherNames = random.chance(0.12) ? `${firstName[0]}.` : '';
  return {
    ...base,
    ...contact(random, place, mailName(`${firstName} ${lastName}`, base.identityId)),
    identityType: 'individual',
    firstName,
    lastName,
    otherNames,
    organizationName: '',
    category: 'customer',
    gender,
    dob: `${random.between(1948, 2006)}-${two(random.between(1, 12))}-${two(random.between(1, 28))}`,
    place,
    metaData: random.chance(0.6) ? customerFacts(random, index) : null,
  };
}

function unnamed(random: SeededRandom): (typeof NAMED_PEOPLE)[number] {
  const pool = random.weighted(NAME_POOLS.map((entry) => [entry, entry.weight] as const));
  const gender = random.pick(['female', 'male'] as const);
  return [random.pick(pool[gender]), random.pick(pool.family), gender, random.pick(pool.places)];
}

function organization(random: SeededRandom, index: number, base: Base): SeedIdentity {
  const [name, category, placeName] = NAMED_ORGANIZATIONS[index] ?? invented(random);
  const place: Place = PLACES[placeName];
  return {
    ...base,
    ...contact(random, place, mailName(name, base.identityId)),
    identityType: 'organization',
    firstName: '',
    lastName: '',
    otherNames: '',
    organizationName: name,
    category,
    gender: '',
    dob: '0001-01-01',
    place,
    metaData: random.chance(0.5)
      ? new Map([
          [
            'registration',
            `${placeName.slice(0, 2).toUpperCase()}-${random.between(100_000, 999_999)}`,
          ],
        ])
      : null,
  };
}

function invented(random: SeededRandom): (typeof NAMED_ORGANIZATIONS)[number] {
  const pool = random.pick(ORGANIZATION_POOLS);
  const name = [random.pick(pool.first), random.pick(pool.trade), random.pick(pool.form)].join(' ');
  const category = random.weighted([
    ['merchant', 7],
    ['partner', 2],
    ['payroll', 1],
  ]);
  return [name, category, random.pick(pool.places)];
}

function contact(
  random: SeededRandom,
  place: Place,
  mailbox: string,
): Pick<SeedIdentity, 'emailAddress' | 'phoneNumber' | 'street'> {
  return {
    emailAddress: `${mailbox}@${place.mailDomain}`,
    phoneNumber: place.phone.replaceAll('#', () => String(random.between(0, 9))),
    street: place.street.replaceAll('#', () => String(random.between(1, 140))),
  };
}

/** A mailbox in plain letters; names in other scripts get one made of the id. */
function mailName(name: string, identityId: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll('ø', 'o')
    .replaceAll('ß', 'ss')
    .toLowerCase()
    .replaceAll(/[^a-z ]/g, '')
    .trim()
    .replaceAll(/ +/g, '.');
  const unique = identityId.slice(4, 8);
  return /^[a-z]{2,}/.test(plain) ? `${plain.slice(0, 40)}.${unique}` : `box.${unique}`;
}

function customerFacts(random: SeededRandom, index: number): Map<string, string | number> {
  return new Map<string, string | number>([
    ['customer_ref', `CUS-${String(index + 1).padStart(5, '0')}`],
    ['kyc_tier', random.between(1, 3)],
    ['opened_via', random.pick(['mobile', 'web', 'branch'])],
  ]);
}

const two = (n: number): string => String(n).padStart(2, '0');
