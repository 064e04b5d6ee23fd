import type { PlaceName } from './places';

/** Given and family names that go together, and where the people who carry them live. */
export interface NamePool {
  readonly places: readonly PlaceName[];
  readonly female: readonly string[];
  readonly male: readonly string[];
  readonly family: readonly string[];
  /** How many of the seed's people carry such names, relative to the others. */
  readonly weight: number;
}

const words = (text: string): string[] => text.split(', ');

export const NAME_POOLS: readonly NamePool[] = [
  {
    places: ['lagos', 'abuja'],
    female: words('Amara, Ngozi, Fatima, Chioma, Adaeze, Folake, Zainab, Ifeoma, Temitope'),
    male: words('Dele, Emeka, Chinedu, Ibrahim, Tunde, Obinna, Sadiq, Femi, Uche'),
    family: words('Eze, Adeyemi, Bello, Okonkwo, Balogun, Nwosu, Abubakar, Ogunleye, Danjuma, Obi'),
    weight: 22,
  },
  {
    places: ['tokyo', 'osaka'],
    female: words('Haruka, Yui, Aoi, Sakura, Mio, Kaori'),
    male: words('Ren, Daiki, Kenji, Sota, Hiroshi, Takumi'),
    family: words('Sato, Tanaka, Kobayashi, Yamamoto, Nakamura, Fujii, Ishikawa'),
    weight: 10,
  },
  {
    places: ['tokyo', 'osaka'],
    female: words('遥, 結衣, 美咲, 陽子'),
    male: words('健一, 大輔, 翔太, 直樹'),
    family: words('佐藤, 高橋, 渡辺, 山口, 小林'),
    weight: 5,
  },
  {
    places: ['kuwait'],
    female: words('Noura, Dalal, Mariam, Hessa, Shaikha'),
    male: words('Yusuf, Fahad, Bader, Nasser, Abdulaziz'),
    family: words('Al-Sabah, Al-Mutairi, Al-Enezi, Al-Rashidi, Behbehani, Al-Kandari'),
    weight: 9,
  },
  {
    places: ['kuwait'],
    female: words('نورة, دلال, مريم'),
    male: words('يوسف, فهد, بدر'),
    family: words('الصباح, المطيري, العنزي'),
    weight: 4,
  },
  {
    places: ['berlin'],
    female: words('Greta, Lena, Anneliese, Frieda'),
    male: words('Jonas, Matthias, Björn, Lukas'),
    family: words('Vogel, Krüger, Schönfeld, Baumgärtner, Weiß'),
    weight: 9,
  },
  {
    places: ['lyon'],
    female: words('Claire, Élodie, Margaux, Anaïs'),
    male: words('Étienne, Julien, Théo, Cédric'),
    family: words('Dubois, Lefèvre, Garnier, Beauchêne, Moreau'),
    weight: 8,
  },
  {
    places: ['oslo'],
    female: words('Ingrid, Astrid, Solveig, Maren'),
    male: words('Håkon, Eirik, Sverre, Øystein'),
    family: words('Solheim, Bakken, Ødegård, Lindqvist, Haugen'),
    weight: 6,
  },
  {
    places: ['athens'],
    female: words('Ελένη, Μαρία, Σοφία'),
    male: words('Νίκος, Γιώργος, Κωνσταντίνος'),
    family: words('Παπαδόπουλος, Οικονόμου, Αγγέλου'),
    weight: 4,
  },
  {
    places: ['kyiv'],
    female: words('Оксана, Ірина, Соломія'),
    male: words('Тарас, Богдан, Андрій'),
    family: words('Шевчук, Коваленко, Мельник'),
    weight: 4,
  },
  {
    places: ['madrid', 'bogota'],
    female: words('Lucía, Ximena, Inés, Valentina'),
    male: words('Tomás, Joaquín, Íñigo, Santiago'),
    family: words('Rivera, Núñez, Quiñones, Castaño, Ibáñez de la Fuente'),
    weight: 9,
  },
  {
    places: ['boston', 'toronto'],
    female: words('Jane, Harriet, Naomi, Claudia, Josephine'),
    male: words('Max, Walter, Elijah, Theodore, Desmond'),
    family: words("Doe, Roe, Whitcombe, O'Neil, Fairweather, Montgomery-Blackwood"),
    weight: 12,
  },
  {
    places: ['singapore'],
    female: words('Mei Ling, Hui Min, Siew Choo'),
    male: words('Wei Jie, Kok Leong, Jun Hao'),
    family: words('Tan, Lim, Ng, Koh'),
    weight: 6,
  },
  {
    places: ['mumbai'],
    female: words('Priya, Ananya, Lakshmi, अनन्या'),
    male: words('Arjun, Rohan, Vikram, अर्जुन'),
    family: words('Iyer, Deshmukh, Chatterjee, Venkataraghavan, शर्मा'),
    weight: 6,
  },
  {
    places: ['nairobi'],
    female: words('Wanjiru, Achieng, Nyambura'),
    male: words('Kamau, Otieno, Kiprono'),
    family: words('Mwangi, Odhiambo, Cheruiyot'),
    weight: 5,
  },
  {
    places: ['seoul'],
    female: words('지우, 서연, Min-seo'),
    male: words('민준, 도윤, Ji-ho'),
    family: words('김, 박, Choi'),
    weight: 4,
  },
];

/** People that screens and stories speak of, in the order in which they are made. */
export const NAMED_PEOPLE: readonly (readonly [
  first: string,
  last: string,
  gender: 'female' | 'male',
  place: PlaceName,
])[] = [
  ['Jane', 'Doe', 'female', 'boston'],
  ['Max', 'Roe', 'male', 'boston'],
  ['Amara', 'Eze', 'female', 'lagos'],
  ['Tomás', 'Rivera', 'male', 'bogota'],
  ['Haruka', 'Sato', 'female', 'tokyo'],
  ['Ingrid', 'Solheim', 'female', 'oslo'],
  ['Fatima', 'Bello', 'female', 'abuja'],
  ['Yusuf', 'Al-Sabah', 'male', 'kuwait'],
  ['Claire', 'Dubois', 'female', 'lyon'],
  ['Dele', 'Adeyemi', 'male', 'lagos'],
  // Of the same name, and not the same people.
  ['Jane', 'Doe', 'female', 'toronto'],
  ['Amara', 'Eze', 'female', 'abuja'],
  ['Haruka', 'Sato', 'female', 'osaka'],
  ['Maximiliana Theodora', 'von Hohenberg-Ravensburg und zu Altenstein', 'female', 'berlin'],
  ['Oluwadamilola Oluwaseun Ayomide', 'Ogunbanjo-Williams', 'male', 'lagos'],
];
