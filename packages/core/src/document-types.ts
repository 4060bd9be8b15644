import type { LocalizedMessage } from '@ishur/contract';

/** One type of document and what it has to do with allocation numbers. */
export interface DocumentType {
  readonly code: number;
  readonly name: LocalizedMessage;
  /** True where table 2.5 says that the type gets a number: such a document must have one when the other conditions hold. */
  readonly allocatable: boolean;
  /** True where Approval v2 takes the type (`invoice_type`), so that a number may be asked for voluntarily. */
  readonly accepted: boolean;
  /** False for types that the API alone knows and the uniform file does not. */
  readonly inUniformFile: boolean;
}

/**
 * All types: appendix 1 of the uniform structure 1.31, and those of the API description 2.0 / 7.2024, table 2.5.
 *
 * `allocatable` follows table 2.5; 340 stands only in its English edition and in the contract of Approval v2.
 * `accepted` follows the contract of Approval v2 (enum 300, 305, 310, 320, 330, 332, 340, 345, 348).
 */
export const DOCUMENT_TYPES: readonly DocumentType[] = [
  plain(100, 'הזמנה', 'order'),
  plain(200, 'תעודת משלוח', 'delivery note'),
  plain(205, 'תעודת משלוח סוכן', 'agent delivery note'),
  plain(210, 'תעודת החזרה', 'return note'),
  { ...plain(300, 'חשבונית עסקה', 'transaction invoice'), accepted: true },
  numbered(305, 'חשבונית מס', 'tax invoice'),
  numbered(310, 'חשבונית מס ריכוז', 'summary tax invoice'),
  numbered(320, 'חשבונית מס / קבלה', 'tax invoice and receipt'),
  { ...plain(330, 'חשבונית מס זיכוי', 'credit tax invoice'), accepted: true },
  { ...plain(331, 'חשבונית מס זיכוי I', 'credit tax invoice I'), inUniformFile: false },
  { ...numbered(332, 'חשבון עסקה / פרופורמה', 'pro-forma of a cash-basis dealer'), inUniformFile: false },
  numbered(340, 'חשבונית שריון', 'reservation invoice'),
  numbered(345, 'חשבונית מס סוכן', 'agent tax invoice'),
  { ...numbered(348, 'פקודת יומן', 'journal entry'), inUniformFile: false },
  plain(400, 'קבלה', 'receipt'),
  plain(405, 'קבלה על תרומות', 'donation receipt'),
  plain(410, 'יציאה מקופה', 'cash out'),
  plain(420, 'הפקדת בנק', 'bank deposit'),
  plain(500, 'הזמנת רכש', 'purchase order'),
  plain(600, 'תעודת משלוח רכש', 'purchase delivery note'),
  plain(610, 'החזרת רכש', 'purchase return'),
  plain(700, 'חשבונית מס רכש', 'purchase tax invoice'),
  plain(710, 'זיכוי רכש', 'purchase credit'),
  plain(800, 'יתרת פתיחה', 'opening balance'),
  plain(810, 'כניסה כללית למלאי', 'general stock in'),
  plain(820, 'יציאה כללית מהמלאי', 'general stock out'),
  plain(830, 'העברה בין מחסנים', 'transfer between warehouses'),
  plain(840, 'עדכון בעקבות ספירה', 'stock-count update'),
  plain(900, 'דוח ייצור - כניסה', 'production in'),
  plain(910, 'דוח ייצור - יציאה', 'production out'),
];

const BY_CODE = new Map(DOCUMENT_TYPES.map((type) => [type.code, type]));

/** The type with this number; `undefined` where neither the uniform file nor the authority knows it. */
export function documentType(code: number): DocumentType | undefined {
  return BY_CODE.get(code);
}

function plain(code: number, he: string, en: string): DocumentType {
  return { code, name: { he, en }, allocatable: false, accepted: false, inUniformFile: true };
}

function numbered(code: number, he: string, en: string): DocumentType {
  return { code, name: { he, en }, allocatable: true, accepted: true, inUniformFile: true };
}
