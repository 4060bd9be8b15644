import type { LocalizedMessage } from '@ishur/contract';

/**
 * What the lines of a parameter file mean. The line's place in the file is the field; its two numbers say where the field
 * stands in a record. Sources: Hashavshevet's pages on MOVEIN, HESHIN and the text interface of stock documents (IMOVEIN).
 * MOVEIN 26-35 and IMOVEIN 53-87 rest on parameter files that are in use.
 */
export type LayoutName = 'IMOVEIN' | 'MOVEIN' | 'HESHIN';

/** Fields of one kind may stand at the same place: many offices write one date for the reference's and the value's. */
export type FieldKind = 'code' | 'reference' | 'account' | 'text' | 'date' | 'sum' | 'number' | 'dealer' | 'allocation';

export interface FieldMeaning {
  readonly line: number;
  readonly kind: FieldKind;
  readonly name: LocalizedMessage;
}

const meaning = (line: number, kind: FieldKind, he: string, en: string): FieldMeaning => ({
  line,
  kind,
  name: { he, en },
});

const MEANINGS: Readonly<Record<LayoutName, readonly FieldMeaning[]>> = {
  IMOVEIN: [
    meaning(2, 'account', 'מפתח לקוח', 'customer key'),
    meaning(3, 'reference', 'אסמכתא', 'document number'),
    meaning(4, 'code', 'סוג מסמך', 'document type'),
    meaning(5, 'text', 'שם לקוח', 'customer name'),
    meaning(9, 'date', 'תאריך אסמכתא', 'reference date'),
    meaning(13, 'text', 'פרטים', 'details'),
    meaning(17, 'number', 'הנחה כללית %', 'general discount %'),
    meaning(18, 'number', 'מע"מ %', 'VAT %'),
    meaning(20, 'code', 'מטבע', 'currency'),
    meaning(22, 'text', 'מפתח פריט', 'item key'),
    meaning(23, 'number', 'כמות', 'quantity'),
    meaning(24, 'number', 'מחיר', 'price'),
    meaning(25, 'code', 'מטבע המחיר', 'currency of the price'),
    meaning(26, 'number', 'הנחה %', 'discount %'),
    meaning(28, 'text', 'שם פריט', 'item name'),
    meaning(29, 'text', 'יחידת מידה', 'unit'),
    meaning(34, 'code', 'פטור ממע"מ', 'exempt from VAT'),
    meaning(54, 'number', 'מספר שורה', 'line number'),
    meaning(60, 'dealer', 'עוסק מורשה', 'VAT number'),
    meaning(87, 'allocation', 'מספר הקצאה', 'allocation number'),
  ],
  MOVEIN: [
    meaning(2, 'code', 'קוד סוג תנועה', 'transaction type'),
    meaning(3, 'reference', 'אסמכתא', 'reference'),
    meaning(4, 'reference', 'אסמכתא 2', 'reference 2'),
    meaning(5, 'date', 'תאריך אסמכתא', 'reference date'),
    meaning(6, 'date', 'תאריך ערך', 'value date'),
    meaning(8, 'code', 'קוד מטבע', 'currency'),
    meaning(9, 'text', 'פרטים', 'details'),
    meaning(10, 'account', 'חשבון חובה 1', 'debit account 1'),
    meaning(11, 'account', 'חשבון חובה 2', 'debit account 2'),
    meaning(12, 'account', 'חשבון זכות 1', 'credit account 1'),
    meaning(13, 'account', 'חשבון זכות 2', 'credit account 2'),
    meaning(14, 'sum', 'סכום חובה 1', 'debit sum 1'),
    meaning(15, 'sum', 'סכום חובה 2', 'debit sum 2'),
    meaning(16, 'sum', 'סכום זכות 1', 'credit sum 1'),
    meaning(17, 'sum', 'סכום זכות 2', 'credit sum 2'),
    meaning(28, 'code', 'סניף', 'branch'),
    meaning(29, 'dealer', 'מספר ע.מ.', 'VAT number'),
    meaning(35, 'allocation', 'מספר הקצאה', 'allocation number'),
  ],
  // Lines 56-62 are a credit card's number, validity, holder, CVV and last digits. They are not here, so that nothing reads them.
  HESHIN: [
    meaning(2, 'account', 'מפתח חשבון', 'account key'),
    meaning(3, 'text', 'שם חשבון', 'account name'),
    meaning(30, 'dealer', 'מספר עוסק מורשה', 'VAT number'),
  ],
};

const BY_LINE: Readonly<Record<LayoutName, ReadonlyMap<number, FieldMeaning>>> = {
  IMOVEIN: byLine(MEANINGS.IMOVEIN),
  MOVEIN: byLine(MEANINGS.MOVEIN),
  HESHIN: byLine(MEANINGS.HESHIN),
};

/** Lines of a PRM file that a layout must place: without them no document can be read. */
export const REQUIRED_LINES: Readonly<Record<LayoutName, readonly number[]>> = {
  IMOVEIN: [3, 9, 23, 24],
  MOVEIN: [3, 5, 10, 12, 14, 16],
  HESHIN: [2],
};

/** Fields of whole words, which show in what order Hebrew stands. Codes and abbreviations may end in any letter. */
export const PROSE_LINES: Readonly<Record<LayoutName, readonly number[]>> = {
  IMOVEIN: [5, 13, 28],
  MOVEIN: [9],
  HESHIN: [3],
};

/** So many lines the longest PRM of a layout has; one with the allocation number has to reach its line. */
export const ALLOCATION_LINE: Readonly<Record<'IMOVEIN' | 'MOVEIN', number>> = { IMOVEIN: 87, MOVEIN: 35 };

/** `undefined` for a line that is not read. */
export function meaningOf(layout: LayoutName, line: number): FieldMeaning | undefined {
  return BY_LINE[layout].get(line);
}

function byLine(meanings: readonly FieldMeaning[]): ReadonlyMap<number, FieldMeaning> {
  return new Map(meanings.map((each) => [each.line, each]));
}
