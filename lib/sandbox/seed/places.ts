/** Where a seeded identity lives: what its address, telephone and mail look like. */
export interface Place {
  readonly country: string;
  readonly nationality: string;
  readonly state: string;
  readonly city: string;
  readonly postCode: string;
  /** `#` becomes a house number. */
  readonly street: string;
  /** `#` becomes a digit; the numbers lie in ranges kept free for stories where a country has one. */
  readonly phone: string;
  readonly mailDomain: string;
  readonly currency: SeedCurrency;
}

export type SeedCurrency = 'USD' | 'EUR' | 'NGN' | 'JPY' | 'KWD' | 'BTC' | 'PTS';

const place = (
  [country, nationality, currency]: [string, string, SeedCurrency],
  [state, city, postCode]: [string, string, string],
  [street, phone, mailDomain]: [string, string, string],
): Place => ({
  country,
  nationality,
  state,
  city,
  postCode,
  street,
  phone,
  mailDomain,
  currency,
});

/** The places of the seed, by a short name that the lists of names use. */
export const PLACES = {
  lagos: place(
    ['Nigeria', 'Nigerian', 'NGN'],
    ['Lagos', 'Lagos', '101233'],
    ['# Adeola Odeku Street', '+234 800 55# ####', 'lagosmail.example'],
  ),
  abuja: place(
    ['Nigeria', 'Nigerian', 'NGN'],
    ['Federal Capital Territory', 'Abuja', '900211'],
    ['# Gana Street, Maitama', '+234 800 66# ####', 'abujapost.example'],
  ),
  tokyo: place(
    ['Japan', 'Japanese', 'JPY'],
    ['Tokyo', 'Shibuya', '150-0002'],
    ['3-#-8 Shibuya', '+81 3 5550 ####', 'denshi-yubin.example'],
  ),
  osaka: place(
    ['Japan', 'Japanese', 'JPY'],
    ['Osaka', 'Osaka', '530-0001'],
    ['2-#-1 Umeda, Kita-ku', '+81 6 5550 ####', 'kansai-mail.example'],
  ),
  kuwait: place(
    ['Kuwait', 'Kuwaiti', 'KWD'],
    ['Al Asimah', 'Kuwait City', '13001'],
    ['Block #, Fahad Al-Salem Street', '+965 2255 ####', 'barid.example'],
  ),
  berlin: place(
    ['Germany', 'German', 'EUR'],
    ['Berlin', 'Berlin', '10115'],
    ['Invalidenstraße #', '+49 30 23125 ###', 'briefkasten.example'],
  ),
  lyon: place(
    ['France', 'French', 'EUR'],
    ['Auvergne-Rhône-Alpes', 'Lyon', '69002'],
    ['# rue Mercière', '+33 1 99 00 ## ##', 'courrier.example'],
  ),
  oslo: place(
    ['Norway', 'Norwegian', 'EUR'],
    ['Oslo', 'Oslo', '0150'],
    ['Rådhusgata #', '+47 22 55 ## ##', 'nordpost.example'],
  ),
  athens: place(
    ['Greece', 'Greek', 'EUR'],
    ['Attica', 'Athens', '105 57'],
    ['Ermou #', '+30 21 0555 ####', 'tachydromio.example'],
  ),
  kyiv: place(
    ['Ukraine', 'Ukrainian', 'EUR'],
    ['Kyiv', 'Kyiv', '01001'],
    ['Khreshchatyk #', '+380 44 555 ####', 'poshta.example'],
  ),
  madrid: place(
    ['Spain', 'Spanish', 'EUR'],
    ['Madrid', 'Madrid', '28013'],
    ['Calle Mayor #', '+34 910 55# ###', 'buzon.example'],
  ),
  bogota: place(
    ['Colombia', 'Colombian', 'USD'],
    ['Cundinamarca', 'Bogotá', '110311'],
    ['Carrera 7 n.º #-21', '+57 601 555 ####', 'correo.example'],
  ),
  boston: place(
    ['United States', 'American', 'USD'],
    ['Massachusetts', 'Boston', '02110'],
    ['# State Street', '+1 617 555 01##', 'harbormail.example'],
  ),
  toronto: place(
    ['Canada', 'Canadian', 'USD'],
    ['Ontario', 'Toronto', 'M5H 2N2'],
    ['# Bay Street', '+1 416 555 01##', 'maplepost.example'],
  ),
  singapore: place(
    ['Singapore', 'Singaporean', 'USD'],
    ['Central Region', 'Singapore', '048616'],
    ['# Raffles Place', '+65 6555 ####', 'lionmail.example'],
  ),
  mumbai: place(
    ['India', 'Indian', 'USD'],
    ['Maharashtra', 'Mumbai', '400001'],
    ['# Mahatma Gandhi Road', '+91 22 5550 ####', 'dakghar.example'],
  ),
  nairobi: place(
    ['Kenya', 'Kenyan', 'USD'],
    ['Nairobi', 'Nairobi', '00100'],
    ['# Kimathi Street', '+254 20 555 ####', 'savannamail.example'],
  ),
  seoul: place(
    ['South Korea', 'Korean', 'USD'],
    ['Seoul', 'Jung-gu', '04524'],
    ['# Sejong-daero', '+82 2 555 ####', 'hanmaeum.example'],
  ),
} as const satisfies Record<string, Place>;

export type PlaceName = keyof typeof PLACES;
