import type { FakeQuirks } from './quirks.ts';

/** The forms that the server knows. Lines and attachments are sub-forms of the first four. */
export const FORMS = ['AINVOICES', 'CINVOICES', 'EINVOICES', 'FINVOICES', 'CUSTOMERS'] as const;
export type FakeForm = (typeof FORMS)[number];

export interface Column {
  readonly name: string;
  readonly type: string;
  /** Hebrew and English. */
  readonly title: readonly [he: string, en: string];
  readonly maxLength?: number;
  readonly isReadOnly?: boolean;
  /** In the metadata, and in no row. */
  readonly isHidden?: boolean;
}

/** The column that stands for the one whose real name nobody has published. */
export const ALLOCATION_COLUMN = 'ROYY_ALLOCNUM';
export const VAT_NUMBER_COLUMN = 'WTAXNUM';

function text(name: string, maxLength: number, he: string, en: string, more: Partial<Column> = {}): Column {
  return { name, type: 'Edm.String', maxLength, title: [he, en], ...more };
}

function amount(name: string, he: string, en: string): Column {
  return { name, type: 'Edm.Decimal', title: [he, en] };
}

const VAT_NUMBER = text(VAT_NUMBER_COLUMN, 16, 'מס. עוסק מורשה', 'VAT Number');

export const LINE_COLUMNS: readonly Column[] = [
  { name: 'KLINE', type: 'Edm.Int64', title: ['שורה', 'Line'] },
  text('PARTNAME', 15, 'מק"ט', 'Part Number'),
  text('PDES', 48, 'תאור מוצר', 'Description'),
  amount('TQUANT', 'כמות', 'Quantity'),
  text('TUNITNAME', 3, "יח'", 'Unit'),
  amount('PRICE', 'מחיר ליחידה', 'Unit Price'),
  amount('QPRICE', 'סה"כ מחיר', 'Total'),
];

/** The columns of a form as this installation shows them. */
export function columnsOf(form: FakeForm, quirks: FakeQuirks): readonly Column[] {
  const { hiddenColumns } = quirks;
  return allColumnsOf(form, quirks).map((column) =>
    hiddenColumns.includes(column.name) ? { ...column, isHidden: true } : column,
  );
}

function allColumnsOf(form: FakeForm, quirks: FakeQuirks): readonly Column[] {
  if (form === 'CUSTOMERS') {
    return [
      text('CUSTNAME', 16, 'מס. לקוח', 'Customer Number'),
      text('CUSTDES', 48, 'שם לקוח', 'Customer Name'),
      ...(quirks.vatNumberIn === 'CUSTOMERS' ? [VAT_NUMBER] : []),
    ];
  }
  const isExport = form === 'FINVOICES';
  const allocation = quirks.allocationColumn;
  return [
    ...(quirks.exposesIv ? [{ name: 'IV', type: 'Edm.Int64', title: ['חשבונית (ID)', 'Invoice (ID)'] as const }] : []),
    text('IVNUM', 16, 'מספר חשבונית', 'Invoice Number', { isReadOnly: true }),
    text('IVTYPE', 1, 'סוג חשבונית', 'Type of Invoice', { isReadOnly: true }),
    text('DEBIT', 1, 'ח/ז', 'Debit/Credit', { isReadOnly: true }),
    text('FINAL', 1, 'סופית', 'Final?'),
    text('STORNOFLAG', 1, 'סטורנו', 'Canceled?'),
    text('STATDES', 12, 'סטטוס', 'Status'),
    { name: 'IVDATE', type: quirks.dateType, title: ['תאריך', 'Date'] },
    text('CUSTNAME', 16, 'מס. לקוח', 'Customer Number'),
    text('CDES', 48, 'שם לקוח', 'Customer Name'),
    amount('QPRICE', 'סכום לפני הנחה', 'Price before Discount'),
    amount('DISPRICE', 'מחיר אחרי הנחה', 'Price after Discount'),
    amount(isExport ? 'TAXSUM' : 'VAT', 'מע"מ', 'VAT'),
    amount('TOTPRICE', 'סה"כ', 'Total'),
    text('CODE', 3, 'מטבע', 'Currency'),
    text('BRANCHNAME', 6, 'סניף', 'Branch'),
    text('DETAILS', 100, 'פרטים', 'Details'),
    text('BOOKNUM', 50, 'אסמכתא חיצונית', 'Reference'),
    ...(quirks.vatNumberIn === 'form' ? [VAT_NUMBER] : []),
    ...(allocation === 'absent'
      ? []
      : [
          text(ALLOCATION_COLUMN, quirks.allocationLength, 'מספר הקצאה', 'Allocation Number', {
            isReadOnly: allocation === 'read-only',
            isHidden: allocation === 'hidden',
          }),
        ]),
  ];
}

export function linesOf(form: FakeForm): string {
  return `${form.slice(0, -1)}ITEMS_SUBFORM`;
}

export const ATTACHMENTS = 'EXTFILES_SUBFORM';
