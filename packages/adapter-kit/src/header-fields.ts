import type { LocalizedMessage } from '@ishur/contract';

/** What a column of a table of documents can hold: a field of `InvoiceFields`, a number that exists already, or a status. */
export type HeaderField =
  | 'documentType'
  | 'reference'
  | 'documentDate'
  | 'producedOn'
  | 'netAmount'
  | 'vatAmount'
  | 'grossAmount'
  | 'amountBeforeDiscount'
  | 'discount'
  | 'customer.vatNumber'
  | 'customer.name'
  | 'customer.country'
  | 'customer.account'
  | 'existingNumber'
  | 'status'
  | 'currency'
  | 'branch'
  | 'note'
  | 'issuerVatNumber'
  | 'softwareNumber'
  | 'creditedReference'
  | 'baseReference';

/** What a person calls each field. */
export const HEADER_FIELD_NAMES: Readonly<Record<HeaderField, LocalizedMessage>> = {
  documentType: { he: 'סוג מסמך', en: 'document type' },
  reference: { he: 'מספר מסמך', en: 'document number' },
  documentDate: { he: 'תאריך מסמך', en: 'document date' },
  producedOn: { he: 'תאריך הפקה', en: 'production date' },
  netAmount: { he: 'סכום לפני מע"מ', en: 'amount before VAT' },
  vatAmount: { he: 'סכום מע"מ', en: 'VAT amount' },
  grossAmount: { he: 'סכום כולל מע"מ', en: 'amount including VAT' },
  amountBeforeDiscount: { he: 'סכום לפני הנחה', en: 'amount before discount' },
  discount: { he: 'הנחה', en: 'discount' },
  'customer.vatNumber': { he: 'מספר עוסק של הלקוח', en: "customer's dealer number" },
  'customer.name': { he: 'שם לקוח', en: "customer's name" },
  'customer.country': { he: 'קוד מדינה של הלקוח', en: "customer's country" },
  'customer.account': { he: 'מספר לקוח', en: "customer's account" },
  existingNumber: { he: 'מספר הקצאה', en: 'allocation number' },
  status: { he: 'סטטוס', en: 'status' },
  currency: { he: 'מטבע', en: 'currency' },
  branch: { he: 'סניף', en: 'branch' },
  note: { he: 'הערות', en: 'note' },
  issuerVatNumber: { he: 'מספר עוסק של מפיק המסמך', en: "issuer's dealer number" },
  softwareNumber: { he: 'מספר רישום התוכנה', en: 'software registration number' },
  creditedReference: { he: 'מסמך מקושר', en: 'credited document' },
  baseReference: { he: 'חשבון העסקה שעליו היא נסמכת', en: 'pro-forma that it rests on' },
};

/** Every field, in the order in which columns are given out. */
export const HEADER_FIELDS: readonly HeaderField[] = Object.keys(HEADER_FIELD_NAMES) as HeaderField[];
