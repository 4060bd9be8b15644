/** The documents of the two businesses, with what is expected of each. Read by generate.ts. */

export type TypeWord =
  | 'חשבונית מס'
  | 'חשבונית מס/קבלה'
  | 'חשבונית מס זיכוי'
  | 'קבלה'
  | 'חשבונית עסקה'
  | 'חשבונית ריכוז';

export interface ExampleDocument {
  readonly type: TypeWord;
  readonly date: string;
  readonly customer: string;
  readonly vatNumber?: string;
  readonly details: string;
  /** Shekels without VAT, after the discount. */
  readonly net: string;
  readonly discount?: string;
  /** Where it is not 18 % of the net amount. */
  readonly vat?: string;
  /** Where it is not net plus VAT. */
  readonly gross?: string;
  /** What was typed in the place of the net amount, where that was not the amount. */
  readonly typedNet?: string;
  /** An allocation number that the books already hold. */
  readonly number?: string;
  readonly expect: 'required' | 'not-required' | 'already-allocated' | 'invalid' | 'unreadable';
  /** Why, in one word, for a person who reads expected.json. */
  readonly because: Reason;
}

type Reason =
  | 'above-threshold' // above 5,000.00 net, VAT, a dealer, a type that gets a number
  | 'mixed-rates' // the same; part of it is taxed at zero, and it is the net amount that counts
  | 'below-threshold' // 5,000.00 net or less
  | 'before-june' // above 5,000.00, but until 31.5.2026 the threshold was 10,000.00
  | 'document-type' // a receipt, a pro-forma, a credit note
  | 'private-customer' // no dealer's number
  | 'zero-vat' // export, Eilat, fruit and vegetables
  | 'has-number'
  | 'wrong-sum' // net and VAT do not make the total
  | 'letter-in-amount';

interface Customer {
  readonly customer: string;
  readonly vatNumber?: string;
}

/** A dealer's number of eight digits and the check digit that fits them: weights 1 and 2 in turn, sums of digits. */
function dealer(customer: string, stem: string): Customer {
  const digits = Array.from(stem, (digit, index) => Number(digit) * (index % 2 === 0 ? 1 : 2));
  const sum = digits.reduce((total, digit) => total + (digit > 9 ? digit - 9 : digit), 0);
  return { customer, vatNumber: `${stem}${(10 - (sum % 10)) % 10}` };
}

const tchelet = dealer('תכלת שחף מערכות בע"מ', '51991027');
const butna = dealer('בוטנה הנדסה אזרחית בע"מ', '51991143');
const narkison = dealer('נרקיסון תעשיות (2019) בע"מ', '51991268');
const almogit = dealer('אלמוגית לוגיסטיקה בע"מ', '51991384');
const vardinit = dealer('ורדינית קוסמטיקה בע"מ', '51991499');
const haruvit = dealer('קבוצת חרובית, החזקות בע"מ', '51991507');
const shibolta = dealer('מאפיית שיבולתא בע"מ', '51991622');
const saharonit = dealer('סהרונית תוכנה בע"מ', '51991738');
const tsofit = dealer('מרפאות צופית ים בע"מ', '51991853');
const adron = dealer('רהיטי אדרון בע"מ', '51991969');
const shaknai = dealer('מלון חוף השקנאי אילת בע"מ', '51992074');
const shikmoni = dealer('שקמוניה ושות\' – משרד רו"ח', '55991036');
const neighbours = dealer('עמותת יד לשכונה (ע"ר)', '58991023');
// Dealers by their identity numbers, which begin with zeros.
const lawyer = dealer('עו"ד לירז תפוחית', '00007190');
const studio = dealer('סטודיו כחלילית – עיצוב פנים', '00004328');
const kindergarten = dealer('גן פשושית', '00001264');

const casual: Customer = { customer: 'לקוח מזדמן' };
const family: Customer = { customer: 'משפחת אבירמית' };
const yael: Customer = { customer: 'יעל דגנית' };
const abroad: Customer = { customer: 'Fjellbris Interiors AS' };

const june = (day: number): string => `2026-06-${String(day).padStart(2, '0')}`;

const required = { expect: 'required', because: 'above-threshold' } as const;
const small = { expect: 'not-required', because: 'below-threshold' } as const;
const consumer = { expect: 'not-required', because: 'private-customer' } as const;
const otherType = { expect: 'not-required', because: 'document-type' } as const;
const zeroVat = { expect: 'not-required', because: 'zero-vat', vat: '0' } as const;

type Rest = Omit<ExampleDocument, 'type' | 'date' | 'customer' | 'vatNumber' | 'details' | 'net'>;

function document(
  type: TypeWord,
  date: string,
  customer: Customer,
  details: string,
  net: string,
  rest: Rest,
): ExampleDocument {
  return { type, date, ...customer, details, net, ...rest };
}

const invoice = document.bind(undefined, 'חשבונית מס');
const invoiceReceipt = document.bind(undefined, 'חשבונית מס/קבלה');
const creditNote = document.bind(undefined, 'חשבונית מס זיכוי');
const proForma = document.bind(undefined, 'חשבונית עסקה');
const collective = document.bind(undefined, 'חשבונית ריכוז');
const receipt = (date: string, customer: Customer, details: string, amount: string): ExampleDocument =>
  document('קבלה', date, customer, details, amount, { vat: '0', ...otherType });

/** An office supplier in June 2026: 60 rows. */
export const acmeDocuments: readonly ExampleDocument[] = [
  invoice('2026-05-31', haruvit, 'כיסאות לחדר ישיבות', '7450.00', { expect: 'not-required', because: 'before-june' }),
  invoice(june(1), tchelet, 'שולחן מנהלים', '5000.01', required),
  invoice(june(1), shibolta, 'נייר צילום, 40 חבילות', '1280.00', small),
  invoiceReceipt(june(1), casual, 'מחברות וכלי כתיבה', '342.37', consumer),
  receipt(june(1), almogit, 'תקבול על חשבונית 10198', '8850.00'),
  invoice(june(2), butna, 'תוויות ומדבקות', '4999.99', small),
  invoice(june(2), vardinit, 'מדפים למחסן', '5000.00', small),
  invoice(june(2), saharonit, 'עמדות עבודה לשמונה עובדים', '23480.00', required),
  invoiceReceipt(june(3), lawyer, 'ארון תיקים חסין אש', '6240.00', required),
  proForma(june(3), tsofit, 'הצעה לריהוט קבלה', '18900.00', otherType),
  invoice(june(3), narkison, 'משקפי מגן ושילוט', '3175.50', small),
  invoice(june(3), abroad, 'Desk lamps, export', '38500.00', zeroVat),
  invoice(june(4), adron, 'רכיבים לשולחנות', '11760.00', required),
  invoiceReceipt(june(4), yael, 'כיסא ארגונומי', '1525.42', consumer),
  receipt(june(4), saharonit, 'תקבול על חשבונית 10235', '27706.40'),
  invoice(june(4), studio, 'דגמי בד ולוחות השראה', '864.00', small),
  invoice(june(7), shaknai, 'ריהוט לובי', '14200.00', zeroVat),
  invoice(june(7), almogit, 'עגלות שינוע', '7315.80', required),
  invoice(june(7), shikmoni, 'קלסרים לשנת המס', '2140.00', small),
  creditNote(june(7), saharonit, 'החזרת עמדת עבודה אחת', '2935.00', otherType),
  invoice(june(8), tchelet, "מסכים 27 אינץ', 12 יחידות", '9588.00', required),
  invoiceReceipt(june(8), kindergarten, 'חומרי יצירה', '731.25', small),
  invoice(june(8), family, 'חדר עבודה לבית, כולל הרכבה', '7800.00', consumer),
  invoice(june(9), butna, 'מדפסת רחבה לתוכניות', '31250.00', required),
  invoice(june(9), vardinit, 'אריזות מתנה', '4380.00', small),
  proForma(june(9), haruvit, 'חידוש קומת הנהלה', '86000.00', otherType),
  receipt(june(9), butna, 'מקדמה', '15000.00'),
  invoice(june(10), tsofit, 'דלפק קבלה', '12930.00', required),
  invoiceReceipt(june(10), casual, 'מנורת שולחן', '168.64', consumer),
  invoice(june(10), neighbours, 'ספרי עזר וחוברות', '1960.00', small),
  invoice(june(11), narkison, 'לוקרים למלתחה', '8274.00', required),
  invoice(june(11), shibolta, 'סלי פירות לכנס, חלקם בשיעור אפס', '9400.00', {
    vat: '720.00',
    expect: 'required',
    because: 'mixed-rates',
  }),
  invoice(june(11), shaknai, 'סלי פירות לאורחים', '5640.00', zeroVat),
  invoice(june(14), saharonit, 'תחנות עגינה למחשבים', '6999.00', {
    number: '165209337',
    expect: 'already-allocated',
    because: 'has-number',
  }),
  invoiceReceipt(june(14), studio, 'שולחן שרטוט', '5210.00', required),
  invoice(june(14), haruvit, 'ריהוט חדר מנכ"ל', '48300.00', required),
  receipt(june(14), tsofit, 'תקבול על חשבונית 10247', '15257.40'),
  invoice(june(15), lawyer, 'טונרים', '1118.00', small),
  invoice(june(15), almogit, 'שקיות ואריזה', '7200.00', {
    typedNet: '7,2O0.00', // a capital letter O where a zero should be
    expect: 'unreadable',
    because: 'letter-in-amount',
  }),
  invoice(june(15), adron, 'פרזול', '5430.60', required),
  creditNote(june(16), butna, 'זיכוי על איחור באספקה', '-6250.00', otherType),
  invoice(june(16), narkison, 'מחיצות אקוסטיות', '16845.00', required),
  proForma(june(16), studio, 'הצעה לתאורה', '3420.00', otherType),
  invoiceReceipt(june(17), family, 'ספרייה לחדר ילדים', '5381.36', consumer),
  invoice(june(17), vardinit, 'עמדת תצוגה', '6300.00', {
    gross: '7343.00', // 7,434.00 with two digits exchanged
    expect: 'invalid',
    because: 'wrong-sum',
  }),
  invoice(june(17), tsofit, 'כיסאות המתנה', '10000.00', required),
  invoice(june(18), shikmoni, 'מגרסת נייר', '2890.00', small),
  receipt(june(18), narkison, 'תקבול על חשבוניות 10249 ו-10257', '29640.42'),
  invoice(june(21), butna, 'כספת', '5899.00', required),
  invoice(june(21), kindergarten, 'שטיחים', '3560.00', small),
  invoice(june(22), saharonit, 'כיסאות ארגונומיים, 10 יחידות', '14750.00', required),
  invoiceReceipt(june(22), neighbours, 'לוח מחיק', '487.50', small),
  invoice(june(23), tchelet, 'שדרוג חדר שרתים', '27640.00', required),
  invoice(june(24), lawyer, 'ספריית משפט', '5125.00', required),
  invoice(june(25), vardinit, 'נייר עטיפה', '940.80', small),
  proForma(june(25), almogit, 'מדפים לסניף הצפון', '22400.00', otherType),
  invoice(june(28), adron, 'הובלות החודש', '4725.00', small),
  collective(june(30), shibolta, 'ריכוז תעודות משלוח 771–784, יוני', '8132.45', required),
  collective(june(30), almogit, 'ריכוז תעודות משלוח 785–790, יוני', '2076.00', small),
  receipt(june(30), haruvit, 'תקבול על חשבונית 10230', '8791.00'),
];

/** A shop whose requests the authority holds: 8 rows. */
export const galDocuments: readonly ExampleDocument[] = [
  invoice(june(2), tsofit, '', '11400.00', { discount: '600.00', ...required }),
  invoiceReceipt(june(4), casual, '', '245.76', consumer),
  invoice(june(9), shikmoni, '', '3200.00', small),
  receipt(june(10), tsofit, '', '13452.00'),
  invoice(june(14), narkison, '', '5875.50', required),
  creditNote(june(16), shikmoni, '', '400.00', otherType),
  invoiceReceipt(june(23), lawyer, '', '7020.00', required),
  invoice(june(30), abroad, '', '9150.00', zeroVat),
];
