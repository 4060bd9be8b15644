import type { HeaderField } from './header-fields.ts';

/**
 * How the columns are called in the files of Israeli systems; within a field, the better name stands first.
 *
 * Sources: the Tax Authority's field names (API description 2.0 / 7.2024, table 2.1); the headers of a real income archive
 * and the synonyms gathered in the project's notes on accounting systems, section 4; English headers of its samples.
 */
export const HEADER_SYNONYMS: Readonly<Record<HeaderField, readonly string[]>> = {
  documentType: [
    'invoice_type', 'סוג מסמך', 'סוג המסמך', 'קוד סוג מסמך', 'סוג חשבונית', 'סוג',
    'document type', 'doc type', 'type',
  ],
  reference: [
    'invoice_reference_number', 'מספר מסמך', "מס' מסמך", 'מספר המסמך', 'מספר חשבונית', "מס' חשבונית", 'אסמכתא',
    'מספר אסמכתא', "מס' אסמכתא", 'document number', 'document no', 'doc number', 'doc no', 'invoice number', 'invoice no',
    'reference number', 'reference',
  ],
  documentDate: [
    'invoice_date', 'תאריך מסמך', 'תאריך המסמך', 'תאריך חשבונית', 'תאריך החשבונית', 'document date', 'doc date', 'תאריך',
    'date', 'תאריך הפקה', 'issue date',
  ],
  producedOn: ['invoice_issuance_date', 'תאריך הפקה', 'תאריך הפקת מסמך', 'תאריך הפקת המסמך', 'issuance date', 'issue date'],
  netAmount: [
    'payment_amount', 'לפני מע"מ', 'סכום לפני מע"מ', 'סה"כ לפני מע"מ', 'סה"כ ללא מע"מ', 'סכום ללא מע"מ', 'ללא מע"מ',
    'סכום חייב במע"מ', 'סכום לאחר הנחה לפני מע"מ', 'נטו', 'סכום נטו', 'סה"כ נטו', 'subtotal', 'sub total', 'net amount',
    'amount net', 'net', 'amount before vat', 'total before vat', 'before vat', 'amount excluding vat', 'total excluding vat',
  ],
  vatAmount: ['vat_amount', 'מע"מ', 'סכום מע"מ', 'סכום המע"מ', 'סה"כ מע"מ', 'vat', 'amount vat', 'total vat', 'tax amount'],
  grossAmount: [
    'payment_amount_including_vat', 'סה"כ כולל מע"מ', 'סכום כולל מע"מ', 'סה"כ כולל', 'כולל מע"מ', 'סכום כולל',
    'אחרי מע"מ', 'סה"כ אחרי מע"מ', 'סכום אחרי מע"מ', 'סה"כ לתשלום', 'סכום לתשלום', 'ברוטו', 'סה"כ ברוטו', 'סה"כ',
    'סך הכל', 'סך הכול', 'amount gross', 'gross amount', 'gross', 'total including vat', 'amount including vat', 'grand total',
    'total amount', 'total',
  ],
  amountBeforeDiscount: [
    'amount_before_discount', 'סכום לפני הנחה', 'לפני הנחה', 'סה"כ לפני הנחה', 'סכום לפני הנחת מסמך', 'total before discount',
  ],
  discount: ['discount', 'הנחה', 'סכום הנחה', 'סכום ההנחה', 'הנחת מסמך', 'סה"כ הנחה', 'discount amount'],
  'customer.vatNumber': [
    'customer_vat_number', 'עוסק מורשה', 'מספר עוסק', "מס' עוסק", 'מספר עוסק מורשה', "מס' עוסק מורשה", 'עוסק מורשה לקוח',
    'מספר עוסק לקוח', "מס' עוסק לקוח", 'מספר עוסק מורשה לקוח', "מס' עוסק מורשה לקוח", 'מספר עוסק של הלקוח', 'מזהה לקוח',
    'ח"פ לקוח', 'ח"פ הלקוח', 'ח"פ', 'ע"מ', 'ע"מ לקוח', 'ח"פ/ע"מ', 'ע"מ/ח"פ', 'ח"פ/ת"ז', 'ת"ז/ח"פ', 'ח"פ/ע"מ/ת"ז', 'ח"פ/ת"ז/ע"מ',
    'ת"ז/ח"פ/ע"מ', 'מספר ח"פ', 'מספר ח"פ/ע"מ', 'ת"ז', 'ת"ז לקוח', 'מספר חברה', 'tax id', 'vat id', 'customer tax id',
    'customer vat id', 'customer vat no', 'customer vat',
  ],
  'customer.name': ['customer_name', 'שם לקוח', 'שם הלקוח', 'לקוח', 'הלקוח', 'שם העסק', 'customer', 'client name', 'client'],
  'customer.country': ['customer_country_code', 'קוד מדינה', 'קוד מדינה לקוח', 'country code'],
  'customer.account': [
    'מספר לקוח', "מס' לקוח", 'קוד לקוח', 'מפתח לקוח', 'כרטיס לקוח', 'חשבון לקוח', 'customer id', 'customer no',
    'customer number', 'customer code', 'customer account', 'client id',
  ],
  existingNumber: [
    'מספר הקצאה', "מס' הקצאה", 'מספר ההקצאה', 'הקצאה', 'confirmation_number', 'allocation number', 'allocation no', 'allocation',
  ],
  status: ['סטטוס', 'סטטוס מסמך', 'מצב', 'מצב מסמך', 'status', 'document status', 'invoice status'],
  currency: ['מטבע', 'קוד מטבע', 'סוג מטבע', 'currency', 'currency code'],
  branch: ['branch_id', 'סניף', 'מספר סניף', 'קוד סניף', 'branch'],
  note: ['invoice_note', 'הערה', 'הערות', 'הערה לחשבונית', 'note', 'notes', 'remarks'],
  issuerVatNumber: ['vat_number', 'מספר עוסק מפיק', 'ח"פ מפיק', 'issuer vat number', 'issuer tax id'],
  softwareNumber: ['accounting_software_number', 'מספר רישום תוכנה', 'מספר תוכנה'],
  creditedReference: [
    'מסמך מקושר', 'מספר מסמך מקושר', 'חשבונית מקור', 'מספר חשבונית מקור', 'אסמכתא מקור', 'linked document',
    'original invoice',
  ],
};

/**
 * Columns that hold something else, although a synonym is contained in their names: a due date is no document date,
 * a customer's address no name. They take part in the search, so that they win it.
 */
export const OTHER_HEADERS: readonly string[] = [
  'תאריך פירעון', 'תאריך פרעון', 'תאריך ערך', 'תאריך תשלום', 'תאריך לתשלום', 'תאריך אספקה', 'תאריך עדכון', 'תאריך הדפסה',
  'תאריך יצירה', 'תאריך הקצאה', 'תאריך יעד', 'תאריך הזמנה', 'תאריך קליטה', 'תאריך רישום', 'תאריך ביטול', 'תאריך שידור',
  'due date', 'payment date', 'value date', 'created date', 'update date', 'delivery date', 'order date', 'print date',
  'כתובת לקוח', 'כתובת הלקוח', 'טלפון לקוח', 'טלפון הלקוח', 'נייד לקוח', 'דוא"ל לקוח', 'אימייל לקוח', 'מייל לקוח', 'עיר לקוח',
  'מיקוד לקוח', 'סוג לקוח', 'קבוצת לקוח', 'יתרת לקוח', 'הערות לקוח', 'איש קשר לקוח', 'סוכן לקוח', 'הזמנת לקוח', 'מספר הזמנת לקוח',
  'customer email', 'customer phone', 'customer address', 'customer city', 'customer zip', 'customer type', 'customer group',
  'customer contact', 'customer balance', 'customer order', 'client email', 'client phone', 'client address',
  'שם העסק המפיק', 'סטטוס הקצאה', 'סטטוס תשלום', 'מצב תשלום', 'מצב הקצאה', 'payment status', 'allocation status',
  'מספר הקצאה מקוצר', 'הערת הקצאה',
];

/** Names that are understood only when they stand alone: contained in a longer one, they say nothing. */
export const ONLY_ALONE: readonly string[] = [
  'total', 'type', 'date', 'gross', 'reference', 'customer', 'client', 'discount', 'branch', 'note', 'notes', 'status', 'נטו',
  'allocation', 'currency', 'סך הכל', 'סך הכול', 'ברוטו', 'הנחה', 'הערה', 'הערות', 'סניף', 'מטבע',
];

/** Names of the amount including VAT only where the amount before it has a column of its own. */
export const GROSS_BESIDE_NET: readonly string[] = ['סכום', 'הסכום', 'amount'];
