import type { PlaceName } from './places';

/** Organisations that screens and stories speak of, in the order in which they are made. */
export const NAMED_ORGANIZATIONS: readonly (readonly [
  name: string,
  category: string,
  place: PlaceName,
])[] = [
  ['Kuroda Logistics KK', 'merchant', 'osaka'],
  ['Al Rayyan Trading WLL', 'merchant', 'kuwait'],
  ['Lagos Clearing House', 'partner', 'lagos'],
  ['Baobab Agritech Ltd', 'merchant', 'abuja'],
  ['Meridian Payroll GmbH', 'payroll', 'berlin'],
  ['Okafor & Sons Ltd', 'merchant', 'lagos'],
  ['Northwind Pay Inc.', 'house', 'boston'],
  ['Pacific Remit Pte Ltd', 'partner', 'singapore'],
  ['Harbour Lane Coffee', 'merchant', 'boston'],
  // Of the same name in two countries.
  ['Blue Sky Ltd', 'merchant', 'lagos'],
  ['Blue Sky Ltd', 'merchant', 'nairobi'],
  ['株式会社みどり流通', 'merchant', 'tokyo'],
  ['شركة المرفأ للتجارة العامة والمقاولات ذ.م.م', 'merchant', 'kuwait'],
  ['ТОВ «Дніпро Логістика»', 'merchant', 'kyiv'],
  [
    'Consortium for the Settlement of Cross-Border Agricultural Receivables in West and Central Africa',
    'partner',
    'abuja',
  ],
];

/** What the other organisations' names are put together from: place, first words, trades, form. */
export interface OrganizationPool {
  readonly places: readonly PlaceName[];
  readonly first: readonly string[];
  readonly trade: readonly string[];
  readonly form: readonly string[];
}

const words = (text: string): string[] => text.split(', ');

export const ORGANIZATION_POOLS: readonly OrganizationPool[] = [
  {
    places: ['lagos', 'abuja'],
    first: words('Zuma, Iroko, Harmattan, Kainji, Sahel, Palmgate, Eko'),
    trade: words('Foods, Textiles, Solar, Pharmacy, Freight, Motors'),
    form: words('Ltd, Nigeria Ltd, Plc'),
  },
  {
    places: ['tokyo', 'osaka'],
    first: words('Hoshino, Minato, Akebono, Tsubame, Fujimori'),
    trade: words('Logistics, Foods, Precision, Trading, Books'),
    form: words('KK, GK'),
  },
  {
    places: ['kuwait'],
    first: words('Al Noor, Al Bahar, Gulf Pearl, Burgan, Salwa'),
    trade: words('Trading, Contracting, Catering, Marine'),
    form: words('WLL, KSC'),
  },
  {
    places: ['berlin'],
    first: words('Elbtal, Nordlicht, Spree, Rheingold, Waldhaus'),
    trade: words('Logistik, Maschinenbau, Verlag, Energie, Bäckereien'),
    form: words('GmbH, AG, GmbH & Co. KG'),
  },
  {
    places: ['lyon', 'madrid'],
    first: words('Maison Garance, Atelier Soleil, Los Robles, Belle Rive, Tres Ríos'),
    trade: words('Vins, Céramique, Logística, Conseil, Tejidos'),
    form: words('SARL, SA, SL'),
  },
  {
    places: ['boston', 'toronto'],
    first: words('Larkspur, Granite Bay, Cedar & Finch, Lakeshore, Copperfield'),
    trade: words('Supply, Studios, Outfitters, Analytics, Provisions'),
    form: words('Inc., LLC, Co.'),
  },
  {
    places: ['singapore', 'mumbai'],
    first: words('Straits, Merlion, Jaya, Monsoon, Banyan'),
    trade: words('Remit, Spices, Shipping, Ventures, Textiles'),
    form: words('Pte Ltd, Pvt Ltd'),
  },
  {
    places: ['nairobi'],
    first: words('Acacia, Rift Valley, Kilima, Tsavo'),
    trade: words('Coffee, Safaris, Agritech, Energy'),
    form: words('Ltd, PLC'),
  },
];
