import type { Fault } from '@ishur/contract';
import type { InvoiceFields, SourceDocument } from '@ishur/contract/v1';
import { cleanCell, fromAgorot, isOddReference, parseDocumentType, reorderHebrew, toAgorot } from '@ishur/adapter-kit';
import type { HeaderField } from '@ishur/adapter-kit';
import type { CsvConfig } from './config.ts';
import { createTypeReader } from './document-types.ts';
import { cellFault, ODD_REFERENCE } from './faults.ts';
import type { AmountField, Layout } from './layout.ts';
import { DIGITS } from './number-cells.ts';
import { optionalReadersOf } from './optional-fields.ts';
import type { DraftFields } from './optional-fields.ts';
import { createRowCells, referenceOf } from './row-cells.ts';
import { createRowJudge } from './row-kind.ts';
import type { CsvRecord } from './split-records.ts';
import { standingOf } from './standing.ts';
import { isTotal } from './total.ts';

/** What one row of the file turned out to be. */
export type Row =
  | {
      readonly kind: 'document';
      readonly ref: string;
      readonly standing: SourceDocument['standing'];
      readonly fields: InvoiceFields;
      readonly existingNumber: string | undefined;
    }
  | {
      readonly kind: 'unreadable';
      /** Where type and number can be read all the same. */
      readonly ref: string | undefined;
      /** From one to five. */
      readonly faults: readonly Fault[];
    }
  /** A title, the header, a blank row, a total: no document, and nothing that was meant to be one. */
  | { readonly kind: 'none' };

export interface RowReader {
  read(record: CsvRecord): Row;
}

type Amounts = Record<AmountField, string | undefined>;

const NONE: Row = { kind: 'none' };
/** What no row may end before, whatever the configuration says. */
const NEEDED: readonly HeaderField[] = [
  'documentType',
  'reference',
  'documentDate',
  'netAmount',
  'vatAmount',
  'grossAmount',
  'customer.vatNumber',
  'existingNumber',
  'status',
];
/** A person mends a row by the first of them; a file of bad rows must not become a list many times its size. */
const MOST_FAULTS = 5;
/** Of its figures: reference, day and two amounts; an amount counts for two. The line of a title has two days at most. */
const FEWEST_OF_DOCUMENT = 4;
/** Beside a cell that is the name of a type, in either order. */
const FEWEST_BESIDE_TYPE = 2;

/** Reads rows of one file. `file` is its name, for messages. */
export function createRowReader(layout: Layout, config: CsvConfig, file: string): RowReader {
  const { columns, header } = layout;
  const typeOf = createTypeReader(layout, config);
  const cells = createRowCells(layout, config.dateOrder ?? 'day-first', file);
  const isDocument = createRowJudge(layout);
  /** How many cells a row has at least: as many as the header has names. */
  const fewest =
    config.shortRows === 'accept'
      ? lastOf(NEEDED.flatMap((field) => columns.get(field) ?? [])) + 1
      : lastNamed(header) + 1;
  const optionalReaders = optionalReadersOf(columns);
  const [hasStatus, hasNumber] = [columns.has('status'), columns.has('existingNumber')];

  function read(record: CsvRecord): Row {
    if (record.line === layout.headerLine) return NONE;
    if (record.line < layout.headerLine) return aboveHeader(record);
    const inOrder = layout.hebrew === 'visual' ? record.cells.map(reorderHebrew) : record.cells;
    const hasNul = record.raw.includes('\0');
    if (!(hasNul && /\d/.test(record.raw)) && !isDocument(inOrder)) return NONE;
    cells.show(record, inOrder);
    const typeText = cells.text('documentType');
    const type = typeOf(typeText);
    const referenceCell = cells.cell('reference');
    // Nearly all references are, and nothing can be odd about them.
    const isNumber = DIGITS.test(referenceCell);
    const reference = isNumber ? referenceCell : referenceOf(cells.text('reference'));
    const ref = type.code === undefined || !reference ? undefined : `${type.code}:${reference}`;
    const misfit = misfitOf(record, inOrder, hasNul);
    if (misfit !== undefined) return { kind: 'unreadable', ref, faults: [misfit] };

    const documentDate = cells.day('documentDate');
    if (type.code === undefined)
      cells.blame(typeText === '' ? 'csv/value-missing' : 'csv/bad-document-type', 'documentType');
    if (reference === undefined) cells.blame('csv/bad-reference', 'reference');
    else if (!isNumber && (isOdd(referenceCell) || holdsTotal(reference)))
      cells.blame('csv/bad-reference', 'reference', ODD_REFERENCE);
    if (reference === '') cells.blame('csv/value-missing', 'reference');
    if (documentDate === undefined && cells.text('documentDate') === '')
      cells.blame('csv/value-missing', 'documentDate');
    const { netAmount, vatAmount, grossAmount } = readAmounts();
    const fields: DraftFields = {
      documentType: type.code ?? 0,
      reference: reference ?? '',
      documentDate: documentDate ?? '',
      netAmount: netAmount ?? '',
      vatAmount: vatAmount ?? '',
      grossAmount: grossAmount ?? '',
      customer: {},
    };
    for (const readOptional of optionalReaders) readOptional(cells, fields);
    const existingNumber = hasNumber ? cells.allocationNumber() : undefined;

    // Whatever is needed and missing has been blamed.
    if (ref === undefined || cells.faults().length > 0) {
      return { kind: 'unreadable', ref, faults: cells.faults().slice(0, MOST_FAULTS) };
    }
    const standing = type.standing === 'final' && hasStatus ? standingOf(cells.text('status')) : type.standing;
    return { kind: 'document', ref, standing, fields, existingNumber };
  }

  /** In visual order nobody knows on which side of a letter its figures belong. */
  function isOdd(cell: string): boolean {
    return isOddReference(cell) || (layout.hebrew === 'visual' && /\d.*[\u05d0-\u05ea].*\d/u.test(cell));
  }

  /** Titles stand there, and no documents: a row of figures is told, not passed over. */
  function aboveHeader(record: CsvRecord): Row {
    const figures = record.cells.filter((cell) => /\d/.test(cell)).length + (record.cells.some(isAmount) ? 1 : 0);
    const isDamaged = record.raw.includes('\0') && figures > 0;
    const isOfType = figures >= FEWEST_BESIDE_TYPE && record.cells.some(isTypeInWords);
    if (figures < FEWEST_OF_DOCUMENT && !isOfType && !isDamaged) return NONE;
    cells.show(record, record.cells);
    cells.blame(isDamaged ? 'csv/damaged-row' : 'csv/row-above-header', 'reference');
    return { kind: 'unreadable', ref: undefined, faults: cells.faults() };
  }

  /** A row that is longer or shorter than the header has something in the wrong column. */
  function misfitOf(record: CsvRecord, inOrder: readonly string[], hasNul: boolean): Fault | undefined {
    const { length } = inOrder;
    if (hasNul)
      return cellFault('csv/damaged-row', { file, line: record.line, header: header[0] ?? '' }, inOrder[0] ?? '');
    const lastCell = record.cells.at(-1) ?? '';
    if (record.lineEnd === '' && (isLeftOpen(lastCell) || isEndOfType(inOrder)))
      return cellFault('csv/cut-row', { file, line: record.line, header: header[length - 1] ?? '' }, lastCell);
    if (length > header.length) return surplusFault(record, inOrder);
    if (length >= fewest) return undefined;
    const name = header.find((each, column) => column >= length && each !== '') ?? '';
    return cellFault('csv/too-few-cells', { file, line: record.line, header: name }, '');
  }

  /** In visual order a file that is cut off within «חשבונית מס קבלה» ends with «קבלה», which is another type. */
  function isEndOfType(inOrder: readonly string[]): boolean {
    const isLast = columns.get('documentType') === inOrder.length - 1;
    return layout.hebrew === 'visual' && isLast && cleanCell(inOrder.at(-1) ?? '') === 'קבלה';
  }

  function surplusFault(record: CsvRecord, inOrder: readonly string[]): Fault | undefined {
    const surplus = inOrder
      .slice(header.length)
      .map(cleanCell)
      .find((text) => text !== '');
    if (surplus === undefined) return undefined;
    const last = header.findLast((name) => name !== '') ?? '';
    return cellFault('csv/too-many-cells', { file, line: record.line, header: last }, surplus);
  }

  function readAmounts(): Amounts {
    const faultsBefore = cells.faults().length;
    const amounts: Amounts = {
      netAmount: cells.amount('netAmount'),
      vatAmount: cells.amount('vatAmount'),
      grossAmount: cells.amount('grossAmount'),
    };
    if (isComplete(amounts)) {
      if (isVatAboveNet(amounts) && !isSum(amounts)) cells.blame('csv/bad-amount', 'vatAmount');
      return amounts;
    }
    completeAmounts(amounts);
    if (cells.faults().length > faultsBefore) return amounts;
    if (isVatTooHigh(amounts)) cells.blame('csv/bad-amount', columns.has('vatAmount') ? 'vatAmount' : 'netAmount');
    for (const field of Object.keys(amounts) as AmountField[]) {
      if (!columns.has(field)) continue;
      const amount = amounts[field];
      if (amount === undefined) cells.blame('csv/amount-missing', field);
      // So many digits are no amount, and nothing is worked out from them.
      else if (toAgorot(amount) === undefined) cells.blame('csv/bad-amount', field);
    }
    return amounts;
  }

  return { read };
}

function isTypeInWords(cell: string): boolean {
  if (!/\p{L}/u.test(cell)) return false;
  return parseDocumentType(cell) !== undefined || parseDocumentType(reorderHebrew(cell)) !== undefined;
}

/** With agorot, as no page number and no year is. */
function isAmount(cell: string): boolean {
  return /^\s*-?[\d,]*\d\.\d\d\s*$/.test(cell);
}

/** A quotation mark at its start, and behind it none but doubled ones: `"חשבונית מס` may have been a longer type. */
function isLeftOpen(cell: string): boolean {
  return cell.startsWith('"') && !cell.slice(1).replaceAll('""', '').includes('"');
}

function holdsTotal(reference: string): boolean {
  return /\p{L}/u.test(reference) && reference.split(/\s+/).some(isTotal);
}

function lastOf(columns: readonly number[]): number {
  return columns.reduce((last, column) => Math.max(last, column), 0);
}

function lastNamed(header: readonly string[]): number {
  return header.findLastIndex((name) => name !== '');
}

function isComplete({ netAmount, vatAmount, grossAmount }: Amounts): boolean {
  return netAmount !== undefined && vatAmount !== undefined && grossAmount !== undefined;
}

/** Of the smallest amounts anything may be rounded. In agorot. */
const MOST_ROUNDED = 40;

/** What was worked out from two columns of one amount: no rate was ever as high as a fifth (the highest was 18 per cent). */
function isVatTooHigh({ netAmount, vatAmount }: Amounts): boolean {
  const [net, vat] = [toAgorot(netAmount ?? ''), toAgorot(vatAmount ?? '')];
  return net !== undefined && vat !== undefined && Math.abs(vat) * 5 > Math.abs(net) + MOST_ROUNDED;
}

/** What was worked out shows that a column is another one than its name says: no VAT is more than the amount it is part of. */
function isVatAboveNet({ netAmount, vatAmount }: Amounts): boolean {
  const [net, vat] = [toAgorot(netAmount ?? ''), toAgorot(vatAmount ?? '')];
  return net !== undefined && vat !== undefined && Math.abs(vat) > Math.abs(net);
}

function isSum({ netAmount, vatAmount, grossAmount }: Amounts): boolean {
  const [net, vat, gross] = [toAgorot(netAmount ?? ''), toAgorot(vatAmount ?? ''), toAgorot(grossAmount ?? '')];
  return net !== undefined && vat !== undefined && net + vat === gross;
}

/** Works out the one amount of the three that is missing, in whole agorot; leaves them where more are missing. */
function completeAmounts(amounts: Amounts): void {
  const agorotOf = (text: string | undefined): number | undefined => (text === undefined ? undefined : toAgorot(text));
  const [net, vat, gross] = [agorotOf(amounts.netAmount), agorotOf(amounts.vatAmount), agorotOf(amounts.grossAmount)];
  if (net === undefined && vat !== undefined && gross !== undefined) amounts.netAmount = fromAgorot(gross - vat);
  if (vat === undefined && net !== undefined && gross !== undefined) amounts.vatAmount = fromAgorot(gross - net);
  if (gross === undefined && net !== undefined && vat !== undefined) amounts.grossAmount = fromAgorot(net + vat);
}
