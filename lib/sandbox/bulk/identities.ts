import type { IdentityName } from '../lineage/identifier';
import type { SeededRandom } from '@/lib/base/seeded-random';

/** A customer among very many: what lists and filters look at, and nothing to read for pleasure. */
export interface BulkIdentity extends IdentityName {
  readonly identityType: 'individual' | 'organization';
  readonly country: string;
  readonly emailAddress: string;
  /** Microseconds since 1970. */
  readonly createdAtUs: number;
}

const FIRST_NAMES = [
  ...['Amara', 'Aiko', 'Bilal', 'Chidi', 'Carmen', 'Dele', 'Elif', 'Farah', 'Grace', 'Hugo'],
  ...['Ines', 'Jonas', 'Kofi', 'Lena', 'Mateo', 'Ngozi', 'Omar', 'Priya', 'Quentin', 'Ruth'],
  ...['Søren', 'Tunde', 'Uche', 'Vera', 'Wei', 'Ximena', 'Yusuf', 'Zainab'],
];
const LAST_NAMES = [
  ...['Adeyemi', 'Bello', 'Costa', 'Dogan', 'Eze', 'Fischer', 'García', 'Haddad', 'Ibrahim'],
  ...['Jensen', 'Kimura', 'Lopez', 'Mensah', 'Nakamura', 'Okafor', 'Patel', 'Quaye', 'Rossi'],
  ...['Suzuki', 'Taylor', 'Umar', 'Van Dyk', 'Wang', 'Yilmaz', 'Zhou'],
];
const TRADES = ['Bakery', 'Foods', 'Freight', 'Labs', 'Logistics', 'Motors', 'Pharmacy', 'Studio'];
const COUNTRIES = [
  ...([
    ['Nigeria', 30],
    ['United States', 22],
    ['Kenya', 10],
    ['Germany', 9],
  ] as const),
  ...([
    ['Ghana', 8],
    ['Japan', 6],
    ['Kuwait', 4],
    ['Brazil', 4],
  ] as const),
];

/** One in twelve is an organisation, as among the customers of a payment house. */
const ORGANIZATION = 1 / 12;

/** The next identity of a run; the same for the same state of `random`. */
export function bulkIdentity(random: SeededRandom, createdAtUs: number): BulkIdentity {
  const identityId = `idt_${random.uuid()}`;
  const lastName = random.pick(LAST_NAMES);
  const country = random.weighted(COUNTRIES);
  const number = random.between(1, 9_999_999);
  const shared = { identityId, country, createdAtUs };
  if (random.chance(ORGANIZATION)) {
    const organizationName = `${lastName} ${random.pick(TRADES)} ${number}`;
    return {
      ...shared,
      identityType: 'organization',
      firstName: '',
      lastName: '',
      organizationName,
      emailAddress: `office${number}@company.example`,
    };
  }
  const firstName = random.pick(FIRST_NAMES);
  return {
    ...shared,
    identityType: 'individual',
    firstName,
    lastName,
    organizationName: '',
    emailAddress: `customer${number}@mail.example`,
  };
}
