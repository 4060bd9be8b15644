import { cleanCell } from './cell-text.ts';
import { headerKey } from './header-key.ts';

/**
 * The types by number and by their names. Sources: uniform file 1.31, appendix 1; API description 2.0 / 7.2024, table 2.5,
 * which alone has 332, 345 and 348 and says 300 = «חשבונית/חשבונית עסקה» and 332 = «חשבון עסקה/פרופורמה».
 * «חשבון עסקה» without «פרופורמה» is read as 300 all the same: it is the everyday name of the document that the uniform
 * file calls 300, and 332 is a choice of its issuer (section 3.5: asked for only where the customer wants it before paying),
 * which a code or the word «פרופורמה» has to state. A wrong 332 would ask for numbers that nobody wanted.
 * «חשבונית» on its own is left out on purpose: table 2.5 calls 300 so, and half of all systems their tax invoice.
 */
const NAMES: readonly (readonly [code: number, ...names: string[]])[] = [
  [100, 'הזמנה', 'order'],
  [200, 'תעודת משלוח', 'delivery note'],
  [205, 'תעודת משלוח סוכן'],
  [210, 'תעודת החזרה', 'return note'],
  [300, 'חשבונית עסקה', 'חשבון עסקה', 'transaction invoice'],
  [305, 'חשבונית מס', 'tax invoice'],
  [310, 'חשבונית ריכוז', 'חשבונית מס ריכוז', 'חשבונית מרכזת', 'summary invoice', 'collective invoice'],
  [320, 'חשבונית מס קבלה', 'חשבונית קבלה', 'tax invoice receipt', 'invoice receipt'],
  [330, 'חשבונית מס זיכוי', 'חשבונית זיכוי', 'זיכוי', 'credit note', 'credit invoice', 'credit tax invoice', 'credit'],
  [331],
  [332, 'פרופורמה', 'חשבון עסקה פרופורמה', 'חשבונית פרופורמה', 'proforma', 'pro forma invoice', 'proforma invoice'],
  [340, 'חשבונית שריון'],
  [345, 'חשבונית סוכן', 'חשבונית מס סוכן', 'agent invoice'],
  [348, 'פקודת יומן', 'journal entry'],
  [400, 'קבלה', 'receipt'],
  [405, 'קבלה על תרומה', 'קבלה על תרומות', 'קבלת תרומה', 'donation receipt'],
  [410, 'יציאה מקופה'],
  [420, 'הפקדת בנק', 'הפקדה', 'bank deposit'],
  [500, 'הזמנת רכש', 'purchase order'],
  [600, 'תעודת משלוח רכש'],
  [610, 'החזרת רכש'],
  [700, 'חשבונית מס רכש', 'חשבונית רכש', 'purchase invoice'],
  [710, 'זיכוי רכש', 'purchase credit'],
  [800, 'יתרת פתיחה'],
  [810, 'כניסה כללית למלאי'],
  [820, 'יציאה כללית מהמלאי'],
  [830, 'העברה בין מחסנים'],
  [840, 'עדכון בעקבות ספירה'],
  [900, 'דוח ייצור כניסה'],
  [910, 'דוח ייצור יציאה'],
];

const CODES: ReadonlySet<number> = new Set(NAMES.map(([code]) => code));
const BY_NAME: ReadonlyMap<string, number> = new Map(
  NAMES.flatMap(([code, ...names]) => names.map((name) => [headerKey(name), code] as const)),
);

/**
 * Reads a document type out of a cell: a code (`305`, `305 - חשבונית מס`), a name, or words with extras around them
 * («חשבונית מס זיכוי מס' 12»). Of the words, first «זיכוי», then «קבלה» with «חשבונית», then «פרופורמה», «עסקה», then
 * «חשבונית מס», and «קבלה» alone is 400. Purchase documents are known by their full names only.
 *
 * @returns the number of the uniform file's appendix 1 or of the authority's table 2.5; `undefined` for anything unknown,
 * for a package's own codes (`1`, `30`) and for a bare «חשבונית» or «invoice», which means different things in different systems.
 */
export function parseDocumentType(text: string): number | undefined {
  const cell = cleanCell(text);
  const words = headerKey(cell).replace(/\d+/g, '');
  if (words === '') return known(/^0?(\d{3})(?:\.0+)?$/.exec(cell)?.[1]);
  return known(/^(\d{3})(?![\d\p{L}\p{M}])/u.exec(cell)?.[1]) ?? BY_NAME.get(words) ?? parseWords(words, cell);
}

function known(code: string | undefined): number | undefined {
  return code !== undefined && CODES.has(Number(code)) ? Number(code) : undefined;
}

/** What is written around the name of a type and changes nothing. */
const EXTRAS: ReadonlySet<string> = new Set(
  (
    'מס מספר מקור מקורי מקורית העתק נאמן למקור מבוטל מבוטלת בוטל בוטלה ביטול טיוטה טיוטא סופי סופית מאושר מאושרת ' +
    'דיגיטלי דיגיטלית ממוחשב ממוחשבת חתום חתומה לקוח ללקוח לקוחות מכירה מכירות רגיל רגילה כללי כללית ידני ידנית ' +
    'יצוא ייצוא חול שירות שירותים אשראי הקפה סניף חודשי חודשית שנתי שנתית מקוון מקוונת אינטרנט ללא כולל כוללת ' +
    'מעמ עם עבור בגין תאריך מיום יום חודש לחודש שנת לשנת תקופה לתקופה ינואר פברואר מרץ מרס אפריל מאי יוני יולי אוגוסט ' +
    'ספטמבר אוקטובר נובמבר דצמבר שח שקל שקלים שקלי חדש דולר דולרי דולרית אירו יורו מטח מט ' +
    'no number cancelled canceled void draft final copy original sale sales customer of credit online digital ' +
    'vat with without and for date jan feb mar apr may jun jul aug sep oct nov dec january february march april june ' +
    'july august september october november december ils nis usd eur gbp israel israeli'
  ).split(' '),
);

/**
 * Whether nothing but known words stands beside those of the name. «חשבונית מס» with a word that is not known may be a
 * «חשבונית מס קבלה» that lost a letter, and that is another type.
 */
function isPlainly(cell: string, ...name: readonly string[]): boolean {
  return (
    cell
      .toLowerCase()
      .replaceAll(/["'״׳`]/g, '')
      // What a branch is called is its own affair.
      .replace(/(?<!\p{L})(?:סניף|branch)(?!\p{L}).*$/su, '')
      .split(/[^\p{L}]+/u)
      .every((word) => word === '' || name.includes(word) || EXTRAS.has(word))
  );
}

function parseWords(words: string, cell: string): number | undefined {
  const has = (...parts: readonly string[]): boolean => parts.some((part) => words.includes(part));
  if (has('רכש', 'purchase', 'ספק', 'supplier')) return undefined;
  if (has('זיכוי', 'creditnote', 'creditinvoice')) return 330;
  if (has('תרומ', 'donation')) return 405;
  if (has('קבלה', 'receipt') && has('חשבונית', 'invoice')) return 320;
  if (has('פרופורמה', 'proforma')) return 332;
  if (has('חשבוניתעסקה', 'חשבוןעסקה'))
    return isPlainly(cell, 'חשבונית', 'חשבון', 'עסקה', 'חשבוניתעסקה', 'חשבוןעסקה') ? 300 : undefined;
  if (has('ריכוז')) return 310;
  if (has('חשבוניתמססוכן', 'חשבוניתסוכן')) return 345;
  if (has('חשבוניתמס', 'taxinvoice'))
    return isPlainly(cell, 'חשבונית', 'חשבוניתמס', 'tax', 'invoice', 'taxinvoice') ? 305 : undefined;
  // «מס קבלה» is what is left of «חשבונית מס קבלה»; «קבלה מס' 12» has its number behind.
  if (words.includes('מסקבלה')) return undefined;
  if (has('קבלה', 'receipt')) return isPlainly(cell, 'קבלה', 'receipt') ? 400 : undefined;
  return undefined;
}
