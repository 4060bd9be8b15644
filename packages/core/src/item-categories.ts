/** A heading of table 2.4: what kind of goods a line is about, by the main sections of the customs tariff. */
export interface ItemCategory {
  /** Five digits, the sub-category that follows the first digit of `category`. */
  readonly code: string;
  readonly name: { readonly he: string; readonly en: string };
}

/**
 * Table 2.4 of the API description 2.0 / 7.2024, classification of goods; names shortened to their heading.
 * The first digit before the code says what a line is: see {@link ITEM_KINDS}.
 */
export const ITEM_CATEGORIES: readonly ItemCategory[] = [
  category('00001', 'בעלי חיים ומוצריהם', 'animals and their products'),
  category('00002', 'מוצרי צמחים', 'vegetable products'),
  category('00003', 'שומנים ושמנים', 'fats and oils'),
  category('00004', 'מזון מעובד, משקאות וטבק', 'prepared food, drinks and tobacco'),
  category('00005', 'מוצרים מינרליים', 'mineral products'),
  category('00006', 'מוצרי התעשיות הכימיות', 'products of the chemical industries'),
  category('00007', 'פלסטיק וגומי', 'plastics and rubber'),
  category('00008', 'עורות ופריטים מהם', 'hides, leather and articles of them'),
  category('00009', 'עץ, שעם וקליעה', 'wood, cork and plaiting'),
  category('00010', 'נייר, קרטון ופולפה', 'paper, paperboard and pulp'),
  category('00011', 'טקסטיל', 'textiles'),
  category('00012', 'הנעלה, כיסויי ראש ומטריות', 'footwear, headgear and umbrellas'),
  category('00013', 'אבן, קרמיקה וזכוכית', 'stone, ceramics and glass'),
  category('00014', 'פנינים, אבנים ומתכות יקרות', 'pearls, precious stones and metals'),
  category('00015', 'מתכות פשוטות', 'base metals'),
  category('00016', 'מכונות וציוד חשמלי', 'machinery and electrical equipment'),
  category('00017', 'כלי רכב, טיס ושיט', 'vehicles, aircraft and vessels'),
  category(
    '00018',
    'מכשירים אופטיים, רפואיים ומדידה, שעונים וכלי נגינה',
    'optical, medical and measuring instruments, clocks, musical instruments',
  ),
  category('00019', 'נשק ותחמושת', 'arms and ammunition'),
  category('00020', 'פריטים מיוצרים שונים', 'miscellaneous manufactured articles'),
  category('00021', 'אמנות, אספנות ועתיקות', 'art, collectors’ pieces and antiques'),
];

const CODES: ReadonlySet<string> = new Set(ITEM_CATEGORIES.map(({ code }) => code));

/** The first digit of `category`. Source: API description 2.0 / 7.2024, table 2.2, note **. Any other digit: error 450. */
export const ITEM_KINDS: Readonly<Record<'1' | '2' | '3' | '4', { readonly he: string; readonly en: string }>> = {
  '1': { he: 'טובין', en: 'goods' },
  '2': { he: 'שירות', en: 'service' },
  '3': { he: 'זיכוי טובין', en: 'goods credited' },
  '4': { he: 'זיכוי שירות', en: 'service credited' },
};

/** Whether a category is well formed: a first digit of 1 to 4, alone or with a five-digit heading of table 2.4. */
export function isItemCategory(text: string): boolean {
  if (!/^[1-4](\d{5})?$/.test(text)) return false;
  return text.length === 1 || CODES.has(text.slice(1));
}

function category(code: string, he: string, en: string): ItemCategory {
  return { code, name: { he, en } };
}
