import type { Fault } from '@ishur/contract';
import { quote } from '@ishur/adapter-kit';
import { placeOfField, recordFault } from './faults.ts';
import type { DataCode } from './layout.ts';
import { LAYOUT } from './layout.ts';

const AGAIN_HE = 'הפיקו את הקבצים מחדש, או בדקו אם הקובץ נקטע בהעתקה.';
const AGAIN_EN = 'Produce the files again, or check whether the file was cut off when it was copied.';

export function lengthFault(where: string, code: DataCode, length: number): Fault {
  const expected = LAYOUT[code].length;
  // The field in which a short record ends is the first that is not whole.
  const broken =
    LAYOUT[code].fields.find(([, start, width]) => start + width - 1 > length) ?? LAYOUT[code].fields.at(-1);
  const field = broken?.[0] ?? 0;
  const place = placeOfField(field);
  return recordFault('uniform-file/record-length', field, {
    he: `${where}: רשומת ${code} באורך ${length} תווים במקום ${expected}; היא נפגמת ב${place.he}. ${AGAIN_HE}`,
    en: `${where}: a ${code} record of ${length} characters instead of ${expected}; it breaks at ${place.en}. ${AGAIN_EN}`,
  });
}

export function codeFault(where: string, found: string): Fault {
  return recordFault('uniform-file/record-code', 1100, {
    he: `${where}, מיקום 1-4: קוד הרשומה ${quote(found)} אינו קיים במבנה אחיד 1.31. ${AGAIN_HE}`,
    en: `${where}, position 1-4: there is no record code ${quote(found)} in the uniform file 1.31. ${AGAIN_EN}`,
  });
}

export function openingMissing(where: string): Fault {
  return recordFault('uniform-file/opening-missing', 1100, {
    he: `${where}: הקובץ אינו נפתח ברשומת A100, ולכן ייתכן שתחילתו חסרה. ${AGAIN_HE}`,
    en: `${where}: the file does not open with an A100 record, so its beginning may be missing. ${AGAIN_EN}`,
  });
}

export function closingMissing(where: string, records: number): Fault {
  return recordFault('uniform-file/closing-missing', 1150, {
    he: `${where}: לאחר ${records} רשומות הקובץ מסתיים ללא רשומת הסיום Z900, ולכן ייתכן שמסמכים חסרים. ${AGAIN_HE}`,
    en: `${where}: after ${records} records the file ends without its closing record Z900, so documents may be missing. ${AGAIN_EN}`,
  });
}

export function documentCut(where: string): Fault {
  return recordFault('uniform-file/document-cut', 1150, {
    he: `${where}: הקובץ מסתיים ללא רשומת הסיום Z900, וייתכן שנקטע לפני סוף המסמך הזה; לכן אינו נקרא. ${AGAIN_HE}`,
    en: `${where}: the file ends without its closing record Z900, perhaps before the end of this document, which is therefore not read. ${AGAIN_EN}`,
  });
}

export function afterClosing(where: string, closing: number): Fault {
  return recordFault('uniform-file/after-closing', 1150, {
    he: `${where}: יש רשומות אחרי רשומת הסיום Z900 שבשורה ${closing}. בדקו אם שני קבצים חוברו לאחד.`,
    en: `${where}: there are records after the closing record Z900 in line ${closing}. Check whether two files were joined.`,
  });
}

export function linesWithoutHeader(where: string, lines: number): Fault {
  return recordFault('uniform-file/line-without-header', 1254, {
    he: `${where}: ${lines} שורות D110 אינן שייכות לאף כותרת C100 בקובץ (שדות 1253-1254). ${AGAIN_HE}`,
    en: `${where}: ${lines} D110 lines belong to no C100 header of the file (fields 1253-1254). ${AGAIN_EN}`,
  });
}

export function tooManyFaults(where: string, most: number): Fault {
  return recordFault('uniform-file/too-many-faults', 1100, {
    he: `${where}: יותר מ-${most} רשומות שאינן קריאות; שאר התקלות אינן מפורטות. ${AGAIN_HE}`,
    en: `${where}: more than ${most} unreadable records; the others are not listed. ${AGAIN_EN}`,
  });
}
