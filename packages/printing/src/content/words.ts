import { NOTICES } from '@ishur/core';
import type { Mark } from '../paper.ts';

/** Everything that we say ourselves on a document. What the law says stands in core. */
export interface Words {
  readonly marks: Readonly<Record<Mark, string>>;
  readonly to: string;
  readonly dealer: string;
  /** The number of a customer who is no dealer, or of whom that is not known. */
  readonly identity: string;
  readonly phone: string;
  readonly email: string;
  readonly website: string;
  readonly account: string;
  readonly country: string;
  readonly date: string;
  readonly hebrewDate: string;
  readonly producedOn: string;
  readonly branch: string;
  readonly related: Readonly<Record<'base' | 'credited' | 'replaced' | 'cancelled', string>>;
  readonly document: string;
  readonly index: string;
  readonly catalogNumber: string;
  readonly description: string;
  readonly unit: string;
  readonly quantity: string;
  readonly price: string;
  readonly discount: string;
  readonly vatRate: string;
  readonly lineTotal: string;
  readonly beforeDiscount: string;
  readonly documentDiscount: string;
  readonly net: string;
  readonly vat: string;
  readonly gross: string;
  readonly note: string;
  readonly slip: (title: string) => string;
  readonly page: (page: number, of: number) => string;
}

const HEBREW: Words = {
  marks: { original: 'מקור', copy: 'העתק', 'certified-copy': NOTICES['certified-copy'].text },
  to: 'לכבוד:',
  dealer: 'עוסק מורשה',
  identity: 'מספר מזהה',
  phone: 'טלפון',
  email: 'דוא"ל',
  website: 'אתר',
  account: 'מספר לקוח',
  country: 'מדינה',
  date: 'תאריך',
  hebrewDate: 'תאריך עברי',
  producedOn: 'תאריך הפקה',
  branch: 'סניף',
  related: { base: 'על בסיס', credited: 'זיכוי עבור', replaced: 'במקום', cancelled: 'ביטול של' },
  document: 'מסמך',
  index: 'מס\u05f3',
  catalogNumber: 'מק"ט',
  description: 'תיאור',
  unit: 'יחידה',
  quantity: 'כמות',
  price: 'מחיר ליחידה',
  discount: 'הנחה',
  vatRate: 'מע"מ',
  lineTotal: 'סה"כ',
  beforeDiscount: 'סכום לפני הנחה',
  documentDiscount: 'הנחה',
  net: 'סה"כ לפני מע"מ',
  vat: 'מע"מ',
  gross: 'סה"כ כולל מע"מ (ש"ח)',
  note: 'הערות:',
  slip: (title) => `נספח ל${title}`,
  page: (page, of) => `עמוד ${page} מתוך ${of}`,
};

const ENGLISH: Words = {
  // The marks of the law, with what they mean.
  marks: {
    original: 'מקור / Original',
    copy: 'העתק / Copy',
    'certified-copy': `${NOTICES['certified-copy'].text} / Certified copy`,
  },
  to: 'To:',
  dealer: 'VAT dealer no.',
  identity: 'Identity no.',
  phone: 'Phone',
  email: 'Email',
  website: 'Website',
  account: 'Customer no.',
  country: 'Country',
  date: 'Date',
  hebrewDate: 'Hebrew date',
  producedOn: 'Produced on',
  branch: 'Branch',
  related: { base: 'Based on', credited: 'Credit for', replaced: 'In place of', cancelled: 'Cancels' },
  document: 'document',
  index: 'No.',
  catalogNumber: 'Item',
  description: 'Description',
  unit: 'Unit',
  quantity: 'Quantity',
  price: 'Unit price',
  discount: 'Discount',
  vatRate: 'VAT',
  lineTotal: 'Total',
  beforeDiscount: 'Amount before discount',
  documentDiscount: 'Discount',
  net: 'Total before VAT',
  vat: 'VAT',
  gross: 'Total including VAT (ILS)',
  note: 'Notes:',
  slip: (title) => `Attachment to ${title}`,
  page: (page, of) => `Page ${page} of ${of}`,
};

export const WORDS: Readonly<Record<'he' | 'en', Words>> = { he: HEBREW, en: ENGLISH };
