import type { Fault, LocalizedMessage } from '@ishur/contract';
import { quote } from '@ishur/adapter-kit';
import { fieldLayout } from './layout.ts';

export type UniformFileFaultCode =
  | 'uniform-file/record-length'
  | 'uniform-file/record-code'
  | 'uniform-file/bad-number'
  | 'uniform-file/bad-amount'
  | 'uniform-file/bad-date'
  | 'uniform-file/value-missing'
  | 'uniform-file/bad-value'
  | 'uniform-file/bad-reference'
  | 'uniform-file/opening-missing'
  | 'uniform-file/closing-missing'
  | 'uniform-file/after-closing'
  | 'uniform-file/document-cut'
  | 'uniform-file/wrong-count'
  | 'uniform-file/wrong-identifier'
  | 'uniform-file/line-without-header'
  | 'uniform-file/bad-ini'
  | 'uniform-file/too-many-faults';

/** What was expected of a field, and what to do. */
const EXPECTED: Readonly<
  Record<
    | 'bad-number'
    | 'bad-amount'
    | 'bad-date'
    | 'value-missing'
    | 'bad-value'
    | 'bad-reference'
    | 'wrong-count'
    | 'wrong-identifier',
    LocalizedMessage
  >
> = {
  'bad-number': { he: 'ספרות בלבד, מיושרות לימין', en: 'digits alone, aligned to the right' },
  'bad-amount': { he: 'סימן ואחריו ספרות, ללא נקודה', en: 'a sign and digits, without a point' },
  'bad-date': { he: 'תאריך קיים בצורה YYYYMMDD', en: 'a day of the calendar as YYYYMMDD' },
  'value-missing': { he: 'ערך בשדה', en: 'a value' },
  'bad-value': { he: 'ערך מן הערכים שהמבנה האחיד מתיר', en: 'one of the values that the uniform file allows' },
  'bad-reference': { he: 'מספר מסמך של ספרות ואותיות', en: 'a document number of figures and letters' },
  'wrong-count': { he: 'מספר הרשומות שנמצאו בפועל', en: 'the number of records that are there' },
  'wrong-identifier': { he: 'אותו מזהה בכל הקבצים של ההפקה', en: 'the same identifier in all files of the run' },
};

/** Where a field stands: `field` is its number in the uniform file. */
export function placeOfField(field: number): LocalizedMessage {
  const [, start, length] = fieldLayout(field);
  const positions = length === 1 ? `${start}` : `${start}-${start + length - 1}`;
  return { he: `שדה ${field} (מיקום ${positions})`, en: `field ${field} (position ${positions})` };
}

/** A field that does not hold what it should. `expected` where the right value is known. */
export function fieldFault(
  what: keyof typeof EXPECTED,
  where: string,
  field: number,
  found: string,
  expected?: string,
): Fault {
  const place = placeOfField(field);
  const { he, en } = EXPECTED[what];
  const known = expected === undefined ? '' : ` (${quote(expected)})`;
  const content: LocalizedMessage =
    found.trim() === '' ? { he: 'אין ערך', en: 'nothing' } : { he: `נמצא ${quote(found)}`, en: `${quote(found)}` };
  return {
    code: `uniform-file/${what}`,
    path: String(field),
    message: {
      he: `${where}, ${place.he}: ${content.he}, אבל נדרש ${he}${known}. תקנו בתוכנה שהפיקה את הקובץ והפיקו אותו מחדש.`,
      en: `${where}, ${place.en}: found ${content.en}, expected ${en}${known}. Mend it in the program that produced the file and produce it again.`,
    },
  };
}

/** A fault of a whole record or file; `field` is the number of the field that it concerns most. */
export function recordFault(code: UniformFileFaultCode, field: number, message: LocalizedMessage): Fault {
  return { code, path: String(field), message };
}
