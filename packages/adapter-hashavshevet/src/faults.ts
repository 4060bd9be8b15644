import { placeOf, quote } from '@ishur/adapter-kit';
import type { Fault, LocalizedMessage } from '@ishur/contract';
import { meaningOf } from './layouts.ts';
import type { Guard, Parameters } from './parameters.ts';

/** What is wrong with the value of a field. */
export type FieldProblem =
  | 'value-missing'
  | 'bad-reference'
  | 'bad-date'
  | 'bad-document-type'
  | 'bad-number'
  | 'bad-percent'
  | 'bad-amount'
  | 'bad-quantity'
  | 'bad-flag'
  | 'bad-dealer-number'
  | 'bad-allocation-number'
  | 'bad-currency'
  | 'mixed-currency'
  | 'unknown-document-type'
  | 'vat-rate-missing'
  | 'no-point'
  | 'card-disagrees'
  | 'line-disagrees';

/** What was expected instead, and what to set. */
const EXPECTED: Readonly<Record<FieldProblem, LocalizedMessage>> = {
  'value-missing': { he: 'ערך בשדה', en: 'a value' },
  'bad-reference': {
    he: 'מספר מסמך מספרות (גם אותיות לועזיות, מקף ולוכסן נקראים). בחשבשבת האסמכתא היא מספר, ולכן אות עברית בתוכה היא סימן לקובץ שנפגם',
    en: 'a document number of digits (Latin letters, - and / are read too). In Hashavshevet the reference is a number, so a Hebrew letter in it is a sign of damage',
  },
  'bad-date': {
    he: 'תאריך קיים בצורה DD/MM/YYYY, DD/MM/YY או DDMMYY',
    en: 'a day of the calendar as DD/MM/YYYY, DD/MM/YY or DDMMYY',
  },
  'bad-document-type': {
    he: 'סוג מסמך ידוע, בקוד (305) או במילים; למילים אחרות רשמו documentTypes בהגדרות',
    en: 'a known type of document, by code (305) or in words; for other words write `documentTypes` in the settings',
  },
  'bad-number': { he: 'מספר עשרוני עם נקודה, למשל 12.50', en: 'a decimal number with a point, such as 12.50' },
  'bad-percent': { he: 'אחוז בין 0 ל-100', en: 'a percentage from 0 to 100' },
  'bad-amount': {
    he: 'סכום עם שתי ספרות לכל היותר אחרי הנקודה',
    en: 'an amount with two digits at the most behind the point',
  },
  'bad-quantity': { he: 'כמות שאינה אפס', en: 'a quantity that is not zero' },
  'bad-flag': { he: '1 (פטור) או 0', en: '1 (exempt) or 0' },
  'bad-dealer-number': { he: 'מספר עוסק של עד תשע ספרות', en: 'a VAT number of up to nine digits' },
  'bad-allocation-number': {
    he: 'מספר הקצאה בספרות בלבד, 0 או שדה ריק',
    en: 'an allocation number of digits alone, 0 or nothing',
  },
  'bad-currency': {
    he: 'מטבע ידוע (1 או ש"ח, $, USD); למטבע לפי טבלת החברה רשמו currencies בהגדרות',
    en: "a known currency (1, $, USD); for a number of the company's own table write `currencies` in the settings",
  },
  'mixed-currency': { he: 'מטבע המסמך', en: "the document's own currency" },
  'unknown-document-type': {
    he: 'קוד שמוגדר; רשמו בהגדרות documentTypes: { "קוד": סוג }, או leaveOut אם אין אלה מסמכי מכירה',
    en: 'a code that is settled; write `documentTypes`: { "code": type } in the settings, or `leaveOut` where these are no sales documents',
  },
  'vat-rate-missing': {
    he: 'שיעור המע"מ; אם התוכנה אינה כותבת אותו, רשמו vatRate בהגדרות',
    en: 'the rate of VAT; where the program does not write it, set `vatRate`',
  },
  'no-point': {
    he: 'סכום עם נקודה; אם הסכומים נכתבים בלעדיה, רשמו בהגדרות sums: agorot או sums: shekels',
    en: 'a sum with a point; where sums are written without, set `sums` to agorot or shekels',
  },
  'card-disagrees': {
    he: 'אותו מספר כמו בכרטיס הקודם של אותו חשבון',
    en: 'the same number as on the earlier card of this account',
  },
  'line-disagrees': {
    he: 'אותו ערך כמו בשורה הראשונה של המסמך',
    en: "the same value as in the document's first line",
  },
};

/** What a setting helps against, which the message names. */
const SETTINGS: ReadonlySet<FieldProblem> = new Set([
  'bad-currency',
  'bad-document-type',
  'no-point',
  'unknown-document-type',
  'vat-rate-missing',
]);

/** Where a field stands: its name, its line in the PRM and its position in the record. */
function placeOfField(parameters: Parameters, line: number): LocalizedMessage {
  const { he, en } = meaningOf(parameters.layout, line)?.name ?? { he: String(line), en: String(line) };
  const place = parameters.places.get(line);
  if (place === undefined)
    return {
      he: `שדה «${he}» (אינו מוגדר ב-${placeOf(parameters.name, line)})`,
      en: `field «${en}» (not placed in ${placeOf(parameters.name, line)})`,
    };
  const positions = `${place.start}-${place.end}`;
  return {
    he: `שדה «${he}» (${placeOf(parameters.name, line)}, מיקום ${positions})`,
    en: `field «${en}» (${placeOf(parameters.name, line)}, position ${positions})`,
  };
}

/** A field that does not hold what it should. */
export function fieldFault(
  what: FieldProblem,
  where: string,
  parameters: Parameters,
  line: number,
  found: string,
): Fault {
  return valueFault(what, where, `${parameters.layout} ${line}`, placeOfField(parameters, line), found);
}

/** A cell of a report that does not hold what it should; `header` is that of its column. */
export function cellFault(what: FieldProblem, where: string, header: string, found: string): Fault {
  return valueFault(what, where, header, { he: `עמודה ${quote(header)}`, en: `column ${quote(header)}` }, found);
}

function valueFault(what: FieldProblem, where: string, path: string, place: LocalizedMessage, found: string): Fault {
  const { he, en } = EXPECTED[what];
  const content: LocalizedMessage =
    found.trim() === '' ? { he: 'אין ערך', en: 'nothing' } : { he: `נמצא ${quote(found)}`, en: quote(found) };
  const mend = SETTINGS.has(what)
    ? { he: '', en: '' }
    : {
        he: ' תקנו בתוכנה שיצרה את הקובץ והפיקו אותו מחדש.',
        en: ' Mend it in the program that made the file and produce it again.',
      };
  return {
    code: `hashavshevet/${what}`,
    path,
    message: {
      he: `${where}, ${place.he}: ${content.he}, אבל נדרש ${he}.${mend.he}`,
      en: `${where}, ${place.en}: found ${content.en}, expected ${en}.${mend.en}`,
    },
  };
}

/** A fault of a whole record or document. `path` is the file's layout. */
export function recordFault(what: string, path: string, he: string, en: string): Fault {
  return { code: `hashavshevet/${what}`, path, message: { he, en } };
}

export function lengthFault(
  where: string,
  { layout, name, recordLength, lastPosition }: Parameters,
  found: number,
): Fault {
  const range = lastPosition === recordLength ? `${recordLength}` : `${lastPosition}-${recordLength}`;
  const short = found < lastPosition;
  return recordFault(
    'record-length',
    layout,
    `${where}: ברשומה ${short ? 'רק ' : ''}${found} תווים, ולפי ${name} נדרשים ${range} (ללא סוף השורה). ${short ? 'הרשומה קטועה, או שרווחים הוסרו מסופה' : 'לרשומה נוספו תווים'}; הפיקו את הקובץ מחדש ואל תשמרו אותו בעורך טקסט.`,
    `${where}: the record has ${found} characters, and ${range} are expected by ${name} (without the line end). ${short ? 'It is cut off, or blanks were removed from its end' : 'Characters were added'}; produce the file again, and do not save it in a text editor.`,
  );
}

export function tooLongFault(where: string, layout: string, most: number): Fault {
  return recordFault(
    'record-too-long',
    layout,
    `${where}: השורה ארוכה מ-${most} תווים ואין בה סוף שורה במקום הצפוי, ולכן לא נקראה. הפיקו את הקובץ מחדש.`,
    `${where}: the line is longer than ${most} characters, without a line end where one belongs, and was not read. Produce the file again.`,
  );
}

export function nulFault(where: string, layout: string, position: number): Fault {
  return recordFault(
    'nul-bytes',
    layout,
    `${where}, מיקום ${position}: נמצא תו בקרה (כגון NUL), שאינו טקסט. הקובץ פגום, או שנשמר ב-UTF-16; הפיקו אותו מחדש.`,
    `${where}, position ${position}: found a control such as NUL, which is no text. The file is damaged or was saved as UTF-16; produce it again.`,
  );
}

/** Where characters are broken, their number is not known, and so is the place of every field behind them. */
export function brokenCharactersFault(where: string, layout: string): Fault {
  return recordFault(
    'broken-characters',
    layout,
    `${where}: ברשומה יש בתים שאינם UTF-8, ולכן לא ניתן לדעת היכן עומד כל שדה. הקובץ פגום או כתוב בקידוד אחר; הפיקו אותו מחדש, או רשמו encoding בהגדרות.`,
    `${where}: the record holds bytes that are not UTF-8, so nobody knows where its fields stand. The file is damaged or written in another encoding; produce it again, or write \`encoding\` in the settings.`,
  );
}

/** What stands beside the field is not quoted: nobody knows what it is. */
export function beyondFieldFault(where: string, parameters: Parameters, { line, start }: Guard): Fault {
  const place = placeOfField(parameters, line);
  return recordFault(
    'beyond-field',
    `${parameters.layout} ${line}`,
    `${where}, ${place.he}: הערך נמשך אל מיקום ${start}, מחוץ לשדה, ולכן אינו שלם. בדקו ש-${parameters.name} הופק יחד עם הקובץ, והפיקו את שניהם מחדש.`,
    `${where}, ${place.en}: the value goes on at position ${start}, outside its field, and is not whole. Check that ${parameters.name} was produced together with the file, and produce both again.`,
  );
}

export function shiftedFault(where: string, parameters: Parameters, { line, start }: Guard): Fault {
  const place = placeOfField(parameters, line);
  return recordFault(
    'shifted',
    `${parameters.layout} ${line}`,
    `${where}, ${place.he}: ה-TAB שמפריד בין השדות אינו במקומו (${start}) אלא לידו, ולכן השדות שאחרי מקום התקלה זזו. הקובץ פגום; הפיקו אותו מחדש.`,
    `${where}, ${place.en}: the TAB that parts the fields stands beside its place (${start}) and not in it, so the fields behind the damage have moved. Produce the file again.`,
  );
}

export function notTogether(where: string, layout: string, document: string): Fault {
  return recordFault(
    'lines-not-together',
    layout,
    `${where}: המסמך ${quote(document)} מופיע בקובץ יותר מפעם אחת, שלא ברצף, ולכן לא ניתן לדעת מה סכומו. הפיקו את הקובץ כך ששורות כל מסמך יעמדו יחד, ומסמך אחד יופיע פעם אחת.`,
    `${where}: document ${quote(document)} stands in the file more than once, not in one piece, so its amount is not known. Produce the file with the lines of a document together, and each document once.`,
  );
}

export function tooManyLines(where: string, layout: string, document: string, most: number): Fault {
  return recordFault(
    'too-many-lines',
    layout,
    `${where}: במסמך ${quote(document)} יותר מ-${most} שורות, ולכן לא נקרא. בדקו שמספר המסמך נכתב בכל שורה.`,
    `${where}: document ${quote(document)} has more than ${most} lines and was not read. Check that each line holds its document's number.`,
  );
}

export function tooManyFaults(name: string, most: number, more: number): Fault {
  return recordFault(
    'too-many-faults',
    name,
    `${name}: עוד ${more} רשומות אינן נקראות מלבד ${most} שפורטו. תקנו אותן ובדקו שוב.`,
    `${name}: ${more} more records cannot be read beside the ${most} that are listed. Mend those and check again.`,
  );
}

export function repeatedEntry(where: string): Fault {
  return recordFault(
    'entry-repeated',
    'MOVEIN',
    `${where}: אותה תנועה, עם אותה אסמכתא ואותם סכומים, רשומה בקובץ פעמיים, ולכן לא ניתן לדעת אם הסכום כפול. מחקו את הרשומה המיותרת או תקנו את האסמכתא.`,
    `${where}: one transaction with the same reference and sums stands in the file twice, so nobody knows whether the amount is twice as much. Delete the record that is too many, or mend the reference.`,
  );
}

export function repeatedLine(where: string): Fault {
  return recordFault(
    'line-repeated',
    'IMOVEIN 54',
    `${where}: אותה שורה של המסמך, עם אותו מספר שורה ואותו פריט, רשומה בקובץ פעמיים, ולכן לא ניתן לדעת אם הסכום כפול. מחקו את השורה המיותרת, או תנו לכל שורה מספר משלה.`,
    `${where}: one line of the document, with the same line number and the same item, stands in the file twice, so nobody knows whether the amount is twice as much. Delete the record that is too many, or give each line a number of its own.`,
  );
}
