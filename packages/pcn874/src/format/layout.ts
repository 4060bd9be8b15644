import type { LocalizedMessage } from '@ishur/contract';

/** A field of a record: its first and last column, from 1, as the Tax Authority counts them. */
export interface Field {
  readonly from: number;
  readonly to: number;
  readonly name: LocalizedMessage;
}

/** An amount of the header: a sign, and digits after it. */
export interface AmountField extends Field {
  /** The column of the sign, right before the digits. */
  readonly sign: number;
  /** Code of the Tax Authority for a wrong sign. */
  readonly signCode: string;
  /** Code of the Tax Authority for characters that are no digits, or not zeros. */
  readonly digitsCode: string;
}

/** Characters of the three kinds of records, without their line end. */
export const LENGTHS: { readonly header: 131; readonly entry: 60; readonly closing: 10 } = {
  header: 131,
  entry: 60,
  closing: 10,
};

/** Header `O`. Source: PCN874 circular, appendix A. */
export const HEADER: Readonly<Record<'dealer' | 'period' | 'reportType' | 'generatedOn', Field>> = {
  dealer: field(2, 10, 'מספר העוסק', "dealer's number"),
  period: field(11, 16, 'תקופת הדיווח', 'period of the report'),
  reportType: field(17, 17, 'סוג הדוח', 'type of the report'),
  generatedOn: field(18, 25, 'תאריך הפקת הקובץ', 'day on which the file was made'),
};

export type HeaderAmount =
  | 'taxableSales'
  | 'taxableSalesVat'
  | 'otherRateSales'
  | 'otherRateVat'
  | 'zeroExemptSales'
  | 'otherInputsVat'
  | 'equipmentInputsVat'
  | 'payable';

/** The amounts of the header. Sources: PCN874 circular, appendix A; notice on error codes of 27.12.2015, 101-108 and 117-124. */
export const HEADER_AMOUNTS: Readonly<Record<HeaderAmount, AmountField>> = {
  taxableSales: amount(26, 37, '101', '117', 'סה"כ עסקאות חייבות', 'taxable sales'),
  taxableSalesVat: amount(38, 47, '102', '118', 'סך המע"מ בעסקאות חייבות', 'VAT on taxable sales'),
  otherRateSales: amount(48, 59, '103', '119', 'סה"כ עסקאות חייבות בשיעור אחר', 'sales at another rate'),
  otherRateVat: amount(60, 69, '104', '120', 'סך המע"מ בעסקאות בשיעור אחר', 'VAT on sales at another rate'),
  zeroExemptSales: amount(79, 90, '105', '121', 'סה"כ עסקאות פטורות/אפס', 'zero-rated and exempt sales'),
  otherInputsVat: amount(91, 100, '106', '123', 'סך מע"מ תשומות אחרות', 'VAT on other inputs'),
  equipmentInputsVat: amount(101, 110, '107', '122', 'סך מע"מ תשומות ציוד', 'VAT on equipment'),
  payable: amount(120, 131, '108', '124', 'סכום לתשלום/להחזר', 'VAT to pay or to be refunded'),
};

export type HeaderCount = 'salesRecords' | 'inputsRecords';

/** The counts of the header, with the Tax Authority's codes for what is no number. Sources as above, 115 and 116. */
export const HEADER_COUNTS: Readonly<Record<HeaderCount, Field & { readonly digitsCode: string }>> = {
  salesRecords: { ...field(70, 78, 'כמות רשומות העסקה', 'number of sales records'), digitsCode: '116' },
  inputsRecords: { ...field(111, 119, 'כמות רשומות התשומה', 'number of input records'), digitsCode: '115' },
};

/** A transaction record. Sources: PCN874 circular, appendix A; API description 2.0 / 7.2024, section 6 (columns 52-60). */
export const ENTRY: Readonly<
  Record<'letter' | 'counterpart' | 'date' | 'group' | 'reference' | 'vat' | 'sign' | 'sum' | 'allocation', Field>
> = {
  letter: field(1, 1, 'סוג הרשומה', 'type of the record'),
  counterpart: field(2, 10, 'מספר הצד הנגדי', "counterpart's number"),
  date: field(11, 18, 'תאריך החשבונית', 'date of the invoice'),
  group: field(19, 22, 'קבוצת אסמכתא', 'reference group'),
  reference: field(23, 31, 'מספר האסמכתא', 'reference number'),
  vat: field(32, 40, 'סכום המע"מ', 'VAT'),
  sign: field(41, 41, 'סימן +/-', 'sign'),
  sum: field(42, 51, 'סכום החשבונית', 'sum of the invoice'),
  allocation: field(52, 60, 'מספר הקצאה קצר', 'short allocation number'),
};

/** Closing `X`. Source: PCN874 circular, appendix A. */
export const CLOSING: Readonly<Record<'dealer', Field>> = { dealer: field(2, 10, 'מספר העוסק', "dealer's number") };

/** The characters of a field. */
export function cut(text: string, { from, to }: Pick<Field, 'from' | 'to'>): string {
  return text.slice(from - 1, to);
}

function field(from: number, to: number, he: string, en: string): Field {
  return { from, to, name: { he, en } };
}

/** @param sign the column of the sign; the digits follow it. */
function amount(sign: number, to: number, signCode: string, digitsCode: string, he: string, en: string): AmountField {
  return { sign, from: sign + 1, to, signCode, digitsCode, name: { he, en } };
}
